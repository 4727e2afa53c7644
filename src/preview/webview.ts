// The page that shows a PDF. It runs in a webview of its own, gets bytes and never a link, and has no way out.
import {
  getDocument,
  GlobalWorkerOptions,
  InvalidPDFException,
  PasswordResponses,
  type PDFDocumentLoadingTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentMessage, PreviewPlaces, PreviewWords, ReadyMessage } from './messages';
import { fill, Viewer, type Position } from './viewer';

declare function acquireVsCodeApi(): {
  postMessage(message: ReadyMessage): void;
  getState(): Position | undefined;
  setState(state: Position): void;
};

function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`the page has no ${id}`);
  }
  return element;
}

const vscode = acquireVsCodeApi();
const toolbar = part('toolbar', HTMLElement);
const status = part('status', HTMLElement);
const container = part('pages', HTMLElement);
const pageInput = part('page', HTMLInputElement);
const passwordForm = part('password', HTMLFormElement);

const places: PreviewPlaces = {
  worker: document.body.dataset.worker ?? '',
  wasm: document.body.dataset.wasm ?? '',
};
let worker: Promise<Worker> | undefined;
let loading: PDFDocumentLoadingTask | undefined;
let viewer: Viewer | undefined;
/** Counts the documents that came: an older one must not speak for a newer one. */
let turns = 0;

/** pdf.js's worker, from a blob: its address is of another origin than the page, and workers may not be. */
async function startWorker(): Promise<Worker> {
  const script = await (await fetch(places.worker)).blob();
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const port = new Worker(url, { type: 'module' });
  GlobalWorkerOptions.workerPort = port;
  return port;
}

/** Rejects when the worker breaks; pdf.js would wait for its answer for ever. */
function breakOf(port: Worker): Promise<never> {
  return new Promise((_resolve, reject) =>
    port.addEventListener('error', () => reject(new Error('the worker broke')), { once: true }),
  );
}

async function open({ bytes, words }: DocumentMessage): Promise<void> {
  const own = ++turns;
  say(words.loading);
  try {
    await loading?.destroy();
    const port = await (worker ??= startWorker());
    loading = getDocument({
      data: bytes,
      wasmUrl: places.wasm,
      // The worker has no way to the extension's files; the page fetches for it.
      useWorkerFetch: false,
    });
    loading.onPassword = (answer: (password: string) => void, reason: number) =>
      askForPassword(words, answer, reason === PasswordResponses.INCORRECT_PASSWORD);
    const pdf = await Promise.race([loading.promise, breakOf(port)]);
    passwordForm.hidden = true;
    say('');
    toolbar.hidden = false;
    container.hidden = false;
    viewer ??= new Viewer(container, words, () => tell(words));
    await viewer.show(pdf, vscode.getState() ?? { zoom: undefined, at: 1 });
    tell(words);
    container.focus();
  } catch (error) {
    if (own !== turns) {
      return;
    }
    viewer?.clear();
    toolbar.hidden = true;
    container.hidden = true;
    passwordForm.hidden = true;
    say(error instanceof InvalidPDFException ? words.damaged : words.failed);
  }
}

function say(text: string): void {
  status.textContent = text;
  status.hidden = text === '';
}

function askForPassword(words: PreviewWords, answer: (password: string) => void, again: boolean): void {
  say(again ? words.passwordWrong : words.passwordNeeded);
  passwordForm.hidden = false;
  const input = passwordForm.querySelector('input');
  input?.focus();
  passwordForm.onsubmit = (event) => {
    event.preventDefault();
    const password = input?.value ?? '';
    passwordForm.reset();
    say(words.loading);
    answer(password);
  };
}

/** Shows and keeps where the reader is. */
function tell(words: PreviewWords): void {
  if (viewer === undefined || viewer.count === 0) {
    return;
  }
  vscode.setState(viewer.position);
  if (document.activeElement !== pageInput) {
    pageInput.value = String(viewer.current);
  }
  part('count', HTMLElement).textContent = fill(words.pageCount, viewer.count);
  part('zoom', HTMLElement).textContent = fill(words.zoom, viewer.percent);
}

function turn(by: number): void {
  viewer?.goTo(viewer.current + by);
}

const actions: Readonly<Record<string, () => void>> = {
  previous: () => turn(-1),
  next: () => turn(1),
  out: () => viewer?.zoomOut(),
  in: () => viewer?.zoomIn(),
  fit: () => viewer?.fitWidth(),
};
for (const [id, action] of Object.entries(actions)) {
  part(id, HTMLButtonElement).addEventListener('click', action);
}

pageInput.addEventListener('change', () => {
  const page = Number(pageInput.value);
  if (Number.isInteger(page) && page > 0) {
    viewer?.goTo(page);
  }
  pageInput.value = String(viewer?.current ?? 1);
});
pageInput.addEventListener('focus', () => pageInput.select());

const keys: Readonly<Record<string, string>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'fit' };
document.addEventListener('keydown', (event) => {
  const inText = event.target instanceof HTMLInputElement;
  const action = keys[event.key];
  // With a modifier they belong to VS Code.
  if (action !== undefined && !inText && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    actions[action]?.();
  }
});

window.addEventListener('message', ({ data }: MessageEvent<Partial<DocumentMessage> | null>) => {
  if (data?.bytes !== undefined && data.words !== undefined) {
    void open({ type: 'document', bytes: data.bytes, words: data.words });
  }
});
vscode.postMessage({ type: 'ready' });
