import { knownSpelling } from '../api/email';
import type { Recipient } from '../api/outgoing';
import { defined, type JsonObject } from '../api/values';
import { parseKind } from '../recipients/participants';
import { completeOptions, completePrefill, WidgetNames } from './completeOptions';
import { settings } from './layoutSettings';
import type { LayoutFile, SideRole, SideWidget } from './layoutFile';

/** What is made of a PDF and its layout file. */
export type Target = 'document' | 'template';

/** The request without its file. `title` is for a layout file without one. Source: api.md 5.6, 5.7. */
export function requestOf(file: LayoutFile, target: Target, title: string): JsonObject {
  const widgets = [...file.roles.flatMap((role) => role.widgets), ...file.prefill];
  const names = new WidgetNames(widgets.map(({ options }) => options));
  return {
    title: file.title ?? title,
    ...defined({ note: file.note, description: file.description }),
    ...settingsOf(file.options, target),
    signers: file.roles.map((role) => signerOf(role, names)),
    ...(file.prefill.length === 0
      ? {}
      : { prefill: { widgets: file.prefill.map((widget) => prefillOf(widget, names)) } }),
  };
}

/** The file with the addresses of its roles as the server knows them. `contacts` are those of the account. */
export function spellAddresses(file: LayoutFile, contacts: readonly string[]): LayoutFile {
  const roles = file.roles.map((role) =>
    role.email === undefined ? role : { ...role, email: knownSpelling(role.email, contacts) },
  );
  return { ...file, roles };
}

/** Who signs, approves and views. A role without an address is left out: it has to be refused before. */
export function recipientsOf({ roles }: LayoutFile): readonly Recipient[] {
  return roles.flatMap(({ role, name, email, signerRole }) =>
    email === undefined || email === ''
      ? []
      : [{ role, email, ...(name ? { name } : {}), ...parseKind(signerRole) }],
  );
}

/** True unless the layout file says that nobody is to be e-mailed. */
export function sendsEmail({ options }: LayoutFile): boolean {
  return options.sendEmail !== false;
}

function settingsOf(options: JsonObject, target: Target): JsonObject {
  const given = settings.flatMap(({ name, api, documentOnly }) => {
    const value = options[name];
    return value === undefined || (documentOnly && target === 'template') ? [] : [[api, value] as const];
  });
  // Said explicitly in any case: leaving it out sends e-mails.
  return { ...(target === 'document' ? { send_email: true } : {}), ...Object.fromEntries(given) };
}

function signerOf(
  { role, name, email, phone, signerRole, widgets }: SideRole,
  names: WidgetNames,
): JsonObject {
  return {
    role,
    name: name ?? '',
    email: email ?? '',
    phone: phone ?? '',
    signer_role: signerRole ?? 'signer',
    widgets: widgets.map((widget) => {
      const { type, options } = widget;
      return { ...placeOf(widget), options: completeOptions(type, options, names.of(type, options)) };
    }),
  };
}

function prefillOf(widget: SideWidget, names: WidgetNames): JsonObject {
  const { type, options } = widget;
  return { ...placeOf(widget), options: completePrefill(type, options, names.of(type, options)) };
}

function placeOf({ type, page, x, y, w, h }: SideWidget): JsonObject {
  return { type, page, x, y, w, h };
}
