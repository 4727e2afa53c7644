import * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import type { EnvironmentName } from '../api/environmentName';
import { DetailsCache } from '../objects/detailsCache';
import type { ObjectSource } from '../objects/objectChanges';
import { ObjectJson } from '../objects/objectJson';
import { ObjectView, type ObjectViewDependencies } from '../objects/objectView';
import { mayLoad } from '../objects/viewKey';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import { Lazy } from '../ui/lazy';
import { createDocumentLists, documentApi, documentJsonReaders, toDocumentsKey } from './documentGroups';
import { DocumentNode } from './documentRows';
import type { DocumentsContext } from './documentTarget';
import { DocumentTree } from './documentTree';
import { Watching } from './watching';

interface Dependencies extends ObjectViewDependencies {
  readonly extensionUri: vscode.Uri;
  /** Stores which documents are watched. */
  readonly workspaceState: vscode.Memento;
}

/** The view Documents and its commands. */
export function registerDocuments({
  extensionUri,
  workspaceState,
  ...parts
}: Dependencies): ObjectSource<Document> & vscode.Disposable {
  const { environments, changes, clock, log } = parts;
  const getClient = (environment: EnvironmentName) => environments.client(environment);
  const lists = createDocumentLists(environments.active, getClient, clock);
  const details = new DetailsCache(async (environment, id, signal) =>
    documentApi.read(await getClient(environment), id, signal),
  );
  const watching = new Watching({ ...parts, workspaceState });
  const onOpen = (group: DocumentGroup) => {
    if (mayLoad(environments.status(environments.active)) === 'automatic') {
      void lists.list(group).refresh();
    }
  };
  const tree = new DocumentTree(lists, details, {
    clock,
    isWatched: (ref) => watching.isWatched(ref),
    onOpen,
  });
  const view = new ObjectView(parts, {
    viewId: 'opensign.documents',
    kind: 'document',
    lists,
    details,
    tree,
    readsWhenShown: false,
    getKey: toDocumentsKey,
    setKey: (key) => setContext('opensign.documents', key),
  });
  const json = new ObjectJson('opensign-document', environments, changes, documentJsonReaders);
  const previews = new Lazy(async () => new (await import('../preview/previews')).Previews(extensionUri));
  const commands = () => import('./documentCommands');
  const choose = async (args: readonly unknown[], purpose: string) =>
    (await import('./documentTarget')).getDocument(context, args, purpose);
  const context: DocumentsContext = { ...parts, lists, api: documentApi, getTarget: choose, watching };
  const owned = vscode.Disposable.from(
    watching,
    view,
    json,
    previews,
    watching.onDidChange((id) => tree.updateObject(id)),
    registerCommands(
      {
        'opensign.refreshDocuments': () => view.refresh(),
        'opensign.loadMoreDocuments': async (...args) => (await commands()).loadMoreDocuments(context, args),
        'opensign.openDocument': async (...args) => (await commands()).openDocument(context, args),
        'opensign.copyDocumentId': async (...args) => (await commands()).copyDocumentId(context, args),
        'opensign.copySigningLink': async (...args) =>
          (await import('./signerCommands')).copySigningLink(context, args),
        'opensign.previewDocument': async (...args) =>
          (await import('./documentFiles')).previewDocument(context, await previews.get(), args),
        'opensign.saveSignedPdf': async (...args) =>
          (await import('./documentFiles')).saveSignedPdf(context, args),
        'opensign.saveCertificate': async (...args) =>
          (await import('./documentFiles')).saveCertificate(context, args),
        'opensign.resendEmail': async (...args) =>
          (await import('./signerCommands')).resendEmail(context, args),
        'opensign.revokeDocument': async (...args) => (await commands()).revokeDocument(context, args),
        'opensign.renameDocument': async (...args) => (await commands()).renameDocument(context, args),
        'opensign.editDocumentNote': async (...args) => (await commands()).editDocumentNote(context, args),
        'opensign.deleteDocument': async (...args) => (await commands()).deleteDocument(context, args),
        'opensign.showDocumentJson': async (...args) =>
          (await commands()).showDocumentJson(context, json, args),
        'opensign.refreshDocument': async (...args) => (await commands()).refreshDocument(context, args),
        'opensign.showFormData': async (...args) =>
          (await commands()).showPlanJson(context, json, 'formdata', args),
        'opensign.showSignerIps': async (...args) =>
          (await commands()).showPlanJson(context, json, 'signerips', args),
        'opensign.watchDocument': async (...args) =>
          (await import('./watchCommands')).watchDocument(context, watching, args),
        'opensign.unwatchDocument': async (...args) =>
          (await import('./watchCommands')).unwatchDocument(context, watching, args),
      },
      log,
    ),
  );
  return {
    choose,
    toRef: (argument) => (argument instanceof DocumentNode ? argument.target : undefined),
    get seen() {
      return lists.seen;
    },
    onDidChangeSeen: (listener) => lists.onDidChange(listener),
    dispose: () => void owned.dispose(),
  };
}
