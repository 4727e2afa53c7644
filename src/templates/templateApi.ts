import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { ObjectApi, ObjectTexts } from '../objects/objectCommands';
import { ObjectLists } from '../objects/objectLists';
import { l10n } from '../ui/l10n';

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

/** Anyone with the file link can open the file until the link expires, so it isn’t kept. */
function withoutLink(template: Template): Template {
  const copy: { -readonly [K in keyof Template]: Template[K] } = { ...template };
  delete copy.file;
  return copy;
}

export const templateApi: ObjectApi<Template> = {
  read: async (client, id, signal) => withoutLink(await client.getTemplate(id, signal)),
  readFileLink: async (client, id, signal) => (await client.getTemplate(id, signal)).file,
  pagePath: '/template/',
  update: (client, id, changes, signal) => client.updateTemplate(id, changes, signal),
  delete: (client, id, signal) => client.deleteTemplate(id, signal),
};

export function createTemplateTexts(): ObjectTexts {
  return {
    titles: {
      copyId: l10n.t('Copy Template ID'),
      open: l10n.t('Open Template in OpenSign'),
      refresh: l10n.t('Refresh Template'),
      preview: l10n.t('Preview Template PDF'),
      showJson: l10n.t('Show Template JSON'),
      rename: l10n.t('Rename Template'),
      editNote: l10n.t('Edit Template Note'),
      delete: l10n.t('Delete Template'),
    },
    idCopied: (id, where) => l10n.t('Template ID {0} ({1}) copied', id, where),
    renameDetail: (title) => l10n.t('The new title is “{0}”.', title),
    renamed: (where) => l10n.t('Template renamed in {0}', where),
    noteChanged: (where) => l10n.t('Template note changed in {0}', where),
    deleteQuestion: (title, where) => l10n.t('Delete the template “{0}” in {1}?', title, where),
    deleteDetail: (id) =>
      l10n.t(
        'ID {0}. It’s archived and can’t be restored through the API. Code that uses this ID will stop working.',
        id,
      ),
    deleted: (where) => l10n.t('Template deleted in {0}', where),
  };
}
