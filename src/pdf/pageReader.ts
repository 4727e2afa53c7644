import { Worker } from 'node:worker_threads';
import { largestPdf, type PageReading, type PageSize } from './pages';

/** Limits on work end every reading long before; this is for what they don't count, such as a machine that stands still. */
const longestReadingMs = 15_000;
/** Far more than an honest file of the largest size needs. */
const memoryLimits = { maxOldGenerationSizeMb: 256 };

/** Reads page sizes in a worker thread, one file after another, so that no file can hold up the extension host. */
export class PageReader {
  private tail: Promise<unknown> = Promise.resolve();
  private readonly disposal = new AbortController();

  /** `script` is the path of the bundled `pageWorker`. */
  constructor(private readonly script: string) {}

  /**
   * The sizes of the pages of what `load` returns when its turn has come; `load`'s bytes aren't changed. Never
   * rejects: undefined when they can't be read, when reading takes too much work, and after `signal` aborts.
   */
  read(load: () => PromiseLike<Uint8Array>, signal: AbortSignal): Promise<readonly PageSize[] | undefined> {
    const turn = this.tail.then(() => this.readNow(load, signal)).catch(() => undefined);
    this.tail = turn;
    return turn;
  }

  dispose(): void {
    this.disposal.abort();
  }

  private async readNow(
    load: () => PromiseLike<Uint8Array>,
    signal: AbortSignal,
  ): Promise<readonly PageSize[] | undefined> {
    const signals = [signal, this.disposal.signal];
    const isOver = () => signals.some(({ aborted }) => aborted);
    const loaded = isOver() ? undefined : await load();
    if (loaded === undefined || loaded.byteLength > largestPdf || isOver()) {
      return undefined;
    }
    // A copy, because transferring takes the memory away from everybody else who holds it.
    const bytes = new Uint8Array(loaded);
    const worker = new Worker(this.script, {
      workerData: bytes,
      transferList: [bytes.buffer],
      resourceLimits: memoryLimits,
      execArgv: [],
    });
    try {
      return (await waitForReading(worker, signals))?.sizes;
    } finally {
      await worker.terminate();
    }
  }
}

/** Undefined when the worker fails, takes too long, or a signal aborts. */
async function waitForReading(
  worker: Worker,
  signals: readonly AbortSignal[],
): Promise<PageReading | undefined> {
  let end: () => void = () => {};
  const reading = new Promise<PageReading | undefined>((resolve) => {
    end = () => resolve(undefined);
    worker.once('message', resolve);
    worker.on('error', end);
    worker.once('exit', end);
  });
  signals.forEach((signal) => signal.addEventListener('abort', end));
  const timer = setTimeout(end, longestReadingMs);
  try {
    return await reading;
  } finally {
    clearTimeout(timer);
    signals.forEach((signal) => signal.removeEventListener('abort', end));
  }
}
