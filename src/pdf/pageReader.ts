import { Worker } from 'node:worker_threads';
import { withAnySignal } from '../api/fetch';
import { largestPdf, type PageReading, type PageSize } from './pdfPages';

/** The limits on work apply long before; this covers the rest, such as a stalled machine. */
const longestReadingMs = 15_000;
/** Far more than a valid file of the largest size needs. */
const memoryLimits = { maxOldGenerationSizeMb: 256 };

/** Reads page sizes in a worker thread, one file after another, so that no file can hold up the extension host. */
export class PageReader {
  private tail: Promise<unknown> = Promise.resolve();
  private readonly disposal = new AbortController();

  /** `script` is the path of the bundled `pageWorker`. */
  constructor(private readonly script: string) {}

  /**
   * The page sizes of the PDF that `load` returns, whose bytes stay usable. Calls `load` when the files before are done.
   * Never rejects: undefined when the sizes can't be read, reading takes too long, or `signal` aborts.
   */
  read(load: () => PromiseLike<Uint8Array>, signal: AbortSignal): Promise<readonly PageSize[] | undefined> {
    const timeout = new AbortController();
    return withAnySignal([signal, this.disposal.signal, timeout.signal], (stop) => {
      const readInTurn = async () => {
        // The time starts here, so that a file doesn't time out while it waits for others.
        const timer = setTimeout(() => timeout.abort(), longestReadingMs);
        try {
          return await this.readNow(load, stop);
        } catch {
          return undefined;
        } finally {
          clearTimeout(timer);
        }
      };
      const turn = this.tail.then(readInTurn);
      this.tail = turn;
      return untilAborted(turn, stop);
    });
  }

  dispose(): void {
    this.disposal.abort();
  }

  private async readNow(
    load: () => PromiseLike<Uint8Array>,
    stop: AbortSignal,
  ): Promise<readonly PageSize[] | undefined> {
    const loaded = stop.aborted ? undefined : await untilAborted(load(), stop);
    if (loaded === undefined || loaded.byteLength > largestPdf || stop.aborted) {
      return undefined;
    }
    // A copy, because transferring detaches the original.
    const bytes = new Uint8Array(loaded);
    const worker = new Worker(this.script, {
      workerData: bytes,
      transferList: [bytes.buffer],
      resourceLimits: memoryLimits,
      execArgv: [],
    });
    try {
      return (await untilAborted(waitForReading(worker), stop))?.sizes;
    } finally {
      await worker.terminate();
    }
  }
}

/** Undefined when the worker fails. */
function waitForReading(worker: Worker): Promise<PageReading | undefined> {
  return new Promise((resolve) => {
    const end = () => resolve(undefined);
    worker.once('message', resolve);
    worker.on('error', end);
    worker.once('exit', end);
  });
}

/** The result of `work`; undefined as soon as `stop` aborts. */
function untilAborted<T>(work: PromiseLike<T>, stop: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    stop.addEventListener('abort', end, { once: true });
    if (stop.aborted) {
      end();
    }
    work.then(resolve, reject);
  });
}
