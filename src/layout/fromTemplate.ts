import { isObject, list, number, text, type JsonObject } from '../api/values';
import { completeOptions, completePrefill, WidgetNames } from './completeOptions';
import { settings } from './layoutSettings';
import { layoutFileVersion } from './layoutFile';
import { typeOf } from './layoutWords';

/** Where VS Code finds the schema of layout files without a network. */
export const schemaFile = 'opensign-layout-file.schema.json';

/** What v1 servers give a widget without a size. Source: api.md 5.5. */
const defaultSize = { w: 150, h: 60 };

/**
 * The layout file that makes a template like this one. Options are kept as far as the server tells them, and filled
 * with defaults beyond: required, black, 12 points. The same template gives the same text.
 */
export function layoutFileOf(template: JsonObject): string {
  const signers = list(template.signers).map((signer): JsonObject => (isObject(signer) ? signer : {}));
  const prefill = widgetsOf(isObject(template.prefill) ? template.prefill : {});
  const all = [...signers.flatMap(widgetsOf), ...prefill].map(optionsOf);
  const names = new WidgetNames(all);
  const options = settingsOf(template);
  const file = {
    version: layoutFileVersion,
    ...texts(template, ['title', 'note', 'description']),
    ...(Object.keys(options).length === 0 ? {} : { options }),
    roles: signers.map((signer, index) => ({
      role: text(signer.role) ?? `Role ${String(index + 1)}`,
      ...texts(signer, ['name', 'email', 'phone']),
      ...(text(signer.signer_role) === undefined ? {} : { signerRole: signer.signer_role }),
      widgets: widgetsOf(signer).map((widget) => widgetOf(widget, names, completeOptions)),
    })),
    ...(prefill.length === 0
      ? {}
      : { prefill: prefill.map((widget) => widgetOf(widget, names, completePrefill)) }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function texts(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => (text(object[key]) === undefined ? [] : [[key, object[key]]])),
  );
}

/** What the template says of how signing goes; empty texts and lists say nothing. */
function settingsOf(template: JsonObject): JsonObject {
  return Object.fromEntries(
    settings.flatMap(({ name, api }) => {
      const value = template[api];
      const empty =
        value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
      return empty ? [] : [[name, value]];
    }),
  );
}

function widgetsOf({ widgets }: JsonObject): readonly JsonObject[] {
  return list(widgets).filter(isObject);
}

/** Lower case, as requests want it: answers say `fontSize` as well. */
function optionsOf({ options }: JsonObject): JsonObject {
  const { fontSize, ...rest } = isObject(options) ? options : {};
  return fontSize === undefined ? rest : { ...rest, fontsize: rest.fontsize ?? fontSize };
}

function widgetOf(widget: JsonObject, names: WidgetNames, complete: typeof completeOptions): JsonObject {
  const options = optionsOf(widget);
  const type = typeOf(widget.type);
  const name = names.of(String(type ?? widget.type), options);
  return {
    // A type that is not known stays, for the checks to point at.
    type: type ?? widget.type,
    page: number(widget.page) ?? 1,
    x: number(widget.x) ?? 0,
    y: number(widget.y) ?? 0,
    w: number(widget.w) ?? defaultSize.w,
    h: number(widget.h) ?? defaultSize.h,
    options: type === undefined ? { name, ...options } : sorted(complete(type, options, name)),
  };
}

/** The order of keys in an answer is nobody's promise. */
function sorted(options: JsonObject): JsonObject {
  const { name, ...rest } = options;
  return { name, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) };
}
