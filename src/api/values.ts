/** Lenient readers for values in a server's response: every field except an ID may be absent or of another type. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value itself when it is an object, else an empty one. */
export function toObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** A string that isn't blank; undefined for anything else. Numbers become strings. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Any value as text. JSON that is too deep to serialize is `…`. */
export function anyText(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  try {
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return '…';
  }
}

/** A number, or a string that is one. */
export function number(value: unknown): number | undefined {
  const result = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof result === 'number' && Number.isFinite(result) ? result : undefined;
}

export function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The items of a list that `parse` can read. */
export function parseList<T>(value: unknown, parse: (item: unknown) => T | undefined): T[] {
  return list(value)
    .map(parse)
    .filter((item) => item !== undefined);
}

/** Levels of a JSON value that are kept; deeper ones would overflow the stack when they are serialized. */
const maxDepth = 100;

/**
 * A copy of a JSON value with every text and key replaced. `replace` gets the key of a text, of which an array's items
 * have the array's; it is empty for keys themselves.
 */
export function mapStrings(
  value: unknown,
  replace: (text: string, key: string) => string,
  key = '',
  depth = 0,
): unknown {
  if (typeof value === 'string') {
    return replace(value, key);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth === maxDepth) {
    return '…';
  }
  return Array.isArray(value)
    ? value.map((item) => mapStrings(item, replace, key, depth + 1))
    : Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          replace(name, ''),
          mapStrings(item, replace, name, depth + 1),
        ]),
      );
}

/** A date and time: ISO 8601 as the API sends it, or any other text. */
export interface Moment {
  /** Milliseconds since 1970, undefined when the text isn't a date. */
  readonly time: number | undefined;
  readonly raw: string;
}

export function moment(value: unknown): Moment | undefined {
  const raw = text(value);
  if (raw === undefined) {
    return undefined;
  }
  const time = Date.parse(raw);
  return { time: Number.isNaN(time) ? undefined : time, raw };
}

/** True for an ID that is safe in a path. OpenSign's are ten letters and digits. */
export function isObjectId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9]{1,50}$/.test(value);
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** `value` without the keys that are undefined. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<T>;
}
