import { l10n, passage } from '../ui/l10n';

/** Keys and indexes that lead to a value in JSON. */
export type JsonPath = readonly (string | number)[];

type Value = string | number;
type Sentence = (first: Value, second: Value, third: Value) => string;

const oneOf: Sentence = (key, _, allowed) =>
  l10n.t('“{0}” must be one of: {1}.', key, passage(String(allowed)));

/** What can be wrong with a layout file. Problems that the schema finds have the key, the value and what is allowed. */
const sentences = {
  notJson: () => l10n.t('This isn’t valid JSON, so nothing else was checked.'),
  tooDeep: (levels) =>
    l10n.t('Objects and lists are nested more than {0} levels deep, so nothing else was checked.', levels),
  notAnObject: () => l10n.t('A layout file must be a JSON object.'),
  version: (version) => l10n.t('“version” must be {0}. Nothing else was checked.', version),
  missing: (key) => l10n.t('“{0}” is missing.', key),
  type: (key, _, type) => l10n.t('“{0}” must be of type {1}.', key, type),
  noPdf: () => l10n.t('The PDF is missing. It must be next to this file and have the same name.'),
  emptyTitle: () => l10n.t('“title” must be text that isn’t empty.'),
  oddTitle: () => l10n.t('OpenSign may reject a title that is long or has no Latin letters or digits.'),
  https: (key) => l10n.t('“{0}” must be an https URL.', key),
  days: (key) => l10n.t('“{0}” must be a whole number of days, 1 or more.', key),
  email: (_, email) =>
    l10n.t('“{0}” isn’t an email address that OpenSign accepts. It would be silently dropped.', email),
  noRoles: () => l10n.t('Add at least one role.'),
  emptyRole: () => l10n.t('Each role needs a name in “role”.'),
  sameRole: (role) => l10n.t('Duplicate role “{0}”. Role names must be unique.', role),
  signerRole: oneOf,
  noSignature: (role) =>
    l10n.t(
      'The role “{0}” has no signature widget. Add one, or set “signerRole” to approver or viewer.',
      role,
    ),
  viewerWidgets: () => l10n.t('A viewer can’t have widgets.'),
  widgetType: (_, type) => l10n.t('OpenSign has no widget of type “{0}”.', type),
  prefillType: (_, type) => l10n.t('Senders can’t fill in a widget of type “{0}”.', type),
  place: (key) => l10n.t('“{0}” must be a number of PDF points, 0 or more.', key),
  size: (key) => l10n.t('“{0}” must be a number of PDF points, greater than 0.', key),
  page: () => l10n.t('“page” must be a whole number. Pages count from 1.'),
  noPage: (page, count) => l10n.t('Page {0} doesn’t exist. Pages in the PDF: {1}.', page, count),
  offPage: (page, width, height) =>
    l10n.t('The widget extends beyond page {0}, which is {1} × {2} points.', page, width, height),
  sameName: (name) => l10n.t('Duplicate widget name “{0}”. Names must be unique in a document.', name),
  color: oneOf,
  fontSize: oneOf,
  dateFormat: oneOf,
  dateTwice: () => l10n.t('Set either “default” or “signing_date”, not both.'),
  noValues: (type) => l10n.t('This {0} has no “values”, so the signer has nothing to choose.', type),
} satisfies Record<string, Sentence>;

export type ProblemCode = keyof typeof sentences;

export interface Problem {
  readonly code: ProblemCode;
  /** An error keeps the file from being sent. A warning doesn't. */
  readonly severity: 'Error' | 'Warning';
  readonly path: JsonPath;
  readonly args: readonly Value[];
}

/** Collects problems. */
export class Problems {
  readonly found: Problem[] = [];

  error(code: ProblemCode, path: JsonPath, ...args: readonly Value[]): void {
    this.found.push({ code, severity: 'Error', path, args });
  }

  warn(code: ProblemCode, path: JsonPath, ...args: readonly Value[]): void {
    this.found.push({ code, severity: 'Warning', path, args });
  }
}

/** The problem as a sentence. */
export function problemText({ code, args: [first = '', second = '', third = ''] }: Problem): string {
  const sentence: Sentence = sentences[code];
  return sentence(first, second, third);
}
