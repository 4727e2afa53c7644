import { refusal } from './apiError';
import type { Call } from './call';
import { isBoolean, isNumber, isString, isStrings, optional } from './json';
import type { Document, Template } from './records';
import { BOOLEANS, LISTS, NUMBERS, STRINGS } from './signingSettings';

const V1_KEYS = ['name', 'note', 'description', 'folderId', 'enableOTP', 'enableTour'];

const V1_2_KEYS = [
  ...V1_KEYS,
  'allow_modifications',
  'send_in_order_strict',
  'redirect_url',
  'auto_reminder',
  'remind_once_in_every',
  'notify_on_signatures',
  'pen_colors',
  'bcc',
  'cc',
];

const TEMPLATE_KEYS = ['file', 'file_password', 'allow_offline_sign'];

/** Rejects an empty body, and a body with any unknown key. */
export function requireKnownKeys({ deployment, body }: Call, kind: 'template' | 'document'): void {
  const { fewPutKeys } = deployment.settings.quirks;
  const known = fewPutKeys ? V1_KEYS : kind === 'template' ? [...V1_2_KEYS, ...TEMPLATE_KEYS] : V1_2_KEYS;
  const keys = Object.keys(body);
  if (keys.length === 0 || keys.some((key) => !known.includes(key))) {
    throw refusal(400, 'Please provide valid field names!');
  }
}

/** Applies a PUT. Empty strings change nothing, but `updated` changes. */
export function edit({ deployment, body }: Call, object: Template | Document): void {
  const name = optional(body, 'name', isString);
  const note = optional(body, 'note', isString);
  const description = optional(body, 'description', isString);
  const folderId = optional(body, 'folderId', isString);
  const settings = { ...object.settings };
  for (const key of BOOLEANS) settings[key] = optional(body, key, isBoolean) ?? settings[key];
  for (const key of NUMBERS) settings[key] = optional(body, key, isNumber) ?? settings[key];
  for (const key of STRINGS) settings[key] = optional(body, key, isString) || settings[key];
  for (const key of LISTS) settings[key] = optional(body, key, isStrings) ?? settings[key];
  if (name) object.title = name;
  if (note) object.note = note;
  if (description) object.description = description;
  if (folderId && 'sent' in object) object.folderId = folderId;
  object.settings = settings;
  object.updated = deployment.stamp();
}
