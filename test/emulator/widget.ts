import { vague } from './apiError';
import { isObject, isString, type Json } from './json';
import type { Widget } from './records';

/** Types whose `options` the server reads without checking that they exist. */
const NEEDS_OPTIONS = new Set([
  'initials',
  'image',
  'email',
  'name',
  'job title',
  'company',
  'date',
  'textbox',
  'text input',
  'checkbox',
  'dropdown',
  'radio button',
  'number',
  'cells',
  'attachments',
]);

/** Parses a widget. Unknown types and invalid coordinates are kept. */
export function readWidget(value: unknown, strictOptions: boolean): Widget {
  if (!isObject(value)) throw vague();
  const { type, page, x, y, w, h, options } = value;
  if (!isString(type)) throw vague();
  if (options !== undefined && !isObject(options)) throw vague();
  if (strictOptions) checkOptions(type, options);
  return {
    type,
    page,
    x,
    y,
    w: w ?? 150,
    h: h ?? 60,
    ...(options === undefined ? {} : { options }),
  };
}

function checkOptions(type: string, options: Json | undefined): void {
  if (!NEEDS_OPTIONS.has(type)) return;
  if (!options) throw vague();
  if (type === 'date' && !isString(options['format'])) throw vague();
  if (type === 'checkbox' && !Array.isArray(options['selectedvalues'])) throw vague();
}

export const hasSignature = (widgets: readonly Widget[]): boolean =>
  widgets.some(({ type }) => type === 'signature');
