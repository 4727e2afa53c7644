import schema from '../../media/schemas/opensign-layout-file.schema.json';
import { emailProblem } from '../api/email';
import { anyText, isObject } from '../api/values';
import type { JsonPath, ProblemCode, Problems } from './layoutProblem';

/** The part of JSON Schema that the layout file's schema uses, and keywords of the extension, which VS Code ignores. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly 'x-format'?: keyof typeof formats;
  /** What to report instead of `type`. */
  readonly 'x-problem'?: ProblemCode;
  /** The API's name of a setting. Source: api.md 5.6, 5.7. */
  readonly 'x-api'?: string;
  /** The setting isn't sent for templates. */
  readonly 'x-documentOnly'?: boolean;
  /** VS Code reports a wrong value, but it's sent: servers return such values too. */
  readonly 'x-editorOnly'?: boolean;
}

const definitions = schema.definitions as unknown as Readonly<Record<string, Schema>>;

export const layoutFileVersion = schema.properties.version.const;
export const widgetTypes: readonly string[] = schema.definitions.widget.properties.type.enum;
export const dateFormats: readonly string[] = schema.definitions.widgetOptions.properties.format.enum;

/** How signing works, by the names in the layout file (`name`) and in the API (`api`). */
export const settings = Object.entries(definitions.options?.properties ?? {}).map(([name, setting]) => ({
  name,
  api: setting['x-api'] ?? name,
  isDocumentOnly: setting['x-documentOnly'] === true,
}));

/** The type as in requests. Old servers return “text input” for what is created as “textbox”. */
export function toWidgetType(type: unknown): string | undefined {
  const name = type === 'text input' ? 'textbox' : type;
  return widgetTypes.find((known) => known === name);
}

const formats = {
  nonEmpty: (text: string) => text.trim() !== '',
  email: (text: string) => emailProblem(text) === undefined,
  emailOrEmpty: (text: string) => emailProblem(text) !== 'malformed',
  httpsOrEmpty: (text: string) => text === '' || (URL.canParse(text) && new URL(text).protocol === 'https:'),
};

/** Reports what the schema doesn't allow in a layout file of the right version. Unknown keys are left to the editor. */
export function checkSchema(problems: Problems, file: unknown): void {
  check(problems, [], schema as unknown as Schema, file);
}

function check(problems: Problems, path: JsonPath, { $ref, ...own }: Schema, value: unknown): void {
  const rule = $ref === undefined ? own : (definitions[$ref.replace('#/definitions/', '')] ?? {});
  if (rule['x-editorOnly']) {
    return;
  }
  if (!isAllowed(rule, value)) {
    const allowed = rule.enum?.join(', ') ?? rule.type ?? '';
    problems.error(rule['x-problem'] ?? 'type', path, formatKey(path), anyText(value), allowed);
  } else if (isObject(value)) {
    const missing = rule.required?.filter((key) => value[key] === undefined) ?? [];
    missing.forEach((key) => problems.error('missing', path, key));
    for (const [key, child] of Object.entries(rule.properties ?? {})) {
      if (value[key] !== undefined) {
        check(problems, [...path, key], child, value[key]);
      }
    }
  } else if (Array.isArray(value)) {
    const { items = {} } = rule;
    value.forEach((item: unknown, index) => check(problems, [...path, index], items, item));
  }
}

function isAllowed(rule: Schema, value: unknown): boolean {
  const { minItems = 0, minimum = -Infinity, exclusiveMinimum = -Infinity, 'x-format': format } = rule;
  return (
    (rule.type === undefined || isOfType(rule.type, value)) &&
    (rule.enum === undefined || rule.enum.includes(value)) &&
    (!Array.isArray(value) || value.length >= minItems) &&
    (typeof value !== 'number' || (value >= minimum && value > exclusiveMinimum)) &&
    (typeof value !== 'string' || format === undefined || formats[format](value))
  );
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** The last key of the path, with its index in a list: `cc[0]`. */
function formatKey(path: JsonPath): string {
  const [last = '', parent = ''] = path.toReversed();
  return typeof last === 'number' ? `${String(parent)}[${String(last)}]` : last;
}
