import type { OpenSignClient } from '../api/client';
import { OpenSignError } from '../api/errors';
import { parseEnvelope, type Envelope } from '../api/outgoing';
import { parseTemplate, type Template } from '../api/template';
import { boolean, defined, isObject, list, number, text, type JsonObject } from '../api/values';

/** A field that can get a value before the document is sent. */
export interface Field {
  readonly name: string;
  readonly type: string;
  /** Index of the role whose signer fills it; undefined for a field that the sender fills. */
  readonly role?: number;
  /** The value in the template. */
  readonly value?: string;
}

/** A template and what its documents inherit. Values that the server didn't return are undefined. */
export interface TemplateFacts {
  readonly template: Template;
  readonly sendInOrder: boolean | undefined;
  readonly timeToCompleteDays: number | undefined;
  readonly redirectUrl: string | undefined;
  readonly envelope: Envelope;
  readonly fields: readonly Field[];
}

/** Types whose content is drawn or chosen by the signer. Source: api.md 4.8. */
const typesWithoutDefault = ['signature', 'stamp', 'initials', 'image', 'attachments'];

/** Reads a template as it is now. Rejects as a read does. */
export async function readTemplate(
  client: Pick<OpenSignClient, 'getTemplateJson' | 'environment'>,
  id: string,
  signal: AbortSignal,
): Promise<TemplateFacts> {
  const facts = parseTemplateFacts(await client.getTemplateJson(id, signal));
  if (facts === undefined) {
    throw new OpenSignError('notOpenSign', { environment: client.environment });
  }
  return facts;
}

/** Undefined when the response isn't a template. The file link is dropped. */
export function parseTemplateFacts(json: unknown): TemplateFacts | undefined {
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
    fields: [...getRoleFields(template), ...parsePrefill(prefill)].filter(
      ({ type }) => !typesWithoutDefault.includes(type),
    ),
  };
}

function getRoleFields({ roles }: Template): Field[] {
  return roles.flatMap(({ widgets = [] }, role) =>
    widgets.flatMap(({ name, type }) => (name === undefined ? [] : [{ name, type, role }])),
  );
}

function parsePrefill(prefill: unknown): Field[] {
  const widgets = isObject(prefill) ? list(prefill.widgets).filter(isObject) : [];
  return widgets.flatMap((widget) => {
    const options: JsonObject = isObject(widget.options) ? widget.options : {};
    const { response } = options;
    const [name, type] = [text(options.name), text(widget.type)];
    const value = Array.isArray(response) ? response.join(', ') : text(response);
    return name === undefined || type === undefined ? [] : [defined({ name, type, value })];
  });
}
