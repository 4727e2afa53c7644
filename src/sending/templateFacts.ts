import type { OpenSignClient } from '../api/client';
import { OpenSignError } from '../api/errors';
import { parseEnvelope, type Envelope } from '../api/outgoing';
import { parseTemplate, type Template } from '../api/template';
import { boolean, isObject, list, number, text, type JsonObject } from '../api/values';

/** A field that can be given a value before the document is sent. */
export interface Field {
  readonly name: string;
  readonly type: string;
  /** Index of the role whose signer fills it; undefined for a field that the sender fills. */
  readonly role?: number;
  /** What the template puts there. */
  readonly value?: string;
}

/** What sending needs to know of a template. Undefined is what the server did not tell. */
export interface TemplateFacts {
  readonly template: Template;
  readonly sendInOrder: boolean | undefined;
  readonly timeToCompleteDays: number | undefined;
  readonly redirectUrl: string | undefined;
  readonly envelope: Envelope;
  readonly fields: readonly Field[];
}

/** Types whose content is drawn or chosen by the signer. Source: api.md 4.8. */
const withoutDefault: ReadonlySet<string> = new Set([
  'signature',
  'stamp',
  'initials',
  'image',
  'attachments',
]);

/** Reads a template as it is now. The file link of the answer is dropped. Rejects as a read does. */
export async function readTemplate(
  client: Pick<OpenSignClient, 'getTemplateJson' | 'environment'>,
  id: string,
  signal: AbortSignal,
): Promise<TemplateFacts> {
  const facts = templateFacts(await client.getTemplateJson(id, signal));
  if (facts === undefined) {
    throw new OpenSignError('notOpenSign', { environment: client.environment });
  }
  return facts;
}

/** Undefined when the answer is no template. */
export function templateFacts(json: unknown): TemplateFacts | undefined {
  const template = parseTemplate(json);
  if (template === undefined || !isObject(json)) {
    return undefined;
  }
  const { redirect_url: redirect, prefill } = json;
  return {
    template,
    sendInOrder: boolean(json.sendInOrder),
    timeToCompleteDays: number(json.timeToCompleteDays),
    redirectUrl: typeof redirect === 'string' ? redirect : undefined,
    envelope: parseEnvelope(json),
    fields: [...roleFields(template), ...prefillFields(isObject(prefill) ? prefill : {})],
  };
}

function roleFields({ roles }: Template): Field[] {
  return roles.flatMap(({ widgets = [] }, role) =>
    widgets.flatMap(({ name, type }) =>
      name === undefined || withoutDefault.has(type) ? [] : [{ name, type, role }],
    ),
  );
}

function prefillFields({ widgets }: JsonObject): Field[] {
  return list(widgets).flatMap((widget) => {
    const options: JsonObject = isObject(widget) && isObject(widget.options) ? widget.options : {};
    const name = text(options.name);
    const type = isObject(widget) ? text(widget.type) : undefined;
    if (name === undefined || type === undefined || withoutDefault.has(type)) {
      return [];
    }
    const value = Array.isArray(options.response)
      ? list(options.response).join(', ')
      : text(options.response);
    return [value === undefined ? { name, type } : { name, type, value }];
  });
}
