import type { OpenSignClient } from '../api/client';
import { documentGroups, type Document, type DocumentGroup } from '../api/document';
import { documentState, type DocumentState } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { EnvironmentStatus } from '../environment/environments';
import { nothingYet, type ListState } from '../objects/pagedList';
import type { ObjectApi, ObjectTexts } from '../objects/objectCommands';
import type { JsonReaders, ObjectJson } from '../objects/objectJson';
import { ObjectLists } from '../objects/objectLists';
import { affectsEveryList, toErrorKey, toViewKey, type ViewKey } from '../objects/viewKey';
import { l10n } from '../ui/l10n';

/** Documents by their state, one list for each group of the API. */
export type DocumentLists = ObjectLists<Document, DocumentGroup>;

/** `getClient` may reject. */
export function createDocumentLists(
  environment: EnvironmentName,
  getClient: (environment: EnvironmentName) => Promise<Pick<OpenSignClient, 'documents'>>,
  clock: Clock,
): DocumentLists {
  const pages = async (group: DocumentGroup, where: EnvironmentName) => {
    const { documents } = await getClient(where);
    return async (skip: number, limit: number, signal: AbortSignal) => {
      const page = await documents.list(group, skip, limit, signal);
      return { ...page, items: page.items.map(withoutLinks) };
    };
  };
  return new ObjectLists(environment, { names: documentGroups, pages, clock });
}

export const documentApi: ObjectApi<Document> = {
  read: async ({ documents }, id, signal) => withoutLinks(await documents.get(id, signal)),
  readFileLink: async ({ documents }, id, signal) => (await documents.get(id, signal)).file,
  // The web app shows the page for the document’s state.
  pagePath: '/draftDocument?docId=',
  update: ({ documents }, id, changes, signal) => documents.update(id, changes, signal),
  delete: ({ documents }, id, signal) => documents.delete(id, signal),
};

export function createDocumentTexts(): ObjectTexts {
  return {
    titles: {
      copyId: l10n.t('Copy Document ID'),
      open: l10n.t('Open Document in OpenSign'),
      refresh: l10n.t('Refresh Document'),
      preview: l10n.t('Preview Signed PDF'),
      showJson: l10n.t('Show Document JSON'),
      rename: l10n.t('Rename Document'),
      editNote: l10n.t('Edit Document Note'),
      delete: l10n.t('Delete Document'),
    },
    idCopied: (id, where) => l10n.t('Document ID {0} ({1}) copied', id, where),
    renameDetail: (title) => l10n.t('The new title is “{0}”. Signers will see it.', title),
    renamed: (where) => l10n.t('Document renamed in {0}', where),
    noteChanged: (where) => l10n.t('Document note changed in {0}', where),
    deleteQuestion: (title, where) => l10n.t('Delete the document “{0}” in {1}?', title, where),
    deleteDetail: (id) =>
      l10n.t('ID {0}. It’s archived and can’t be restored through the API. The credit isn’t refunded.', id),
    deleted: (where) => l10n.t('Document deleted in {0}', where),
  };
}

type JsonKind = 'document' | 'formdata' | 'signerips';
export type DocumentJson = ObjectJson<JsonKind>;

export const documentJsonReaders: JsonReaders<JsonKind> = {
  document: ({ documents }, id, signal) => documents.getJson(id, signal),
  formdata: ({ documents }, id, signal) => documents.getFormData(id, signal),
  signerips: ({ documents }, id, signal) => documents.getSignerIps(id, signal),
};

/**
 * Anyone with a link can open the file until the link expires, so it isn’t kept. An empty `certificate` stays, since it is how old servers
 * report that a document is completed.
 */
export function withoutLinks(document: Document): Document {
  const copy: { -readonly [K in keyof Document]: Document[K] } = { ...document };
  delete copy.file;
  if (copy.certificate !== undefined) {
    copy.certificate = '';
  }
  return copy;
}

export function isDocumentGroup(value: unknown): value is DocumentGroup {
  return documentGroups.some((group) => group === value);
}

/** The state that every document of a group has. */
export function getGroupState(group: DocumentGroup): DocumentState['state'] {
  return documentState({ id: '', roles: [] }, group).state;
}

/** What the view shows. Only an error that affects every group empties it; others are shown inside their group. */
export function toDocumentsKey(status: EnvironmentStatus, groups: readonly ListState[]): ViewKey {
  const beforeReading = toViewKey(status, nothingYet);
  if (beforeReading !== 'loading' && beforeReading !== 'rejected') {
    return beforeReading;
  }
  const isBusy = groups.some(({ busy }) => busy !== undefined);
  const error = groups.map((group) => group.error).find(affectsEveryList);
  if (error !== undefined) {
    return isBusy ? 'loading' : toErrorKey(error);
  }
  if (groups.some(({ kind }) => kind === 'ready' || kind === 'empty')) {
    return 'ready';
  }
  if (beforeReading === 'rejected') {
    return isBusy ? 'loading' : 'rejected';
  }
  return status.token.state === 'unknown' ? 'loading' : 'ready';
}
