import type { JsonObject } from '../api/values';
import type { WidgetType } from './layoutWords';

/** What text on a page looks like when nobody says otherwise. */
const look = { color: 'black', fontsize: 12 };
const text = { required: true, ...look, hint: '' };

/**
 * What the API needs to be told of each type. It says that `required` is true by itself, and old servers took it for
 * false; they also fail when options, a date's format or a checkbox's selection are missing. Source: api.md 5.5.
 */
const defaults: Readonly<Record<WidgetType, JsonObject>> = {
  signature: { hint: '' },
  stamp: { required: true, hint: '' },
  initials: { required: true, hint: '' },
  image: { required: true, hint: '' },
  attachments: { required: true, hint: '' },
  email: text,
  name: text,
  'job title': text,
  company: text,
  date: { ...text, format: 'dd-mm-yyyy', min_date: '', max_date: '', readonly: false },
  textbox: { ...text, readonly: false, default: '' },
  checkbox: {
    required: true,
    ...look,
    values: [],
    selectedvalues: [],
    readonly: false,
    hidelabel: false,
    layout: 'vertical',
  },
  dropdown: { required: true, ...look, values: [], default: '', readonly: false },
  'radio button': { required: true, ...look, values: [], default: '', readonly: false, layout: 'vertical' },
  number: { ...text, readonly: false, default: '', decimalplaces: 2 },
  cells: { ...text, readonly: false, default: '', cell_count: 5 },
};

/** The options with everything that the API needs; what is given wins. `name` is for a widget without one. */
export function completeOptions(type: WidgetType, given: JsonObject, name: string): JsonObject {
  // A date is either given or the day of signing.
  const date = type === 'date' && given.default === undefined ? { signing_date: true } : {};
  return { name, ...defaults[type], ...date, ...given };
}

/** The same for a widget that the sender fills: its value stands in `response`. */
export function completePrefill(type: WidgetType, given: JsonObject, name: string): JsonObject {
  const rest = Object.fromEntries(
    Object.entries(completeOptions(type, { default: '', ...given }, name)).filter(
      ([key]) => key !== 'default' && key !== 'hint',
    ),
  );
  return { ...rest, response: given.response ?? (type === 'checkbox' ? [] : '') };
}

/** Names for widgets without one: unique in the document, and the same each time for the same document. */
export class WidgetNames {
  private readonly taken: Set<string>;

  constructor(given: readonly JsonObject[]) {
    this.taken = new Set(given.flatMap(({ name }) => (isName(name) ? [name] : [])));
  }

  of(type: string, given: JsonObject): string {
    if (isName(given.name)) {
      return given.name;
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

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
