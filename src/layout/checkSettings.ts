import { emailProblem } from '../api/email';
import type { JsonObject } from '../api/values';
import { isTexts } from './checkWidget';
import type { JsonPath } from './jsonTree';
import type { Problems } from './problem';
import { settings, type Setting } from './layoutSettings';

/** Looks at how signing goes. What is not known is left to the schema. */
export function checkSettings(problems: Problems, path: JsonPath, options: JsonObject): void {
  for (const setting of settings) {
    const value = options[setting.name];
    if (value !== undefined) {
      checkSetting(problems, [...path, setting.name], setting, value);
    }
  }
}

function checkSetting(problems: Problems, path: JsonPath, { type }: Setting, value: unknown): void {
  switch (type) {
    case 'boolean':
      if (typeof value !== 'boolean') {
        problems.error('type', path, 'boolean');
      }
      return;
    case 'days':
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
        problems.error('days', path);
      }
      return;
    case 'texts':
      if (!isTexts(value)) {
        problems.error('type', path, 'string[]');
      }
      return;
    case 'emails':
      if (!isTexts(value)) {
        problems.error('type', path, 'string[]');
        return;
      }
      value.forEach((email, index) => {
        if (emailProblem(email) !== undefined) {
          problems.error('email', [...path, index], email);
        }
      });
      return;
    default:
      checkText(problems, path, type, value);
  }
}

function checkText(
  problems: Problems,
  path: JsonPath,
  type: 'text' | 'https' | 'email',
  value: unknown,
): void {
  if (typeof value !== 'string') {
    problems.error('type', path, 'string');
  } else if (type === 'email' && emailProblem(value) === 'malformed') {
    problems.error('email', path, value);
  } else if (type === 'https' && value !== '' && !isHttps(value)) {
    problems.error('https', path);
  }
}

function isHttps(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:';
}
