/** Lenient readers for values of a server's answer: every field except an id may be absent or of another type. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that says something; `undefined` for absent, empty and for other types. Numbers are taken as text. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Any value as text. JSON that is nested too deeply to be written out is `…`. */
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

/** A number, also one that arrived as a string. */
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

/** A moment: ISO 8601 as the API sends it, anything else that can be read, or only the raw text. */
export interface Moment {
  /** Milliseconds since 1970, undefined when the text could not be read as a date. */
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

/** True for an id that may stand in a path. OpenSign's are ten letters and digits. */
export function isObjectId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9]{1,50}$/.test(value);
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** `value` without the keys that are undefined: an absent field is absent, not present and empty. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<T>;
}
