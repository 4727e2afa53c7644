import { defined, isObject, list, number, text, type JsonObject } from '../api/values';
import { defaultTitle } from '../ui/title';
import { completeOptions, completePrefill, WidgetNames } from './layoutRequest';
import { layoutFileVersion, settings, toWidgetType } from './layoutSchema';

/** What v1 servers give a widget without a size. Source: api.md 5.5. */
const defaultSize = { w: 150, h: 60 };

/** A layout file to start with: one signer with one signature on the first page. */
export function createStarter(pdfName: string): string {
  const options = { name: 'signature-1' };
  const widgets = [{ type: 'signature', page: 1, x: 72, y: 72, w: 150, h: 45, options }];
  return toJson({
    version: layoutFileVersion,
    title: defaultTitle(pdfName),
    options: { sendInOrder: true, sendEmail: true, timeToCompleteDays: 15 },
    roles: [{ role: 'Signer', name: '', email: '', widgets }],
  });
}

/**
 * The layout file that creates a template like this one. Options that the server doesn't return get their default:
 * required, black, 12 points. The same template gives the same text.
 */
export function toLayoutText(template: JsonObject): string {
  const signers = list(template.signers).map((signer): JsonObject => (isObject(signer) ? signer : {}));
  const prefill = listWidgets(template.prefill);
  const names = new WidgetNames([...signers.flatMap(listWidgets), ...prefill].map(readOptions));
  const options = readSettings(template);
  return toJson({
    version: layoutFileVersion,
    ...readTexts(template, ['title', 'note', 'description']),
    ...(Object.keys(options).length === 0 ? {} : { options }),
    roles: signers.map((signer, index) => ({
      role: text(signer.role) ?? `Role ${String(index + 1)}`,
      ...readTexts(signer, ['name', 'email', 'phone']),
      ...(text(signer.signer_role) === undefined ? {} : { signerRole: signer.signer_role }),
      widgets: listWidgets(signer).map((widget) => toWidget(widget, names, completeOptions)),
    })),
    ...(prefill.length === 0
      ? {}
      : { prefill: prefill.map((widget) => toWidget(widget, names, completePrefill)) }),
  });
}

function toJson(file: object): string {
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function readTexts(object: JsonObject, keys: readonly string[]): JsonObject {
  return defined(Object.fromEntries(keys.map((key) => [key, text(object[key])])));
}

/** Settings of a template, without empty texts and lists. */
function readSettings(template: JsonObject): JsonObject {
  const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0);
  const all = settings.map(({ name, api }) => [name, template[api] ?? ''] as const);
  return Object.fromEntries(all.filter(([, value]) => !isEmpty(value)));
}

/** The widgets of a signer, or of a template’s `prefill`. */
export function listWidgets(parent: unknown): readonly JsonObject[] {
  return isObject(parent) ? list(parent.widgets).filter(isObject) : [];
}

/** Options with `fontsize` in lower case, as in requests. Responses have `fontSize` as well. */
export function readOptions({ options }: JsonObject): JsonObject {
  const { fontSize, ...rest } = isObject(options) ? options : {};
  return fontSize === undefined ? rest : { ...rest, fontsize: rest.fontsize ?? fontSize };
}

function toWidget(widget: JsonObject, names: WidgetNames, complete: typeof completeOptions): JsonObject {
  const options = readOptions(widget);
  const type = toWidgetType(widget.type);
  const name = names.get(String(type ?? widget.type), options);
  return {
    // An unknown type is kept, so that the checks report it.
    type: type ?? widget.type,
    page: number(widget.page) ?? 1,
    x: number(widget.x) ?? 0,
    y: number(widget.y) ?? 0,
    w: number(widget.w) ?? defaultSize.w,
    h: number(widget.h) ?? defaultSize.h,
    options: type === undefined ? { name, ...options } : sortKeys(complete(type, options, name)),
  };
}

/** Servers may return keys in any order. */
function sortKeys({ name, ...rest }: JsonObject): JsonObject {
  return { name, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) };
}
