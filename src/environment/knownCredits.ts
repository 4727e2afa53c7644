import * as vscode from 'vscode';
import { totalCredits, type Credits } from '../api/credits';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import { l10n } from '../ui/l10n';
import { toSourceKey, type Environments } from './environments';

export interface SeenCredits {
  /** Undefined if the account has no subscription, or its server doesn't report them. */
  readonly credits: Credits | undefined;
  /** In milliseconds since 1970. */
  readonly seenAt: number;
}

interface Entry extends SeenCredits {
  readonly source: string;
}

/**
 * Caches the last known credits of each environment, to show them without a request. A change of token or base URL
 * drops them.
 */
export class KnownCredits implements vscode.Disposable {
  private readonly entries = new Map<EnvironmentName, Entry>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly environments: Pick<Environments, 'client' | 'status' | 'onDidChangeStatus'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.subscription = environments.onDidChangeStatus(() => this.dropStale());
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** The credits of the current token's account, if known. */
  get(environment: EnvironmentName): SeenCredits | undefined {
    const entry = this.entries.get(environment);
    return entry?.source === this.getSource(environment) ? entry : undefined;
  }

  /** Fetches and caches the credits. Undefined if there are none to show. Rejects as a read does. */
  async read(environment: EnvironmentName, signal?: AbortSignal): Promise<Credits | undefined> {
    const source = this.getSource(environment);
    const client = await this.environments.client(environment);
    const credits = await client.credits.get(signal);
    if (source === this.getSource(environment)) {
      this.entries.set(environment, { credits, source, seenAt: this.clock.now() });
      this.changed.fire();
    }
    return credits;
  }

  private getSource(environment: EnvironmentName): string {
    return toSourceKey(this.environments.status(environment));
  }

  private dropStale(): void {
    for (const environment of environmentNames) {
      if (this.entries.has(environment) && this.get(environment) === undefined) {
        this.entries.delete(environment);
        this.changed.fire();
      }
    }
  }
}

/** "587 (87 plan, 500 add-on)". Undefined if nothing is known. */
export function creditsText(credits: Credits | undefined): string | undefined {
  const total = credits && totalCredits(credits);
  if (credits === undefined || total === undefined) {
    return undefined;
  }
  const { plan, addOn } = credits;
  return plan === undefined || addOn === undefined
    ? formatCount(total)
    : l10n.t('{0} ({1} plan, {2} add-on)', formatCount(total), formatCount(plan), formatCount(addOn));
}

/** "1,587" in VS Code's display language. */
export function formatCount(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
