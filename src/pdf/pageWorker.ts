import { parentPort, workerData } from 'node:worker_threads';
import { readPageSizes } from './pdfPages';

// The entry of a separate bundle, which `PageReader` starts for one file.
parentPort?.postMessage(readPageSizes(workerData as Uint8Array));
