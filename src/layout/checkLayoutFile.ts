import { titleProblem } from '../api/title';
import { isObject, list, type JsonObject } from '../api/values';
import type { PageSize } from '../pdf/pdfPages';
import { Problems, type JsonPath, type Problem } from './layoutProblem';
import { checkSchema, dateFormats, layoutFileVersion } from './layoutSchema';

/** Who signs a PDF, and where: the content of a layout file that has no errors. */
export interface LayoutFile {
  readonly title?: string;
  readonly note?: string;
  readonly description?: string;
  /** By the names in the layout file. */
  readonly options?: JsonObject;
  readonly roles: readonly LayoutRole[];
  readonly prefill?: readonly LayoutWidget[];
}

export interface LayoutRole {
  readonly role: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly signerRole?: 'signer' | 'approver' | 'viewer';
  readonly widgets?: readonly LayoutWidget[];
}

/** A field on a page: PDF points from the top left corner, pages from 1. */
export interface LayoutWidget {
  readonly type: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** By the API's names. */
  readonly options?: JsonObject;
}

/** What is known of the PDF next to the file. */
export interface PdfFacts {
  readonly exists: boolean;
  /** Undefined when they couldn't be read. */
  readonly pages: readonly PageSize[] | undefined;
}

/** Levels of objects and lists: many more than a layout file has, and few enough for recursive functions. */
const maxDepth = 100;
const choiceTypes = ['checkbox', 'dropdown', 'radio button'];

export interface CheckedLayoutFile {
  /** Undefined when there are errors. */
  readonly file: LayoutFile | undefined;
  readonly errors: readonly Problem[];
  /** Errors and warnings. */
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks the text of a layout file. Without `pdf`, the PDF isn't checked. `isDraft` is for what is finished
 * in the browser: there, a missing signature widget is only a warning.
 */
export function checkLayoutFile(text: string, pdf?: PdfFacts, isDraft = false): CheckedLayoutFile {
  const problems = new Problems();
  const value = parse(text, problems);
  if (value !== undefined) {
    if (pdf?.exists === false) {
      problems.error('noPdf', []);
    }
    checkSchema(problems, value);
    checkTitle(problems, value);
    checkRoles(problems, value, isDraft);
    checkWidgets(problems, value, pdf?.pages);
  }
  const errors = problems.found.filter(({ severity }) => severity === 'Error');
  // The schema describes this type.
  const file = errors.length === 0 ? (value as unknown as LayoutFile) : undefined;
  return { file, problems: problems.found, errors };
}

function parse(text: string, problems: Problems): JsonObject | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    problems.error('notJson', []);
    return undefined;
  }
  if (isTooDeep(value)) {
    problems.error('tooDeep', [], maxDepth);
  } else if (!isObject(value)) {
    problems.error('notAnObject', []);
  } else if (value.version !== layoutFileVersion) {
    problems.error('version', ['version'], layoutFileVersion);
  } else {
    return value;
  }
  return undefined;
}

/** Not recursive: deep nesting would use up the stack. */
function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) {
      return true;
    }
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    );
  }
  return false;
}

function checkTitle(problems: Problems, { title }: JsonObject): void {
  const problem = typeof title === 'string' ? titleProblem(title) : undefined;
  if (problem !== undefined && problem !== 'empty') {
    problems.warn('oddTitle', ['title']);
  }
}

function checkRoles(problems: Problems, file: JsonObject, isDraft: boolean): void {
  const names = new Set<string>();
  for (const [path, { role, signerRole = 'signer', widgets }] of listObjects(file, 'roles')) {
    const name = typeof role === 'string' ? role : '';
    if (name.trim() !== '' && names.has(name)) {
      problems.error('sameRole', [...path, 'role'], name);
    }
    names.add(name);
    const hasSignature = list(widgets).some((widget) => isObject(widget) && widget.type === 'signature');
    if (signerRole === 'viewer' && list(widgets).length > 0) {
      problems.error('viewerWidgets', [...path, 'widgets']);
    } else if (signerRole === 'signer' && !hasSignature) {
      problems[isDraft ? 'warn' : 'error']('noSignature', [...path, 'role'], name);
    }
  }
}

function checkWidgets(problems: Problems, file: JsonObject, pages: PdfFacts['pages']): void {
  const names = new Set<string>();
  const signed = listObjects(file, 'roles').flatMap(([path, role]) => listObjects(role, 'widgets', path));
  for (const [path, widget] of [...signed, ...listObjects(file, 'prefill')]) {
    checkPage(problems, path, widget, pages);
    const options = isObject(widget.options) ? widget.options : {};
    const { name } = options;
    if (typeof name === 'string' && name !== '') {
      if (names.has(name)) {
        problems.error('sameName', [...path, 'options', 'name'], name);
      }
      names.add(name);
    }
    if (widget.type === 'date') {
      checkDate(problems, [...path, 'options'], options);
    }
  }
  for (const [path, { type, options }] of signed) {
    const values = isObject(options) ? options.values : undefined;
    if (typeof type === 'string' && choiceTypes.includes(type) && list(values).length === 0) {
      problems.warn('noValues', [...path, 'options', ...(values === undefined ? [] : ['values'])], type);
    }
  }
}

function checkPage(
  problems: Problems,
  path: JsonPath,
  { page, x, y, w, h }: JsonObject,
  pages: PdfFacts['pages'],
): void {
  if (pages === undefined || typeof page !== 'number' || !Number.isInteger(page) || page < 1) {
    return;
  }
  const size = pages[page - 1];
  if (size === undefined) {
    problems.error('noPage', [...path, 'page'], page, pages.length);
    return;
  }
  const isTooWide = Number(x) + Number(w) > size.width;
  // How OpenSign counts on a rotated page isn't known.
  if (!size.rotated && (isTooWide || Number(y) + Number(h) > size.height)) {
    const key = isTooWide ? 'x' : 'y';
    problems.error('offPage', [...path, key], page, Math.round(size.width), Math.round(size.height));
  }
}

function checkDate(problems: Problems, path: JsonPath, options: JsonObject): void {
  const { format, signing_date: isSigningDate, default: value = '' } = options;
  if (format !== undefined && !dateFormats.some((known) => known === format)) {
    problems.error('dateFormat', [...path, 'format'], 'format', '', dateFormats.join('; '));
  }
  if (isSigningDate === true && value !== '') {
    problems.error('dateTwice', [...path, 'default']);
  }
}

/** The objects in the list `parent[key]`, with their paths. */
function listObjects(
  parent: JsonObject,
  key: string,
  path: JsonPath = [],
): readonly (readonly [JsonPath, JsonObject])[] {
  return list(parent[key]).flatMap((item, index) =>
    isObject(item) ? [[[...path, key, index], item] as const] : [],
  );
}
