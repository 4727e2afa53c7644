import { knownSpelling } from '../api/email';
import type { Recipient } from '../api/outgoing';
import { defined, type JsonObject } from '../api/values';
import type { ObjectKind } from '../objects/objectChanges';
import { parseKind } from '../recipients/participants';
import type { LayoutFile, LayoutRole, LayoutWidget } from './checkLayoutFile';
import { settings } from './layoutSchema';

/** The request without its file. `title` is for a layout file without one. Source: api.md 5.6, 5.7. */
export function toRequest(file: LayoutFile, target: ObjectKind, title: string): JsonObject {
  const { roles, prefill = [] } = file;
  const widgets = [...roles.flatMap((role) => role.widgets ?? []), ...prefill];
  const names = new WidgetNames(widgets.map(({ options = {} }) => options));
  return {
    title: file.title ?? title,
    ...defined({ note: file.note, description: file.description }),
    ...toSettings(file.options, target),
    signers: roles.map((role) => toSigner(role, names)),
    ...(prefill.length === 0
      ? {}
      : { prefill: { widgets: prefill.map((widget) => toWidget(widget, names, completePrefill)) } }),
  };
}

/** The file with email addresses as the server spells them. `contacts` are those of the account. */
export function spellAddresses(file: LayoutFile, contacts: readonly string[]): LayoutFile {
  const roles = file.roles.map((role) =>
    role.email === undefined ? role : { ...role, email: knownSpelling(role.email, contacts) },
  );
  return { ...file, roles };
}

/** The people in the roles of a layout file, without roles that have no email address. */
export function toRecipients({ roles }: LayoutFile): readonly Recipient[] {
  return roles.flatMap(({ role, name, email, signerRole }) =>
    email ? [{ role, email, ...(name ? { name } : {}), ...parseKind(signerRole) }] : [],
  );
}

/** False when the layout file turns emails off. */
export function sendsEmail({ options }: LayoutFile): boolean {
  return options?.sendEmail !== false;
}

function toSettings(options: JsonObject = {}, target: ObjectKind): JsonObject {
  const given = settings
    .filter(
      ({ name, isDocumentOnly }) => options[name] !== undefined && !(isDocumentOnly && target === 'template'),
    )
    .map(({ name, api }) => [api, options[name]] as const);
  // Always sent for documents: without it, OpenSign sends emails.
  return { ...(target === 'document' ? { send_email: true } : {}), ...Object.fromEntries(given) };
}

function toSigner(
  { role, name, email, phone, signerRole, widgets = [] }: LayoutRole,
  names: WidgetNames,
): JsonObject {
  return {
    role,
    name: name ?? '',
    email: email ?? '',
    phone: phone ?? '',
    signer_role: signerRole ?? 'signer',
    widgets: widgets.map((widget) => toWidget(widget, names, completeOptions)),
  };
}

function toWidget(
  { type, page, x, y, w, h, options = {} }: LayoutWidget,
  names: WidgetNames,
  complete: typeof completeOptions,
): JsonObject {
  return { type, page, x, y, w, h, options: complete(type, options, names.get(type, options)) };
}

const textStyle = { color: 'black', fontsize: 12 };
const textField = { required: true, ...textStyle, hint: '' };
const choice = { required: true, ...textStyle, values: [], readonly: false };

/**
 * What each type needs. The API documents `required` as true by default, but old servers default to false. They also
 * fail when options, a date's format or a checkbox's selection are missing. Source: api.md 5.5.
 */
const defaults: Readonly<Record<string, JsonObject>> = {
  signature: { hint: '' },
  stamp: { required: true, hint: '' },
  initials: { required: true, hint: '' },
  image: { required: true, hint: '' },
  attachments: { required: true, hint: '' },
  email: textField,
  name: textField,
  'job title': textField,
  company: textField,
  date: { ...textField, format: 'dd-mm-yyyy', min_date: '', max_date: '', readonly: false },
  textbox: { ...textField, readonly: false, default: '' },
  checkbox: { ...choice, selectedvalues: [], hidelabel: false, layout: 'vertical' },
  dropdown: { ...choice, default: '' },
  'radio button': { ...choice, default: '', layout: 'vertical' },
  number: { ...textField, readonly: false, default: '', decimalplaces: 2 },
  cells: { ...textField, readonly: false, default: '', cell_count: 5 },
};

/** Adds the options that the API needs. `name` is for a widget without one. */
export function completeOptions(type: string, given: JsonObject, name: string): JsonObject {
  // A date has either a default or the day of signing.
  const date = type === 'date' && given.default === undefined ? { signing_date: true } : {};
  return { name, ...defaults[type], ...date, ...given };
}

/** {@link completeOptions} for a widget that the sender fills in: its value is in `response`. */
export function completePrefill(type: string, given: JsonObject, name: string): JsonObject {
  const response = given.response ?? (type === 'checkbox' ? [] : '');
  const options = completeOptions(type, { default: '', ...given, response }, name);
  return defined({ ...options, default: undefined, hint: undefined });
}

/** Names for widgets without one: unique in the document, and always the same for the same document. */
export class WidgetNames {
  private readonly taken: Set<unknown>;

  /** `given` are the options of all widgets. */
  constructor(given: readonly JsonObject[]) {
    this.taken = new Set(given.map(({ name }) => name));
  }

  get(type: string, { name: given }: JsonObject): string {
    if (typeof given === 'string' && given !== '') {
      return given;
    }
    for (let number = 1; ; number++) {
      const name = `${type.replaceAll(' ', '-')}-${String(number)}`;
      if (!this.taken.has(name)) {
        this.taken.add(name);
        return name;
      }
    }
  }
}
