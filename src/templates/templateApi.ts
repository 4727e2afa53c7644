import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { ObjectApi } from '../objects/objectCommands';
import { ObjectLists } from '../objects/objectLists';

/** There is one list of templates. */
export type TemplateLists = ObjectLists<Template, 'all'>;

/** `getClient` may reject. */
export function createTemplateLists(
  environment: EnvironmentName,
  getClient: (environment: EnvironmentName) => Promise<Pick<OpenSignClient, 'listTemplates'>>,
  clock: Clock,
): TemplateLists {
  const pages = async (_: 'all', where: EnvironmentName) => {
    const client = await getClient(where);
    return (skip: number, limit: number, signal: AbortSignal) => client.listTemplates(skip, limit, signal);
  };
  return new ObjectLists(environment, { names: ['all'], pages, clock });
}

/** A file link is a bearer secret while it lives, so it isn’t kept. */
export function withoutLink(template: Template): Template {
  const copy: { -readonly [K in keyof Template]: Template[K] } = { ...template };
  delete copy.file;
  return copy;
}

/** Templates in the API. */
export const templateApi: ObjectApi<Template> = {
  read: async (client, id, signal) => withoutLink(await client.getTemplate(id, signal)),
  readFileLink: readTemplateLink,
  update: (client, id, changes, signal) => client.updateTemplate(id, changes, signal),
  delete: (client, id, signal) => client.deleteTemplate(id, signal),
};

export async function readTemplateLink(
  client: Pick<OpenSignClient, 'getTemplate'>,
  id: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  return (await client.getTemplate(id, signal)).file;
}
