import { isObject, list, text, type JsonObject } from '../api/values';
import { completeOptions } from './completeOptions';
import { settings } from './layoutSettings';
import { typeOf } from './layoutWords';

/** What does not come along when a template is copied through the API, as far as the template itself shows it. */
export interface Losses {
  /** No answer tells access codes, so any role may lose one. */
  readonly accessCodes: boolean;
  /** Roles of which the server did not say whether they sign, approve or view: they become signers. */
  readonly unknownKinds: readonly string[];
  readonly options:
    | { readonly state: 'none' }
    /** The server told no option of any field. */
    | { readonly state: 'all' }
    /** Options that are known of no field, or only of some of those that have them. */
    | { readonly state: 'some'; readonly names: readonly string[] };
  /** The folder that it lies in, by name where it has one; `unknown` when the server did not tell. */
  readonly folder: { readonly name: string } | 'unknown' | undefined;
  /** The server told neither the sender's name nor address. */
  readonly sender: boolean;
  /** Further settings that the server did not tell, in the API's own words: the defaults apply. */
  readonly settings: readonly string[];
}

const senderSettings: readonly string[] = ['sender_name', 'sender_email'];

export function lossesOf(template: JsonObject): Losses {
  const roles = list(template.signers).filter(isObject);
  const absent = settings.filter(({ api, documentOnly }) => !documentOnly && template[api] === undefined);
  return {
    accessCodes: roles.some(({ access_code }) => text(access_code) === undefined),
    unknownKinds: roles.flatMap(({ role, signer_role }, index) =>
      text(signer_role) === undefined ? [text(role) ?? String(index + 1)] : [],
    ),
    options: lostOptions(widgetsOf(template, roles)),
    folder: folderOf(template.folder),
    sender: senderSettings.every((name) => template[name] === undefined),
    settings: absent.map(({ api }) => api).filter((api) => !senderSettings.includes(api)),
  };
}

/** How many fields a template has, those that the sender fills included. */
export function fieldCount(template: JsonObject): number {
  return widgetsOf(template, list(template.signers).filter(isObject)).length;
}

function widgetsOf(template: JsonObject, roles: readonly JsonObject[]): readonly JsonObject[] {
  const prefill = isObject(template.prefill) ? [template.prefill] : [];
  return [...roles, ...prefill].flatMap(({ widgets }) => list(widgets).filter(isObject));
}

function lostOptions(widgets: readonly JsonObject[]): Losses['options'] {
  const names = new Set<string>();
  let told = false;
  for (const { type: word, options } of widgets) {
    const type = typeOf(word);
    const given: JsonObject = isObject(options) ? options : {};
    told ||= Object.keys(given).length > 0;
    // Of a signature only a hint can be said.
    for (const name of type === undefined || type === 'signature' ? [] : expected(type)) {
      const isGiven = given[name] !== undefined || (name === 'fontsize' && given.fontSize !== undefined);
      if (!isGiven) {
        names.add(name);
      }
    }
  }
  if (names.size === 0) {
    return { state: 'none' };
  }
  return told ? { state: 'some', names: [...names] } : { state: 'all' };
}

function expected(type: NonNullable<ReturnType<typeof typeOf>>): readonly string[] {
  // Whether it is the day of signing follows from the default.
  return Object.keys(completeOptions(type, {}, '')).filter(
    (name) => name !== 'name' && name !== 'signing_date',
  );
}

function folderOf(folder: unknown): Losses['folder'] {
  if (!isObject(folder)) {
    return 'unknown';
  }
  const name = text(folder.name) ?? text(folder.objectId);
  return name === undefined ? undefined : { name };
}
