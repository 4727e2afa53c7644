import { emailProblem } from '../api/email';
import type { PageSize } from '../pdf/pdfPages';
import { titleProblem } from '../ui/title';
import { isObject, type JsonObject } from '../api/values';
import { checkSettings } from './checkSettings';
import { checkWidget, type WidgetContext } from './checkWidget';
import type { JsonPath } from './jsonTree';
import { Problems, type Problem } from './problem';
import { layoutFileVersion, type LayoutFile, type SideRole, type SideWidget } from './layoutFile';
import { signerRoles } from './layoutWords';

/** Levels of objects and lists: many more than a layout file has, and few enough for everything that is recursive. */
const deepest = 100;

/** What is known of the PDF beside the file. */
export interface PdfFacts {
  readonly exists: boolean;
  /** Undefined when they could not be read. */
  readonly pages: readonly PageSize[] | undefined;
}

export interface CheckedLayoutFile {
  /** Undefined when there are errors: then nothing can be sent. */
  readonly file: LayoutFile | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks the text of a layout file. `pdf` is left out where nothing is to be said about it. `isDraft` is for
 * what a person finishes in the browser: there, a missing signature widget is only a warning.
 */
export function checkLayoutFile(text: string, pdf?: PdfFacts, isDraft = false): CheckedLayoutFile {
  const problems = new Problems();
  const value = parse(text, problems);
  const file = value === undefined ? undefined : checkFile(problems, value, pdf, isDraft);
  const failed = problems.found.some(({ severity }) => severity === 'error');
  return { file: failed ? undefined : file, problems: problems.found };
}

/** The JSON without what editors put in front of it. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function parse(text: string, problems: Problems): JsonObject | undefined {
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(text));
  } catch {
    problems.error('notJson', []);
    return undefined;
  }
  if (isTooDeep(value)) {
    problems.error('tooDeep', [], deepest);
    return undefined;
  }
  if (!isObject(value)) {
    problems.error('notAnObject', []);
    return undefined;
  }
  if (value.version !== layoutFileVersion) {
    // What another version means is not known, so nothing else is said.
    problems.error('version', ['version'], layoutFileVersion);
    return undefined;
  }
  return value;
}

function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) {
      return true;
    }
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    );
  }
  return false;
}

function checkFile(
  problems: Problems,
  value: JsonObject,
  pdf: PdfFacts | undefined,
  isDraft: boolean,
): LayoutFile {
  if (pdf?.exists === false) {
    problems.error('noPdf', []);
  }
  checkTitle(problems, value.title);
  const options = value.options ?? {};
  if (isObject(options)) {
    checkSettings(problems, ['options'], options);
  } else {
    problems.error('type', ['options'], 'object');
  }
  const context: WidgetContext = { problems, pages: pdf?.pages, names: new Map() };
  const roles = checkRoles(context, value.roles, isDraft);
  const prefill = checkWidgets(context, ['prefill'], value.prefill ?? [], true);
  return {
    ...textsOf(problems, [], value, ['title', 'note', 'description']),
    options: isObject(options) ? options : {},
    roles,
    prefill,
  };
}

function checkTitle(problems: Problems, title: unknown): void {
  if (typeof title !== 'string') {
    return;
  }
  const problem = titleProblem(title);
  if (problem === 'empty') {
    problems.error('emptyTitle', ['title']);
  } else if (problem !== undefined) {
    problems.warn('oddTitle', ['title']);
  }
}

function checkRoles(context: WidgetContext, value: unknown, isDraft: boolean): readonly SideRole[] {
  const { problems } = context;
  if (!Array.isArray(value) || value.length === 0) {
    problems.error('noRoles', ['roles']);
    return [];
  }
  const names = new Set<string>();
  return value.flatMap((item: unknown, index) => {
    const path = ['roles', index];
    if (!isObject(item)) {
      problems.error('type', path, 'object');
      return [];
    }
    return [checkRole(context, path, item, names, isDraft)];
  });
}

function checkRole(
  context: WidgetContext,
  path: JsonPath,
  value: JsonObject,
  names: Set<string>,
  isDraft: boolean,
): SideRole {
  const { problems } = context;
  const role = typeof value.role === 'string' ? value.role : '';
  if (role.trim() === '') {
    problems.error('emptyRole', [...path, 'role']);
  } else if (names.has(role)) {
    problems.error('sameRole', [...path, 'role'], role);
  }
  names.add(role);
  const texts = textsOf(problems, path, value, ['name', 'email', 'phone']);
  if (texts.email !== undefined && emailProblem(texts.email) === 'malformed') {
    problems.error('email', [...path, 'email'], texts.email);
  }
  const signerRole = signerRoles.find((known) => known === value.signerRole);
  if (value.signerRole !== undefined && signerRole === undefined) {
    problems.error('signerRole', [...path, 'signerRole'], signerRoles.join(', '));
  }
  const widgets = checkWidgets(context, [...path, 'widgets'], value.widgets ?? [], false);
  const given = Array.isArray(value.widgets) ? value.widgets : [];
  if (signerRole === 'viewer' && given.length > 0) {
    problems.error('viewerWidgets', [...path, 'widgets']);
  } else if ((signerRole ?? 'signer') === 'signer' && !given.some(isSignature)) {
    problems[isDraft ? 'warn' : 'error']('noSignature', [...path, 'role'], role);
  }
  return { role, ...texts, ...(signerRole === undefined ? {} : { signerRole }), widgets };
}

function isSignature(widget: unknown): boolean {
  return isObject(widget) && widget.type === 'signature';
}

function checkWidgets(
  context: WidgetContext,
  path: JsonPath,
  value: unknown,
  prefill: boolean,
): readonly SideWidget[] {
  if (!Array.isArray(value)) {
    context.problems.error('type', path, 'array');
    return [];
  }
  return value.flatMap((item: unknown, index) => checkWidget(context, [...path, index], item, prefill) ?? []);
}

/** The texts of an object, each one that is none is told. */
function textsOf<K extends string>(
  problems: Problems,
  path: JsonPath,
  value: JsonObject,
  keys: readonly K[],
): { [Key in K]?: string } {
  const texts: { [Key in K]?: string } = {};
  for (const key of keys) {
    const item = value[key];
    if (typeof item === 'string') {
      texts[key] = item;
    } else if (item !== undefined) {
      problems.error('type', [...path, key], 'string');
    }
  }
  return texts;
}
