import type { EnvironmentName } from '../../src/api/environmentName';
import type { Dialog } from './dialogs';
import type { Seat } from './seat';

/** How a user goes about a command. Numbers of dialogs count from 0; progress isn't counted. */
export interface Intention {
  /** Closes this dialog instead of answering it. */
  readonly cancelAt?: number | undefined;
  /** Presses Cancel on the progress, after as many turns of the event loop. */
  readonly cancelAfter?: number | undefined;
  /** Leaves this dialog open for some steps. */
  readonly park?: { readonly at: number; readonly steps: number } | undefined;
  /** Presses the last button of a modal dialog instead of the first. */
  readonly last?: boolean | undefined;
}

/** The one write that the user may want with a command. */
export interface WantedWrite {
  readonly method: string;
  readonly path: RegExp;
  /** A text of the request that no other command uses. */
  readonly mark?: string;
}

export interface Goal {
  readonly command: string;
  readonly args: readonly unknown[];
  readonly write?: WantedWrite;
  /** What is typed where the old text stands. */
  readonly replace?: { readonly old: string; readonly by: string };
  /** What is typed where a token is asked for. */
  readonly token?: string;
  /** Called on a row that the environment that is active doesn't have. */
  readonly isForeign?: boolean;
}

/** A token that is stored, under the name of an environment and an origin. */
export interface StoredEntry {
  readonly key: string;
  readonly token: string | undefined;
}

export type Answerable = Exclude<Dialog, { readonly kind: 'progress' }>;

/** One command that a user runs, from the call to the last request that it causes. */
export class Operation {
  readonly environment: EnvironmentName;
  /** Where writes may go: where the environment was while this ran. */
  readonly origins: Set<string>;
  /** What a token was typed for, from the prompt. */
  typed: { readonly token: string; readonly origin: string } | undefined;
  /** The token that was in use when the last question was asked. */
  askedAbout: StoredEntry | undefined;
  dialogs = 0;
  modals = 0;
  writes = 0;
  /** The environment was left before the last answer, so nothing may be written. */
  isStale: boolean;
  /** Says that it has come to its end, or waits for the user. */
  end: () => void = () => undefined;
  /** Checked when everything is idle. */
  whenEnded: () => void = () => undefined;
  parked: { readonly dialog: Answerable; readonly until: number; readonly resume: () => void } | undefined;

  constructor(
    readonly seat: Seat,
    readonly goal: Goal,
    readonly intention: Intention,
    origin: string,
    /** Nothing interferes: the write happens, exactly once. */
    readonly isUndisturbed: boolean,
  ) {
    this.environment = seat.active;
    this.origins = new Set([origin]);
    this.isStale = goal.isForeign ?? false;
  }

  toString(): string {
    return `${this.seat.name}: ${this.goal.command} (${JSON.stringify(this.intention)})`;
  }
}
