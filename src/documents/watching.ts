import * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import { hasEnded } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Role } from '../api/template';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import { toKey, type ObjectChanges, type ObjectPlace } from '../objects/objectChanges';
import { mayLoad } from '../objects/viewKey';
import { Disposables } from '../ui/disposables';
import { notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import { fetchStatus, parseWatched, toSnapshot, type Difference, type Watched } from './documentSnapshot';
import { signerName, stateText } from './documentTexts';
import { DocumentWatch } from './documentWatch';

const memoryKey = 'opensign.watchedDocuments';

export interface WatchingOptions {
  readonly environments: Environments;
  readonly changes: ObjectChanges;
  readonly workspaceState: vscode.Memento;
  readonly clock: Clock;
  readonly log: Log;
}

/** Watches documents while the window is focused, and reports changes as notifications. */
export class Watching implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly watch: DocumentWatch;
  private readonly changed = this.owned.add(new vscode.EventEmitter<string>());
  /** The signers as last read: names for the notifications. */
  private readonly signers = new Map<string, Document['roles']>();

  /** Fires with the ID of a document when watching it starts or ends. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly options: WatchingOptions) {
    const { environments, workspaceState, clock } = options;
    this.watch = this.owned.add(
      new DocumentWatch({
        clock,
        fetch: (watched, signal) => this.fetch(watched, signal),
        onChange: (watched, change) => this.onChange(watched, change),
        onGone: (watched) => this.onGone(watched),
        onSave: (all) => void workspaceState.update(memoryKey, all),
      }),
    );
    this.owned.add(vscode.window.onDidChangeWindowState(() => this.updateActive()));
    this.owned.add(environments.onDidChangeActive(() => this.updateActive()));
    this.owned.add(environments.onDidChangeStatus(() => this.updateActive()));
    const stored = workspaceState.get<unknown>(memoryKey);
    const remembered = parseWatched(stored);
    if (stored !== undefined && JSON.stringify(stored) !== JSON.stringify(remembered)) {
      // Removes the signers’ addresses that version 0.1.0 stored.
      void workspaceState.update(memoryKey, remembered);
    }
    this.watch.restore(remembered);
    this.updateActive();
  }

  dispose(): void {
    this.owned.dispose();
  }

  isWatched(place: ObjectPlace): boolean {
    return this.watch.isWatched(place);
  }

  getWatched(environment: EnvironmentName): readonly Watched[] {
    return this.watch.all.filter((watched) => watched.environment === environment);
  }

  /** Watches a document that was just read. False when it has ended. */
  start(environment: EnvironmentName, document: Document, group: DocumentGroup | undefined): boolean {
    const last = toSnapshot(document, group);
    if (hasEnded(last.state)) {
      return false;
    }
    this.watch.watch({ environment, id: document.id, last });
    this.changed.fire(document.id);
    return true;
  }

  end(place: ObjectPlace): void {
    if (this.isWatched(place)) {
      this.watch.unwatch(place);
      this.signers.delete(toKey(place));
      this.changed.fire(place.id);
    }
  }

  /** Pauses while the window isn’t focused or requests can’t be made. */
  private updateActive(): void {
    const { environments } = this.options;
    const mayRead =
      vscode.window.state.focused && mayLoad(environments.status(environments.active)) === 'automatic';
    this.watch.setActive(mayRead ? environments.active : undefined);
  }

  private async fetch(watched: Watched, signal: AbortSignal) {
    const client = await this.options.environments.client(watched.environment);
    const { document, group } = await fetchStatus(client, watched.id, signal);
    this.signers.set(toKey(watched), document.roles);
    const found = toSnapshot(document, group);
    return found.state.state === 'unknown' ? { ...found, state: watched.last.state } : found;
  }

  private onChange(watched: Watched, change: Difference): void {
    const roles = this.signers.get(toKey(watched)) ?? [];
    if (!this.isWatched(watched)) {
      this.signers.delete(toKey(watched));
    }
    const { environment, id } = watched;
    this.options.changes.fire({ environment, kind: 'document', id });
    this.options.log.detach('watch', this.report(watched, changeText(watched, roles, change)));
  }

  private onGone(watched: Watched): void {
    const { environment, id, last } = watched;
    this.signers.delete(toKey(watched));
    this.options.changes.fire({ environment, kind: 'document', id });
    const text = l10n.t(
      '“{0}” is no longer in {1}, so it isn’t watched anymore.',
      getTitle(last),
      environmentName(environment),
    );
    this.options.log.detach('watch', notify('information', text));
  }

  private async report({ environment, id }: Watched, message: string): Promise<void> {
    const { environments, changes } = this.options;
    const show = l10n.t('Show');
    const stop = l10n.t('Stop Watching');
    const buttons = this.isWatched({ environment, id }) ? [show, stop] : [show];
    const choice = await notify('information', message, ...buttons);
    if (choice === stop) {
      this.end({ environment, id });
    } else if (choice === show) {
      assertActive(environments, environment);
      await changes.reveal({ environment, kind: 'document', id });
    }
  }
}

/** One sentence for each change, or only one when the document has ended. */
export function changeText(
  { environment, last }: Watched,
  roles: readonly Role[],
  { state, signers }: Difference,
): string {
  const title = getTitle(last);
  const where = environmentName(environment);
  const stateSentence =
    state === undefined ? [] : [l10n.t('“{0}” is {1} ({2}).', title, stateText(state), where)];
  if (state !== undefined && hasEnded(state)) {
    return stateSentence.join(' ');
  }
  const sentences = signers.map((signer) => {
    const name = signerName(roles[signer.index] ?? {}, signer.index);
    return signer.state === 'signed'
      ? l10n.t('“{0}” was signed by {1} ({2}).', title, name, where)
      : l10n.t('“{0}” was viewed by {1} ({2}).', title, name, where);
  });
  return [...sentences, ...stateSentence].join(' ');
}
