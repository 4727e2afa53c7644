import type { Clock } from '../../../src/api/fetch';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that tests advance. */
export class FakeTime implements Clock {
  private time = 0;
  private sleepers: Sleeper[] = [];

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const sleeper = { until: this.time + ms, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        resolve();
      });
    });
  }

  /** Advances the clock by `ms`, and ends each sleep at its time. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const [first] = this.sleepers.filter(({ until }) => until <= end).sort((a, b) => a.until - b.until);
      if (first === undefined) {
        this.time = end;
        return;
      }
      this.time = Math.max(this.time, first.until);
      this.sleepers = this.sleepers.filter((other) => other !== first);
      first.wake();
      await settle();
    }
  }
}
