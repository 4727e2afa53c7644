import * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import { documentState } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import { DetailsCache } from '../objects/detailsCache';
import type { ObjectSource } from '../objects/objectChanges';
import type { Arguments } from '../objects/objectCommands';
import { ObjectJson } from '../objects/objectJson';
import { ObjectView, type ObjectViewDependencies } from '../objects/objectView';
import { mayLoad } from '../objects/viewKey';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import { Lazy } from '../ui/disposables';
import {
  createDocumentLists,
  createDocumentTexts,
  documentApi,
  documentJsonReaders,
  getGroupState,
  toDocumentsKey,
} from './documentApi';
import { DocumentNode } from './documentRows';
import type { DocumentsContext } from './documentTarget';
import { DocumentTree } from './documentTree';
import { Watching } from './watching';

interface Dependencies extends ObjectViewDependencies {
  readonly extensionUri: vscode.Uri;
  /** Stores which documents are watched. */
  readonly workspaceState: vscode.Memento;
}

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
  const choose = async (args: Arguments, purpose: string) =>
    (await import('./documentTarget')).getDocument(context, args, purpose);
  const context: DocumentsContext = {
    ...parts,
    lists,
    api: documentApi,
    texts: createDocumentTexts(),
    getTarget: choose,
    isListed: (document) => {
      const group = lists.find(document.id)?.name;
      return group !== undefined && documentState(document, group).state === getGroupState(group);
    },
    onDeleted: (target) => watching.end(target),
    watching,
  };
  const shared = () => import('../objects/objectCommands');
  const editing = () => import('../objects/editObject');
  const commands = () => import('./documentCommands');
  const signers = () => import('./signerCommands');
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
        'opensign.copyDocumentId': async (...args) => (await shared()).copyId(context, args),
        'opensign.openDocument': async (...args) => (await shared()).openObject(context, args),
        'opensign.refreshDocument': async (...args) => (await shared()).refreshObject(context, args),
        'opensign.previewDocument': async (...args) =>
          (await shared()).previewPdf(context, await previews.get(), args),
        'opensign.showDocumentJson': async (...args) =>
          (await shared()).showJson(context, json, 'document', args),
        'opensign.renameDocument': async (...args) => (await editing()).renameObject(context, args),
        'opensign.editDocumentNote': async (...args) => (await editing()).editNote(context, args),
        'opensign.deleteDocument': async (...args) => (await editing()).deleteObject(context, args),
        'opensign.revokeDocument': async (...args) => (await commands()).revokeDocument(context, args),
        'opensign.showFormData': async (...args) =>
          (await commands()).showPlanJson(context, json, 'formdata', args),
        'opensign.showSignerIps': async (...args) =>
          (await commands()).showPlanJson(context, json, 'signerips', args),
        'opensign.saveSignedPdf': async (...args) => (await commands()).saveSignedPdf(context, args),
        'opensign.saveCertificate': async (...args) => (await commands()).saveCertificate(context, args),
        'opensign.resendEmail': async (...args) => (await signers()).resendEmail(context, args),
        'opensign.copySigningLink': async (...args) => (await signers()).copySigningLink(context, args),
        'opensign.watchDocument': async (...args) =>
          (await commands()).watchDocument(context, watching, args),
        'opensign.unwatchDocument': async (...args) =>
          (await commands()).unwatchDocument(context, watching, args),
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
