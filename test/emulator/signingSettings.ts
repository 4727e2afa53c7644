import { vague } from './apiError';
import type { Call } from './call';
import { isBoolean, isNumber, isObject, isString, isStrings, optional, type Json } from './json';
import type { Quirks } from './quirks';

/** Settings of create calls that control signing, by their keys in the API. */
export interface SigningSettings {
  sendInOrder: boolean;
  send_in_order_strict: boolean;
  allow_offline_sign: boolean;
  enableOTP: boolean;
  enableTour: boolean;
  redirect_url: string;
  allow_modifications: boolean;
  auto_reminder: boolean;
  remind_once_in_every: number;
  timeToCompleteDays: number;
  merge_certificate: boolean;
  notify_on_signatures: boolean;
  pen_colors: string[];
  sender_name: string;
  sender_email: string;
  bcc: string[];
  cc: string[];
  prefill: Json[];
}

export const BOOLEANS = [
  'sendInOrder',
  'send_in_order_strict',
  'allow_offline_sign',
  'enableOTP',
  'enableTour',
  'allow_modifications',
  'auto_reminder',
  'merge_certificate',
  'notify_on_signatures',
] as const;
export const NUMBERS = ['timeToCompleteDays', 'remind_once_in_every'] as const;
export const STRINGS = ['redirect_url', 'sender_name', 'sender_email'] as const;
export const LISTS = ['bcc', 'cc', 'pen_colors'] as const;

export function defaultSettings(): SigningSettings {
  return {
    sendInOrder: true,
    send_in_order_strict: false,
    allow_offline_sign: false,
    enableOTP: false,
    enableTour: false,
    redirect_url: '',
    allow_modifications: false,
    auto_reminder: false,
    remind_once_in_every: 5,
    timeToCompleteDays: 15,
    merge_certificate: false,
    notify_on_signatures: false,
    pen_colors: ['blue', 'red', 'black'],
    sender_name: '',
    sender_email: '',
    bcc: [],
    cc: [],
    prefill: [],
  };
}

/** The settings of a new document or template with its own file, without those that this server ignores. */
export const createdSettings = ({ deployment, body }: Call): SigningSettings =>
  honored(readSettings(body, defaultSettings(), false), defaultSettings(), deployment.settings.quirks);

/** The settings of a document created from a template, with the overrides that this server supports. */
export function overriddenSettings({ deployment, body }: Call, base: SigningSettings): SigningSettings {
  const { quirks } = deployment.settings;
  const given = quirks.fewOverrides
    ? { timeToCompleteDays: body['timeToCompleteDays'], enableOTP: body['enableOTP'] }
    : { ...body, prefill: undefined };
  const settings = honored(readSettings(given, base, true), base, quirks);
  if (!quirks.fewOverrides) settings.prefill = prefilled(body, base.prefill);
  return settings;
}

function honored(
  asked: SigningSettings,
  base: SigningSettings,
  { alwaysInOrder, ignoresRedirectUrl }: Quirks,
): SigningSettings {
  return {
    ...asked,
    sendInOrder: asked.sendInOrder || alwaysInOrder,
    redirect_url: ignoresRedirectUrl ? base.redirect_url : asked.redirect_url,
  };
}

function prefilled(body: Json, widgets: readonly Json[]): Json[] {
  const given = optional(body, 'prefill', isObject)?.['widgets'] ?? [];
  if (!Array.isArray(given) || !given.every(isObject)) throw vague();
  return widgets.map((widget) => {
    const options = isObject(widget['options']) ? widget['options'] : {};
    const answer = given.find(({ name }) => name === options['name']);
    return answer ? { ...widget, options: { ...options, response: answer['response'] } } : widget;
  });
}

/**
 * Reads the settings of a create call. Missing settings come from `base`. An empty string counts as a missing list. With
 * `lenient`, for calls on a template, an invalid flag counts as missing.
 */
function readSettings(body: Json, base: SigningSettings, lenient: boolean): SigningSettings {
  const settings = { ...base };
  for (const key of BOOLEANS) {
    const value = lenient && !isBoolean(body[key]) ? undefined : optional(body, key, isBoolean);
    settings[key] = value ?? base[key];
  }
  for (const key of NUMBERS) settings[key] = optional(body, key, isNumber) ?? base[key];
  for (const key of STRINGS) settings[key] = optional(body, key, isString) ?? base[key];
  for (const key of LISTS) {
    const value = body[key] === '' ? undefined : optional(body, key, isStrings);
    settings[key] = value ?? base[key];
  }
  settings.prefill = readPrefill(body) ?? base.prefill;
  return settings;
}

function readPrefill(body: Json): Json[] | undefined {
  const prefill = optional(body, 'prefill', isObject);
  if (!prefill) return undefined;
  const widgets = prefill['widgets'];
  if (widgets === undefined) return undefined;
  if (!Array.isArray(widgets) || !widgets.every(isObject)) throw vague();
  return widgets;
}
