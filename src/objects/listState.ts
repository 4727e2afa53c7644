import type { EnvironmentName } from '../api/environmentName';

/** A list that was read longer ago than this is read again when somebody looks at it anew. */
export const oldAfterMs = 5 * 60_000;

/** What is known of a list, and what is being done about it. */
export interface ListState<T = unknown> {
  /**
   * `idle`: nothing was asked for yet. `loading`: the first page is on its way. `ready`: there are items, perhaps
   * old ones. `failed`: there is nothing to show, and `error` says why.
   */
  readonly kind: 'idle' | 'loading' | 'ready' | 'empty' | 'failed';
  /** Last changed first, each id once. */
  readonly items: readonly T[];
  /** The server has more than what was read. */
  readonly hasMore: boolean;
  /** What is being read at the moment. */
  readonly busy: 'refresh' | 'more' | undefined;
  /** Why the last reading failed; undefined when it did not. With `ready`, the items are those of `loadedAt`. */
  readonly error: Error | undefined;
  /** When the first page was last told by the server, in milliseconds since 1970. */
  readonly loadedAt: number | undefined;
  /** When a reading last ended, well or not. */
  readonly triedAt: number | undefined;
}

export const nothingYet: ListState<never> = {
  kind: 'idle',
  items: [],
  hasMore: false,
  busy: undefined,
  error: undefined,
  loadedAt: undefined,
  triedAt: undefined,
};

/** What a view has read of an environment, for those who want to know ids and titles. */
export interface SeenList<T> {
  readonly environment: EnvironmentName;
  readonly items: readonly T[];
  /** When, in milliseconds since 1970, the oldest part was read. Undefined when a part is missing. */
  readonly completeAt: number | undefined;
}
