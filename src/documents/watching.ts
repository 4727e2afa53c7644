import * as vscode from 'vscode';
import type { Document, DocumentGroup } from '../api/document';
import { hasEnded } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Environments } from '../environment/environments';
import { mayLoad } from '../objects/viewKey';
import { Disposables } from '../ui/disposables';
import { notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { DocumentWatch, type Watched } from './documentWatch';
import { lookAt } from './fetchStatus';
import { snapshotOf, type Difference } from './snapshot';
import { parseWatched } from './watchMemory';
import { changeText } from './watchTexts';

const memoryKey = 'opensign.watchedDocuments';

export interface WatchingOptions {
  readonly environments: Environments;
  readonly state: vscode.Memento;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when a document is watched, is not any more, or was found changed. */
  readonly onUpdate: (environment: EnvironmentName, id: string, isChanged: boolean) => void;
  readonly reveal: (id: string, environment: EnvironmentName) => Promise<void>;
}

/** The documents that somebody wants to hear of: asked for while the window has the focus, told as notifications. */
export class Watching implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly watch: DocumentWatch;
  /** Who signs the documents, by the last look: names for the notifications. */
  private readonly signers = new Map<string, Document['roles']>();

  constructor(private readonly options: WatchingOptions) {
    const { environments, state, clock } = options;
    this.watch = this.owned.add(
      new DocumentWatch({
        clock,
        look: (watched, signal) => this.look(watched, signal),
        onChange: (watched, change) => this.onChange(watched, change),
        onGone: (watched) => this.onGone(watched),
        onSave: (all) => void state.update(memoryKey, all),
      }),
    );
    this.owned.add(vscode.window.onDidChangeWindowState(() => this.attend()));
    this.owned.add(environments.onDidChangeActive(() => this.attend()));
    this.owned.add(environments.onDidChangeStatus(() => this.attend()));
    const stored = state.get<unknown>(memoryKey);
    const remembered = parseWatched(stored);
    if (stored !== undefined && JSON.stringify(stored) !== JSON.stringify(remembered)) {
      // Removes what version 0.1.0 stored beyond that: the addresses of signers.
      void state.update(memoryKey, remembered);
    }
    this.watch.restore(remembered);
    this.attend();
  }

  dispose(): void {
    this.owned.dispose();
  }

  isWatched(environment: EnvironmentName, id: string): boolean {
    return this.watch.isWatched(environment, id);
  }

  /** What is watched in one environment. */
  of(environment: EnvironmentName): readonly Watched[] {
    return this.watch.all.filter((watched) => watched.environment === environment);
  }

  /** Watches a document that was just read. False when nothing can happen to it any more. */
  start(environment: EnvironmentName, document: Document, group: DocumentGroup | undefined): boolean {
    const last = snapshotOf(document, group);
    if (hasEnded(last.state)) {
      return false;
    }
    this.watch.watch({ environment, id: document.id, last });
    this.options.onUpdate(environment, document.id, false);
    return true;
  }

  end(environment: EnvironmentName, id: string): void {
    if (!this.isWatched(environment, id)) {
      return;
    }
    this.watch.unwatch(environment, id);
    this.signers.delete(keyOf(environment, id));
    this.options.onUpdate(environment, id, false);
  }

  /** Those of the other environment, and all while nobody looks or nothing may be asked, have to wait. */
  private attend(): void {
    const { environments } = this.options;
    const mayAsk =
      vscode.window.state.focused && mayLoad(environments.status(environments.active)) === 'automatic';
    this.watch.attend(mayAsk ? environments.active : undefined);
  }

  private async look({ environment, id, last }: Watched, signal: AbortSignal) {
    const client = await this.options.environments.client(environment);
    const { document, group } = await lookAt(client, id, signal);
    this.signers.set(keyOf(environment, id), document.roles);
    const found = snapshotOf(document, group);
    // Nobody tells, so it is taken for what it was.
    return found.state.state === 'unknown' ? { ...found, state: last.state } : found;
  }

  private onChange(watched: Watched, change: Difference): void {
    const { environment, id } = watched;
    const roles = this.signers.get(keyOf(environment, id)) ?? [];
    this.options.onUpdate(environment, id, true);
    if (!this.isWatched(environment, id)) {
      this.signers.delete(keyOf(environment, id));
    }
    const message = changeText(watched, roles, change);
    this.tell(watched, message).catch((error: unknown) => this.options.log.error('watch', error));
  }

  private onGone(watched: Watched): void {
    const { environment, id, last } = watched;
    this.signers.delete(keyOf(environment, id));
    this.options.onUpdate(environment, id, true);
    void notify(
      'information',
      l10n.t(
        '“{0}” is no longer in {1}, so it isn’t watched anymore.',
        titleOf(last),
        environmentName(environment),
      ),
    );
  }

  private async tell({ environment, id }: Watched, message: string): Promise<void> {
    const show = l10n.t('Show');
    const stop = l10n.t('Stop Watching');
    const buttons = this.isWatched(environment, id) ? [show, stop] : [show];
    const choice = await notify('information', message, ...buttons);
    if (choice === stop) {
      this.end(environment, id);
    } else if (choice === show) {
      await this.options.reveal(id, environment);
    }
  }
}

function keyOf(environment: EnvironmentName, id: string): string {
  return `${environment}/${id}`;
}
