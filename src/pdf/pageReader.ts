import { Worker } from 'node:worker_threads';
import { largestPdf, type PageReading, type PageSize } from './pdfPages';

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
   * rejects: undefined when they can't be read, when reading takes too much work or time, and as soon as `signal` aborts.
   */
  read(load: () => PromiseLike<Uint8Array>, signal: AbortSignal): Promise<readonly PageSize[] | undefined> {
    const { signal: over, end, dispose } = joinSignals([signal, this.disposal.signal]);
    const readInTurn = async () => {
      // From here, so that a file isn't given up for those before it. Each of these ends by its own timer.
      const timer = setTimeout(end, longestReadingMs);
      try {
        return await this.readNow(load, over);
      } catch {
        return undefined;
      } finally {
        clearTimeout(timer);
        dispose();
      }
    };
    const turn = this.tail.then(readInTurn);
    this.tail = turn;
    return untilOver(turn, over);
  }

  dispose(): void {
    this.disposal.abort();
  }

  private async readNow(
    load: () => PromiseLike<Uint8Array>,
    over: AbortSignal,
  ): Promise<readonly PageSize[] | undefined> {
    const loaded = over.aborted ? undefined : await untilOver(load(), over);
    if (loaded === undefined || loaded.byteLength > largestPdf || over.aborted) {
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
      return (await untilOver(waitForReading(worker), over))?.sizes;
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

/** A signal that aborts with any of `signals` or by `end`, until it is disposed of. */
function joinSignals(signals: readonly AbortSignal[]) {
  const controller = new AbortController();
  const end = () => controller.abort();
  signals.forEach((signal) => signal.addEventListener('abort', end));
  if (signals.some(({ aborted }) => aborted)) {
    end();
  }
  const dispose = () => signals.forEach((signal) => signal.removeEventListener('abort', end));
  return { signal: controller.signal, end, dispose };
}

/** What `work` results in; undefined as soon as `over` aborts. */
function untilOver<T>(work: PromiseLike<T>, over: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    over.addEventListener('abort', end, { once: true });
    if (over.aborted) {
      end();
    }
    work.then(resolve, reject);
  });
}
