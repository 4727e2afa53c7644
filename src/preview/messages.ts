/** What the extension tells the page that shows a PDF. */
export interface DocumentMessage {
  readonly type: 'document';
  readonly bytes: Uint8Array;
  readonly words: PreviewWords;
}

/** What the page tells the extension: it is there and waits for its document. */
export interface ReadyMessage {
  readonly type: 'ready';
}

/** Words that the page needs at its own time, in the user's language. `{0}` and `{1}` are filled in by the page. */
export interface PreviewWords {
  readonly loading: string;
  readonly pageCount: string;
  readonly page: string;
  readonly pageFailed: string;
  readonly zoom: string;
  readonly damaged: string;
  readonly failed: string;
  readonly passwordNeeded: string;
  readonly passwordWrong: string;
}

/** Where the page finds its parts; attributes of its body. */
export interface PreviewPlaces {
  readonly worker: string;
  readonly wasm: string;
}
