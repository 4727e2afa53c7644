import { setImmediate as turn } from 'node:timers/promises';

/** Pending work counts as hanging after this time. Generous, for busy machines. */
const timeoutMs = 20_000;

/** Tracks pending work: requests, commands, timers, keyring operations. Tests wait until it's idle, never for a fixed time. */
export class Activity {
  private readonly running = new Map<symbol, string>();
  private readonly waiting = new Set<() => void>();
  private changes = 0;

  /** Tracks work until the returned function is called. */
  begin(name: string): () => void {
    const key = Symbol(name);
    this.changes++;
    this.running.set(key, name);
    return () => {
      if (this.running.delete(key) && this.running.size === 0) {
        this.waiting.forEach((check) => check());
      }
    };
  }

  async track<T>(name: string, work: PromiseLike<T>): Promise<T> {
    const end = this.begin(name);
    try {
      return await work;
    } finally {
      end();
    }
  }

  /** Resolves when no work is pending and the last work has started no other. */
  async idle(): Promise<void> {
    for (;;) {
      await this.empty();
      const { changes } = this;
      // Work that just ended may start other work a few turns of the event loop later.
      for (let quiet = 0; quiet < 5 && changes === this.changes; quiet++) {
        await turn();
      }
      if (this.running.size === 0 && changes === this.changes) {
        return;
      }
    }
  }

  private empty(): Promise<void> {
    if (this.running.size === 0) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const check = () => {
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`Still pending: ${[...new Set(this.running.values())].join(', ')}`));
      }, timeoutMs);
      this.waiting.add(check);
    });
  }
}
