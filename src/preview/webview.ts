// The page that shows a PDF. It runs in its own webview, gets bytes and never a link, and can't reach anything else.
import {
  getDocument,
  GlobalWorkerOptions,
  InvalidPDFException,
  PasswordResponses,
  type PDFDocumentLoadingTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentMessage, PreviewTexts } from './previews';
import { fill, Viewer, type Position } from './viewer';

declare function acquireVsCodeApi(): {
  postMessage(message: 'ready'): void;
  getState(): Position | undefined;
  setState(state: Position): void;
};

function getPart<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`The page has no ${id}.`);
  }
  return element;
}

const vscode = acquireVsCodeApi();
const toolbar = getPart('toolbar', HTMLElement);
const status = getPart('status', HTMLElement);
const container = getPart('pages', HTMLElement);
const pageInput = getPart('page', HTMLInputElement);
const passwordForm = getPart('password', HTMLFormElement);

const { worker: workerUrl = '', wasm: wasmUrl = '' } = document.body.dataset;
let worker: Promise<Worker> | undefined;
let loading: PDFDocumentLoadingTask | undefined;
let viewer: Viewer | undefined;
/** Counts documents, so that a failed one can't replace a newer one. */
let opened = 0;

/** Starts pdf.js's worker from a blob: workers can't come from another origin, and the extension's files do. */
async function startWorker(): Promise<Worker> {
  const script = await (await fetch(workerUrl)).blob();
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const port = new Worker(url, { type: 'module' });
  GlobalWorkerOptions.workerPort = port;
  return port;
}

/** Rejects when the worker fails, because pdf.js would wait for it forever. */
function waitForFailure(port: Worker): Promise<never> {
  return new Promise((_resolve, reject) =>
    port.addEventListener('error', () => reject(new Error('The worker failed.')), { once: true }),
  );
}

async function open({ bytes, texts }: DocumentMessage): Promise<void> {
  const own = ++opened;
  setStatus(texts.loading);
  try {
    await loading?.destroy();
    const port = await (worker ??= startWorker());
    loading = getDocument({
      data: bytes,
      wasmUrl,
      // The worker can't read the extension's files, so the page fetches them.
      useWorkerFetch: false,
    });
    loading.onPassword = (answer: (password: string) => void, reason: number) =>
      askForPassword(texts, answer, reason === PasswordResponses.INCORRECT_PASSWORD);
    const pdf = await Promise.race([loading.promise, waitForFailure(port)]);
    passwordForm.hidden = true;
    setStatus('');
    toolbar.hidden = false;
    container.hidden = false;
    viewer ??= new Viewer(container, texts, () => showPosition(texts));
    await viewer.show(pdf, vscode.getState() ?? { zoom: undefined, at: 1 });
    showPosition(texts);
    container.focus();
  } catch (error) {
    if (own !== opened) {
      return;
    }
    viewer?.clear();
    toolbar.hidden = true;
    container.hidden = true;
    passwordForm.hidden = true;
    setStatus(error instanceof InvalidPDFException ? texts.damaged : texts.failed);
  }
}

function setStatus(text: string): void {
  status.textContent = text;
  status.hidden = text === '';
}

function askForPassword(texts: PreviewTexts, answer: (password: string) => void, again: boolean): void {
  setStatus(again ? texts.passwordWrong : texts.passwordNeeded);
  passwordForm.hidden = false;
  const input = passwordForm.querySelector('input');
  input?.focus();
  passwordForm.onsubmit = (event) => {
    event.preventDefault();
    const password = input?.value ?? '';
    passwordForm.reset();
    setStatus(texts.loading);
    answer(password);
  };
}

/** Shows and saves the reader's position. */
function showPosition(texts: PreviewTexts): void {
  if (viewer === undefined || viewer.count === 0) {
    return;
  }
  vscode.setState(viewer.position);
  if (document.activeElement !== pageInput) {
    pageInput.value = String(viewer.current);
  }
  getPart('count', HTMLElement).textContent = fill(texts.pageCount, viewer.count);
  getPart('zoom', HTMLElement).textContent = fill(texts.zoom, viewer.percent);
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
  getPart(id, HTMLButtonElement).addEventListener('click', action);
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
  // VS Code handles keys with a modifier.
  if (action !== undefined && !inText && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    actions[action]?.();
  }
});

window.addEventListener('message', ({ data }: MessageEvent<Partial<DocumentMessage> | null>) => {
  if (data?.bytes !== undefined && data.texts !== undefined) {
    void open({ bytes: data.bytes, texts: data.texts });
  }
});
vscode.postMessage('ready');
