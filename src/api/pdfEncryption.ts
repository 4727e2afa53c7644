import { pdfHeaderWindow } from './pdf';
import { dictionaryHas } from './pdfDictionary';

/** How far from the end `startxref` is looked for; readers look through 1024 bytes, some files have more behind it. */
const tailWindow = 2048;
/** How much of a file is searched for a trailer when the way to it is broken. */
const searchWindow = 1024 * 1024;

/**
 * Whether a PDF is encrypted: its trailer (or the dictionary of its cross-reference stream) has a key `Encrypt`.
 * Finds it as a reader does, by `startxref`, so the word in a page's text or in an attachment means nothing.
 * Encrypted does not mean that a password is needed: many files open with an empty one. A file too broken to tell
 * counts as not encrypted; the server will judge it.
 */
export function isEncrypted(bytes: Uint8Array): boolean {
  for (const offset of tableOffsets(bytes)) {
    const answer = encryptAt(bytes, offset);
    if (answer !== undefined) {
      return answer;
    }
  }
  return encryptInLastTrailer(bytes) ?? false;
}

/** Where the last cross-reference table may begin. Offsets count from the header, junk before it shifts them. */
function tableOffsets(bytes: Uint8Array): number[] {
  const tail = latin1(bytes.subarray(-tailWindow));
  const written = [...tail.matchAll(/startxref\s+(\d{1,15})/g)].at(-1)?.[1];
  if (written === undefined) {
    return [];
  }
  const offset = Number(written);
  const header = Math.max(0, latin1(bytes.subarray(0, pdfHeaderWindow)).indexOf('%PDF-'));
  return header === 0 ? [offset] : [offset + header, offset];
}

/** Reads the table at `offset`; undefined when there is none. */
function encryptAt(bytes: Uint8Array, offset: number): boolean | undefined {
  const start = latin1(bytes.subarray(offset, offset + 128));
  if (/^\s*xref\b/.test(start)) {
    const trailer = indexOf(bytes, 'trailer', offset);
    return trailer === -1 ? undefined : dictionaryHas(bytes, trailer + 'trailer'.length, 'Encrypt');
  }
  const stream = /^\s*\d+\s+\d+\s+obj\b/.exec(start);
  return stream === null ? undefined : dictionaryHas(bytes, offset + stream[0].length, 'Encrypt');
}

/** For files whose `startxref` is missing or wrong, which readers repair by searching. */
function encryptInLastTrailer(bytes: Uint8Array): boolean | undefined {
  const start = Math.max(0, bytes.length - searchWindow);
  const text = latin1(bytes.subarray(start));
  const trailer = text.lastIndexOf('trailer');
  if (trailer !== -1) {
    return dictionaryHas(bytes, start + trailer + 'trailer'.length, 'Encrypt');
  }
  const type = text.lastIndexOf('/XRef');
  const object = type === -1 ? -1 : text.lastIndexOf(' obj', type);
  return object === -1 ? undefined : dictionaryHas(bytes, start + object + ' obj'.length, 'Encrypt');
}

function indexOf(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (latin1(bytes.subarray(at, at + text.length)) === text) {
      return at;
    }
  }
  return -1;
}

/** One character a byte. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
