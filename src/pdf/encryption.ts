import { readDictionary } from './dictionary';
import { pdfHeaderWindow } from '../api/download';

/** How far from the end `startxref` may be; readers search 1024 bytes, but some files have more after it. */
const tailWindow = 2048;
/** Bytes that are searched for a trailer, from the start of its table, or from the end when the table isn't found. */
const searchWindow = 1024 * 1024;
/** Far more than any trailer. */
const longestDictionary = 32 * 1024;
const encryptKey = new Set(['Encrypt']);

/**
 * Whether a PDF is encrypted: its trailer (or the dictionary of its cross-reference stream) has a key `Encrypt`.
 * Finds it as a reader does, by `startxref`, so the word in a page's text or in an attachment doesn't count. Encrypted
 * doesn't mean that a password is needed: many files open with an empty one. A file that is too broken counts as not
 * encrypted, and the server decides. Every search is limited, so that it can run synchronously.
 */
export function isEncrypted(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  for (const offset of getTableOffsets(bytes)) {
    const encrypted = readTable(bytes, offset);
    if (encrypted !== undefined) {
      return encrypted;
    }
  }
  return readLastTrailer(bytes) ?? false;
}

/** Where the last cross-reference table may begin. Offsets count from the header, so junk before it shifts them. */
function getTableOffsets(bytes: Buffer): number[] {
  const tail = bytes.subarray(-tailWindow).toString('latin1');
  const written = [...tail.matchAll(/startxref\s+(\d{1,15})/g)].at(-1)?.[1];
  if (written === undefined) {
    return [];
  }
  const offset = Number(written);
  const header = Math.max(0, bytes.subarray(0, pdfHeaderWindow).indexOf('%PDF-'));
  return header === 0 ? [offset] : [offset + header, offset];
}

/** Reads the table at `offset`; undefined when it isn't one. */
function readTable(bytes: Buffer, offset: number): boolean | undefined {
  const start = bytes.toString('latin1', offset, offset + 128);
  if (/^\s*xref\b/.test(start)) {
    const trailer = bytes.subarray(offset, offset + searchWindow).indexOf('trailer');
    return trailer === -1 ? undefined : hasEncrypt(bytes, offset + trailer + 'trailer'.length);
  }
  const stream = /^\s*\d+\s+\d+\s+obj\b/.exec(start);
  return stream === null ? undefined : hasEncrypt(bytes, offset + stream[0].length);
}

/** For files whose `startxref` is missing or wrong, which readers repair by searching. */
function readLastTrailer(bytes: Buffer): boolean | undefined {
  const start = Math.max(0, bytes.length - searchWindow);
  const end = bytes.subarray(start);
  const trailer = end.lastIndexOf('trailer');
  if (trailer !== -1) {
    return hasEncrypt(bytes, start + trailer + 'trailer'.length);
  }
  const type = end.lastIndexOf('/XRef');
  const object = type === -1 ? -1 : end.lastIndexOf(' obj', type);
  return object === -1 ? undefined : hasEncrypt(bytes, start + object + ' obj'.length);
}

/** Undefined when no complete dictionary begins at `start`. */
function hasEncrypt(bytes: Buffer, start: number): boolean | undefined {
  const dictionary = readDictionary(bytes, start, start + longestDictionary, encryptKey);
  const value = dictionary?.values.get('Encrypt');
  return value === undefined ? (dictionary?.isClosed === true ? false : undefined) : value[0] !== 'null';
}
