import { parentPort, workerData } from 'node:worker_threads';
import { readPageSizes } from './pdfPages';

// The entry of a bundle of its own, started by `PageReader` for one file.
parentPort?.postMessage(readPageSizes(workerData as Uint8Array));
