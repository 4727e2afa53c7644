import { isObject, type JsonObject } from '../api/values';
import type { PageSize } from '../pdf/pdfPages';
import type { JsonPath } from './jsonTree';
import type { Problems } from './problem';
import type { SideWidget } from './layoutFile';
import { colors, dateFormats, largestFont, prefillTypes, typeOf, type WidgetType } from './layoutWords';

/** What is needed to judge a widget. */
export interface WidgetContext {
  readonly problems: Problems;
  /** Sizes of the PDF's pages; undefined when they are not known, and so nothing is said of them. */
  readonly pages: readonly PageSize[] | undefined;
  /** Names of the widgets that were looked at, with where they stand. */
  readonly names: Map<string, JsonPath>;
}

/** Looks at one widget. Undefined when it is none that could be sent, which is told. */
export function checkWidget(
  context: WidgetContext,
  path: JsonPath,
  value: unknown,
  prefill: boolean,
): SideWidget | undefined {
  const { problems } = context;
  if (!isObject(value)) {
    problems.error('type', path, 'object');
    return undefined;
  }
  const type = checkType(problems, path, value.type, prefill);
  const place = checkPlace(context, path, value);
  const options = value.options ?? {};
  if (!isObject(options)) {
    problems.error('type', [...path, 'options'], 'object');
    return undefined;
  }
  checkName(context, [...path, 'options', 'name'], options.name);
  if (type === undefined || place === undefined) {
    return undefined;
  }
  checkOptions(problems, [...path, 'options'], type, options, prefill);
  return { type, ...place, options };
}

function checkType(
  problems: Problems,
  path: JsonPath,
  value: unknown,
  prefill: boolean,
): WidgetType | undefined {
  if (value === undefined) {
    problems.error('noWidgetType', path);
    return undefined;
  }
  const type = typeOf(value);
  if (type === undefined) {
    problems.error(
      'widgetType',
      [...path, 'type'],
      typeof value === 'string' ? value : JSON.stringify(value),
    );
  } else if (prefill && !prefillTypes.includes(type)) {
    problems.error('prefillType', [...path, 'type'], type);
    return undefined;
  }
  return type;
}

function checkPlace(
  { problems, pages }: WidgetContext,
  path: JsonPath,
  { page, x, y, w, h }: JsonObject,
): Pick<SideWidget, 'page' | 'x' | 'y' | 'w' | 'h'> | undefined {
  if (typeof page !== 'number' || !Number.isInteger(page) || page < 1) {
    problems.error('page', [...path, 'page']);
    return undefined;
  }
  for (const [key, value, code] of [
    ['x', x, 'place'],
    ['y', y, 'place'],
    ['w', w, 'size'],
    ['h', h, 'size'],
  ] as const) {
    if (typeof value !== 'number' || value < 0 || (code === 'size' && value === 0)) {
      problems.error(code, [...path, key], key);
      return undefined;
    }
  }
  // Checked right above, which the compiler cannot follow.
  const place = { page, x: Number(x), y: Number(y), w: Number(w), h: Number(h) };
  checkPage(problems, path, place, pages);
  return place;
}

function checkPage(
  problems: Problems,
  path: JsonPath,
  { page, x, y, w, h }: Pick<SideWidget, 'page' | 'x' | 'y' | 'w' | 'h'>,
  pages: readonly PageSize[] | undefined,
): void {
  if (pages === undefined) {
    return;
  }
  const size = pages[page - 1];
  if (size === undefined) {
    problems.error('noPage', [...path, 'page'], page, pages.length);
    return;
  }
  // How OpenSign counts on a rotated page is not known.
  if (!size.rotated && (x + w > size.width || y + h > size.height)) {
    const key = x + w > size.width ? 'x' : 'y';
    problems.error('offPage', [...path, key], page, Math.round(size.width), Math.round(size.height));
  }
}

function checkName({ problems, names }: WidgetContext, path: JsonPath, name: unknown): void {
  if (name === undefined || name === '') {
    return;
  }
  if (typeof name !== 'string') {
    problems.error('type', path, 'string');
  } else if (names.has(name)) {
    problems.error('sameName', path, name);
  } else {
    names.set(name, path);
  }
}

const flags = ['required', 'readonly', 'hidelabel', 'signing_date', 'hide_text_with_asterisks'] as const;

function checkOptions(
  problems: Problems,
  path: JsonPath,
  type: WidgetType,
  options: JsonObject,
  prefill: boolean,
): void {
  for (const flag of flags) {
    if (options[flag] !== undefined && typeof options[flag] !== 'boolean') {
      problems.error('type', [...path, flag], 'boolean');
    }
  }
  const { color, fontsize, format, values } = options;
  if (color !== undefined && !isOneOf(colors, color)) {
    problems.error('color', [...path, 'color'], colors.join(', '));
  }
  if (fontsize !== undefined && !isFontSize(fontsize)) {
    problems.error('fontSize', [...path, 'fontsize'], largestFont);
  }
  if (type === 'date') {
    if (format !== undefined && !isOneOf(dateFormats, format)) {
      problems.error('dateFormat', [...path, 'format'], dateFormats.join('; '));
    }
    if (options.signing_date === true && options.default !== undefined && options.default !== '') {
      problems.error('dateTwice', [...path, 'default']);
    }
  }
  if (['checkbox', 'dropdown', 'radio button'].includes(type)) {
    if (values !== undefined && !isTexts(values)) {
      problems.error('type', [...path, 'values'], 'string[]');
    } else if ((values === undefined || values.length === 0) && !prefill) {
      problems.warn('noValues', values === undefined ? path : [...path, 'values'], type);
    }
  }
  if (type === 'checkbox' && options.selectedvalues !== undefined && !isTexts(options.selectedvalues)) {
    problems.error('type', [...path, 'selectedvalues'], 'string[]');
  }
}

function isOneOf(known: readonly string[], value: unknown): boolean {
  return known.some((each) => each === value);
}

function isFontSize(value: unknown): boolean {
  return typeof value === 'number' && value >= 2 && value <= largestFont && value % 2 === 0;
}

/** True for a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
