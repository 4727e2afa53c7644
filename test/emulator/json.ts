import { vague } from './apiError';

export type Json = Record<string, unknown>;

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number => typeof value === 'number';
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an optional key. A wrong type throws the vague 400. */
export function optional<T>(body: Json, key: string, is: (value: unknown) => value is T): T | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (!is(value)) throw vague();
  return value;
}

/** Drops `undefined` values, as JSON does. */
export function present(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
