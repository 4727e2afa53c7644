import type * as vscode from 'vscode';
import { documentGroups, type Document } from '../api/document';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectRef, ObjectSource } from '../objects/objectChanges';
import type { CommandId } from '../ui/commands';
import { registerCommands, type CommandHandler } from '../ui/commands';
import { Disposables } from '../ui/disposables';
import type { SeenList } from '../objects/listState';
import type { Log } from '../ui/log';
import { Previews } from '../preview/previews';
import type { DocumentsContext } from './documentsContext';
import { copyDocumentId, loadMoreDocuments, openDocument, refreshDocument } from './documentActions';
import { previewDocument, saveCertificate, saveSignedPdf } from './documentFiles';
import { DocumentJson } from './documentJson';
import { DocumentsView } from './documentsView';
import { editDocumentNote, renameDocument } from './editDocument';
import { deleteDocument, revokeDocument } from './endDocument';
import { DocumentNode } from './documentNodes';
import { resendEmail } from './resendEmail';
import { copySigningLink } from './signingLink';
import { targetOf } from './documentTarget';
import { unwatchDocument, watchDocument } from './watchDocument';
import { Watching } from './watching';

export type DocumentCommandId = Extract<
  CommandId,
  | 'opensign.refreshDocuments'
  | 'opensign.loadMoreDocuments'
  | 'opensign.openDocument'
  | 'opensign.copyDocumentId'
  | 'opensign.copySigningLink'
  | 'opensign.previewDocument'
  | 'opensign.saveSignedPdf'
  | 'opensign.saveCertificate'
  | 'opensign.resendEmail'
  | 'opensign.revokeDocument'
  | 'opensign.renameDocument'
  | 'opensign.editDocumentNote'
  | 'opensign.deleteDocument'
  | 'opensign.showDocumentJson'
  | 'opensign.refreshDocument'
  | 'opensign.showFormData'
  | 'opensign.showSignerIps'
  | 'opensign.watchDocument'
  | 'opensign.unwatchDocument'
>;

export interface DocumentsOptions {
  readonly environments: Environments;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly changes: ObjectChanges;
  /** Remembers what is watched. */
  readonly workspaceState: vscode.Memento;
}

function toDocumentRef(environment: EnvironmentName, { id, title }: Document): ObjectRef {
  return { environment, kind: 'document', id, ...(title === undefined ? {} : { title }) };
}

