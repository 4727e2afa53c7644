import type { Credits } from '../api/credits';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import { toSourceKey, type Environments } from './environments';

/** What an account was told to have. */
export interface SeenCredits {
  /** Undefined when the account has no subscription, or its server does not tell. */
  readonly credits: Credits | undefined;
  /** In milliseconds since 1970. */
  readonly seenAt: number;
}

interface Entry extends SeenCredits {
  readonly stamp: string;
}

/**
 * The credits that were last seen in each environment, for who wants to show them without asking. What was seen with
 * another token or at another base URL is forgotten. Asks by itself never, only when told to.
 */
export class KnownCredits {
  private readonly entries = new Map<EnvironmentName, Entry>();
  private readonly listeners = new Set<() => void>();
  private readonly subscription: { dispose(): unknown };

  constructor(
    private readonly environments: Pick<Environments, 'client' | 'status' | 'onDidChangeStatus'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.subscription = environments.onDidChangeStatus(() => this.forgetOthers());
  }

  dispose(): void {
    this.subscription.dispose();
    this.listeners.clear();
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  /** What is known of the account that the environment's token of this moment belongs to. */
  get(environment: EnvironmentName): SeenCredits | undefined {
    const entry = this.entries.get(environment);
    return entry?.stamp === this.stamp(environment) ? entry : undefined;
  }

  /** Tells the token and base URL of this moment from others, without being a secret. */
  stamp(environment: EnvironmentName): string {
    return toSourceKey(this.environments.status(environment));
  }

  /** Takes over what somebody was told; `stamp` is from before the question, and has to be the one of now still. */
  remember(environment: EnvironmentName, stamp: string, credits: Credits | undefined): void {
    if (stamp !== this.stamp(environment)) {
      return;
    }
    this.entries.set(environment, { credits, stamp, seenAt: this.clock.now() });
    this.tell();
  }

  /** Asks, and remembers the answer. Undefined when there are no credits to show. Rejects as a read does. */
  async read(environment: EnvironmentName, signal?: AbortSignal): Promise<Credits | undefined> {
    const stamp = this.stamp(environment);
    const client = await this.environments.client(environment);
    const credits = await client.credits.get(signal);
    this.remember(environment, stamp, credits);
    return credits;
  }

  private forgetOthers(): void {
    for (const environment of environmentNames) {
      if (this.entries.has(environment) && this.get(environment) === undefined) {
        this.entries.delete(environment);
        this.tell();
      }
    }
  }

  private tell(): void {
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}
