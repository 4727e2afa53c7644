import { setImmediate as turn } from 'node:timers/promises';

/** How long anything may be under way before that counts as hanging. Generous: other work may fill the machine. */
const patienceMs = 20_000;

/**
 * Everything that is under way: requests, commands, timers, reads of the keyring. Tests wait until there is nothing,
 * never for a time.
 */
export class Activity {
  private readonly running = new Map<symbol, string>();
  private readonly waiting = new Set<() => void>();
  private changes = 0;

  /** Counts something until the function that it returns is called. */
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

  /** Resolves once nothing is under way and nothing follows from what ended last. */
  async idle(): Promise<void> {
    for (;;) {
      await this.empty();
      const { changes } = this;
      // What has just ended may begin something else, a few turns of the event loop later.
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
        reject(new Error(`Still under way: ${[...new Set(this.running.values())].join(', ')}`));
      }, patienceMs);
      this.waiting.add(check);
    });
  }
}