/** The documents of the active environment: the view, what can be done to a document, and the watch over some. */
export class DocumentsFeature implements ObjectSource<Document>, vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly view: DocumentsView;
  private readonly context: DocumentsContext;

  constructor({ environments, clock, extensionUri, log, changes, workspaceState }: DocumentsOptions) {
    const watching: Watching = this.owned.add(
      new Watching({
        environments,
        state: workspaceState,
        clock,
        log,
        onUpdate: (environment, id, isChanged) => {
          if (!isChanged) {
            view.update(id);
            return;
          }
          context.forget(environment, id);
          void context.follow(environment);
        },
        reveal: async (id, environment) => {
          assertActive(environments, environment);
          await this.reveal({ id, environment });
        },
      }),
    );
    const isWatched = (environment: EnvironmentName, id: string) => watching.isWatched(environment, id);
    const view = this.owned.add(new DocumentsView({ environments, clock, log, isWatched }));
    this.view = view;
    const previews = this.owned.add(new Previews(extensionUri));
    const context: DocumentsContext = (this.context = {
      environments,
      clock,
      groups: view.groups,
      follow: (environment) => view.follow(environment),
      unwatch: (environment, id) => watching.end(environment, id),
      forget: (environment, id) => {
        view.forget(environment, id);
        json.refresh(environment, id);
      },
    });
    const json = this.owned.add(new DocumentJson(context));
    const handlers: Readonly<Record<DocumentCommandId, CommandHandler>> = {
      'opensign.refreshDocuments': () => view.refresh(),
      'opensign.loadMoreDocuments': (...args) => loadMoreDocuments(context, args),
      'opensign.openDocument': (...args) => openDocument(context, args),
      'opensign.copyDocumentId': (...args) => copyDocumentId(context, args),
      'opensign.copySigningLink': (...args) => copySigningLink(context, args),
      'opensign.previewDocument': (...args) => previewDocument(context, previews, args),
      'opensign.saveSignedPdf': (...args) => saveSignedPdf(context, args),
      'opensign.saveCertificate': (...args) => saveCertificate(context, args),
      'opensign.resendEmail': (...args) => resendEmail(context, args),
      'opensign.revokeDocument': (...args) => revokeDocument(context, args),
      'opensign.renameDocument': (...args) => renameDocument(context, args),
      'opensign.editDocumentNote': (...args) => editDocumentNote(context, args),
      'opensign.deleteDocument': (...args) => deleteDocument(context, args),
      'opensign.showDocumentJson': (...args) => json.showDocument(args),
      'opensign.refreshDocument': (...args) => refreshDocument(context, args),
      'opensign.showFormData': (...args) => json.showFormData(args),
      'opensign.showSignerIps': (...args) => json.showSignerIps(args),
      'opensign.watchDocument': (...args) => watchDocument(context, watching, args),
      'opensign.unwatchDocument': (...args) => unwatchDocument(context, watching, args),
    };
    this.owned.add(registerCommands(handlers, log));
    this.owned.add(
      changes.onDidChange(({ environment, kind }) => {
        if (kind === 'document') {
          void view.follow(environment);
        }
      }),
    );
    this.owned.add(changes.onReveal('document', (ref) => this.reveal(ref)));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** What the view has read, of all groups. */
  get seen(): SeenList<Document> {
    const { environment, states } = this.view.groups;
    const times = states.flatMap(({ hasMore, busy, loadedAt }) =>
      hasMore || busy !== undefined || loadedAt === undefined ? [] : [loadedAt],
    );
    const isComplete = times.length === documentGroups.length;
    return {
      environment,
      items: states.flatMap(({ items }) => items),
      completeAt: isComplete ? Math.min(...times) : undefined,
    };
  }

  onDidChangeSeen(listener: () => void): vscode.Disposable {
    return this.view.groups.onDidChange(listener);
  }

  /**
   * The document that another feature's command is for: the item it was called on, else one that the user chooses in
   * a dialog named `purpose`. Undefined when none is chosen.
   */
  async choose(args: readonly unknown[], purpose: string): Promise<ObjectRef | undefined> {
    const target = await targetOf(this.context, args, purpose);
    return target && toDocumentRef(target.environment, target.document);
  }

  /** The document that an argument of a command is, undefined when it is something else. */
  toRef(argument: unknown): ObjectRef | undefined {
    return argument instanceof DocumentNode
      ? toDocumentRef(argument.environment, argument.document)
      : undefined;
  }

  /**
   * Shows a document of `environment`: reads the opened groups again, and others until it is found, and selects it in
   * the view. Does nothing when another environment is active by then, or when no group has it. Never rejects.
   */
  private async reveal({ id, environment }: Pick<ObjectRef, 'id' | 'environment'>): Promise<void> {
    const { groups } = this.view;
    if (environment !== groups.environment) {
      return;
    }
    await groups.refresh();
    for (const group of documentGroups) {
      if (groups.find(id) !== undefined || environment !== groups.environment) {
        break;
      }
      if (groups.list(group).state.loadedAt === undefined) {
        await groups.list(group).refresh();
      }
    }
    if (environment === groups.environment) {
      await this.view.reveal(id);
    }
  }
}

/** The view Documents and its commands. */
export function registerDocuments(options: DocumentsOptions): ObjectSource<Document> & vscode.Disposable {
  return new DocumentsFeature(options);
}
