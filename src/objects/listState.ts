import type { EnvironmentName } from '../api/environmentName';

/** A list that was read longer ago than this is read again when it is shown. */
export const oldAfterMs = 5 * 60_000;

/** What is known of a list, and what is being read. */
export interface ListState<T = unknown> {
  /**
   * `idle`: not read yet. `loading`: the first page is being read. `ready`: there are items, perhaps old ones.
   * `failed`: there is nothing to show, because of `error`.
   */
  readonly kind: 'idle' | 'loading' | 'ready' | 'empty' | 'failed';
  /** Last changed first, each ID once. */
  readonly items: readonly T[];
  /** The server has more than what was read. */
  readonly hasMore: boolean;
  readonly busy: 'refresh' | 'more' | undefined;
  /** Why the last reading failed. With `ready`, the items are those of `loadedAt`. */
  readonly error: Error | undefined;
  /** When the first page last arrived, in milliseconds since 1970. */
  readonly loadedAt: number | undefined;
  /** When a reading last succeeded or failed. */
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

/** What a view has read of an environment, for features that need IDs and titles. */
export interface SeenList<T> {
  readonly environment: EnvironmentName;
  readonly items: readonly T[];
  /** When, in milliseconds since 1970, the oldest part was read. Undefined when a part is missing. */
  readonly completeAt: number | undefined;
}
