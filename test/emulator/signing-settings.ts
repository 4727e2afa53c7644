import { vague } from './api-error';
import { isBoolean, isNumber, isObject, isString, isStrings, optional, type Json } from './json';

/** Everything a create call may say about how signing goes, under the API's own mixed spelling. */
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

/**
 * Reads the settings out of a create call; what is missing comes from `base`.
 * With `lenient` an invalid flag counts as missing, and so does an empty string for a list (calls on a template).
 */
export function readSettings(body: Json, base: SigningSettings, lenient = false): SigningSettings {
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
