import type { EnvironmentName } from '../../src/api/environmentName';
import type { Dialog } from './dialogs';
import type { Seat } from './seat';

/** How the user answers a command's dialogs. They are numbered from 0, without progress notifications. */
export interface Intention {
  /** Closes this dialog instead of answering it. */
  readonly cancelAt?: number | undefined;
  /** Presses Cancel in the progress notification after this number of event loop turns. */
  readonly cancelAfter?: number | undefined;
  /** Leaves the dialog `at` open for `steps` steps. */
  readonly park?: { readonly at: number; readonly steps: number } | undefined;
  /** Presses the last button of a modal dialog instead of the first. */
  readonly last?: boolean | undefined;
}

/** The write that the user wants from a command. */
export interface WantedWrite {
  readonly method: string;
  readonly path: RegExp;
  /** A unique title in the request. */
  readonly mark?: string;
}

export interface Goal {
  readonly command: string;
  readonly args: readonly unknown[];
  readonly write?: WantedWrite;
  /** Text to type in an input box with the value `old`. */
  readonly replace?: { readonly old: string; readonly by: string };
  /** Token to type in a password input. */
  readonly token?: string;
  /** The command is called on a row of the other environment. */
  readonly isForeign?: boolean;
}

/** A stored token. The key consists of environment and origin. */
export interface StoredEntry {
  readonly key: string;
  readonly token: string | undefined;
}

export type Answerable = Exclude<Dialog, { readonly kind: 'progress' }>;

/** A command that the user runs, until its last request has ended. */
export class Operation {
  readonly environment: EnvironmentName;
  /** Origins that may receive writes: those of the environment's base URLs while the operation ran. */
  readonly origins: Set<string>;
  /** The typed token, and the origin that the prompt named. */
  typed: { readonly token: string; readonly origin: string } | undefined;
  /** The current token at the time of the last question. */
  askedAbout: StoredEntry | undefined;
  dialogs = 0;
  modals = 0;
  writes = 0;
  /** The user switched environments before the last answer, so nothing may be written. */
  isStale: boolean;
  /** Ends the tracking as pending work: the operation has ended, or waits for the user. */
  end: () => void = () => undefined;
  /** Called when all work has ended. */
  whenEnded: () => void = () => undefined;
  parked: { readonly dialog: Answerable; readonly until: number; readonly resume: () => void } | undefined;

  constructor(
    readonly seat: Seat,
    readonly goal: Goal,
    readonly intention: Intention,
    origin: string,
    /** Nothing interferes, so the write is sent exactly once. */
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
