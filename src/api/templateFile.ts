import type { OpenSignClient } from './client';
import { OpenSignError } from './errors';
import { fetchFresh } from './freshFile';
import { isObject, text, type JsonObject } from './values';

/** A template as the server tells it now. Holds a file link. Rejects as a read does. */
export async function readTemplateJson(
  client: Pick<OpenSignClient, 'getTemplateJson' | 'environment'>,
  id: string,
  signal: AbortSignal,
): Promise<JsonObject> {
  const template = await client.getTemplateJson(id, signal);
  if (!isObject(template)) {
    throw new OpenSignError('notOpenSign', { environment: client.environment });
  }
  return template;
}

/** A template as it is now, and its PDF. Rejects as a read does, and with kind `badFile` when there is no PDF. */
export async function fetchTemplate(
  client: Pick<OpenSignClient, 'getTemplateJson' | 'environment' | 'download'>,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly template: JsonObject; readonly bytes: Uint8Array }> {
  let template: JsonObject = {};
  const readLink = async () => {
    template = await readTemplateJson(client, id, signal);
    return text(template.file);
  };
  const bytes = await fetchFresh(client, readLink, signal);
  return { template, bytes };
}
