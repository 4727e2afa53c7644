import { inflateSync } from 'node:zlib';
import { readDictionary, Tokens, type Dictionary } from './dictionary';

/** The work done for one file. Each kind is limited, so that no file can take longer than its size explains. */
export interface Work {
  /** Visited nodes of the page tree. */
  nodes: number;
  objects: number;
  /** Bytes of decompressed streams. */
  inflated: number;
  /** Bytes of read tokens. */
  read: number;
  /** Bytes searched for words. */
  searched: number;
}

export const limits = { nodes: 20_000, objects: 500_000, inflated: 64 * 1024 * 1024 } as const;
const longestDictionary = 1024 * 1024;
/** A few objects may be read twice, the root among them. */
const spareRead = 4096;

const nodeKeys = new Set(['Type', 'Pages', 'Kids', 'MediaBox', 'Rotate']);
const streamKeys = new Set(['Type', 'Length', 'First', 'Filter', 'DecodeParms']);

/** Ends the reading, because the result might be wrong or take too long. */
export class Undecidable extends Error {}

interface Place {
  readonly bytes: Buffer;
  readonly start: number;
}

/** The objects of a file by number. Of several versions the last one counts, which is the newest. */
export class PdfObjects {
  private readonly places = new Map<number, Place>();
  private readonly values = new Map<number, readonly string[]>();
  private readonly lengths: { readonly number: number; readonly from: number; readonly to: number }[] = [];

  constructor(
    private readonly file: Buffer,
    private readonly work: Work,
  ) {
    this.findAll();
  }

  dictionary(number: number): Dictionary | undefined {
    const place = this.places.get(number);
    if (place === undefined) {
      return undefined;
    }
    const { bytes, start } = place;
    const dictionary = readDictionary(bytes, start, start + longestDictionary, nodeKeys);
    this.countRead((dictionary?.end ?? start) - start);
    return dictionary?.isClosed === true ? dictionary : undefined;
  }

  /** `value`, or the value that it refers to. */
  resolve(value: readonly string[] | undefined): readonly string[] | undefined {
    const number = value === undefined ? undefined : parseReference(value);
    if (number === undefined) {
      return value;
    }
    const place = this.places.get(number);
    let found = this.values.get(number);
    if (found === undefined && place !== undefined) {
      const tokens = new Tokens(place.bytes, place.start, place.start + longestDictionary);
      found = tokens.value();
      this.countRead(tokens.position - place.start);
      this.values.set(number, found);
    }
    return found;
  }

  /**
   * One pass over the file: each search continues where the previous one ended, and skips the data of streams, because
   * an attached PDF has objects of its own.
   */
  private findAll(): void {
    const { file, work } = this;
    let start: number | undefined;
    let object = find(file, 'obj', 0, work);
    let stream = find(file, 'stream', 0, work);
    while (object !== -1 || stream !== -1) {
      if (stream !== -1 && (object === -1 || stream < object)) {
        const end = this.skipStream(start, stream);
        start = undefined;
        stream = find(file, 'stream', end, work);
        object = object !== -1 && object < end ? find(file, 'obj', end, work) : object;
        continue;
      }
      const number = readObjectNumber(file, object);
      if (number !== undefined) {
        start = object + 'obj'.length;
        this.add(number, { bytes: file, start });
      }
      object = find(file, 'obj', object + 'obj'.length, work);
    }
    this.checkLengths();
  }

  private add(number: number, place: Place): void {
    if (++this.work.objects > limits.objects) {
      throw new Undecidable();
    }
    this.places.set(number, place);
  }

  /** Returns where to continue: after the stream of the object at `start`, or after the word `stream` at `mention`. */
  private skipStream(start: number | undefined, mention: number): number {
    const { file } = this;
    const next = mention + 'stream'.length;
    const dictionary =
      start === undefined ? undefined : readDictionary(file, start, start + longestDictionary, streamKeys);
    const end = dictionary?.end ?? next;
    this.countRead(end - (start ?? end));
    const data =
      dictionary?.isClosed === true ? /^\s*stream\r?\n/.exec(file.toString('latin1', end, end + 64)) : null;
    if (dictionary === undefined || data === null) {
      // After `>>` it's a real stream, whose object wasn't found. Otherwise it's a word in a text.
      if (/>>\s*$/.test(file.toString('latin1', Math.max(0, mention - 32), mention))) {
        throw new Undecidable();
      }
      return next;
    }
    const from = end + data[0].length;
    const to = this.endOfData(from, dictionary.values.get('Length') ?? []);
    if (dictionary.values.get('Type')?.[0] === '/ObjStm') {
      const first = Number(dictionary.values.get('First')?.join(''));
      this.addInner(this.inflate(file.subarray(from, to), dictionary.values), first);
    }
    return to + 'endstream'.length;
  }

  /** Where the data at `from` ends. A length in another object is checked after all objects are found. */
  private endOfData(from: number, length: readonly string[]): number {
    const number = parseReference(length);
    if (number !== undefined) {
      const to = find(this.file, 'endstream', from, this.work);
      this.lengths.push({ number, from, to });
      return to === -1 ? this.file.length : to;
    }
    const to = findEndstream(this.file, from, length);
    if (to === undefined) {
      throw new Undecidable();
    }
    return to;
  }

  private checkLengths(): void {
    for (const { number, from, to } of this.lengths) {
      const length = this.resolve([String(number), '0', 'R']) ?? [];
      if (findEndstream(this.file, from, length) !== to) {
        throw new Undecidable();
      }
    }
  }

  private inflate(packed: Buffer, values: Dictionary['values']): Buffer {
    const filter = values.get('Filter')?.filter((token) => token !== '[' && token !== ']');
    if (values.has('DecodeParms') || filter?.join() !== '/FlateDecode') {
      throw new Undecidable();
    }
    const left = limits.inflated - this.work.inflated;
    try {
      const inner = inflateSync(packed, { maxOutputLength: left });
      this.work.inflated += inner.length;
      return inner;
    } catch {
      // It may contain newer versions of objects, so the ones found so far may be outdated.
      throw new Undecidable();
    }
  }

  /** An object stream begins with pairs of number and offset; offsets count from `first`. */
  private addInner(inner: Buffer, first: number): void {
    if (!(first <= inner.length)) {
      throw new Undecidable();
    }
    const tokens = new Tokens(inner, 0, first);
    for (let word = tokens.next(); word !== ''; word = tokens.next()) {
      const number = Number(word);
      const start = first + Number(tokens.next());
      if (!Number.isInteger(number) || !Number.isInteger(start)) {
        throw new Undecidable();
      }
      this.add(number, { bytes: inner, start });
    }
  }

  /** Objects don't overlap, so reading more than the file contains means that parts are read repeatedly. */
  private countRead(size: number): void {
    this.work.read += size;
    if (this.work.read > this.file.length + this.work.inflated + spareRead) {
      throw new Undecidable();
    }
  }
}

/** Where `endstream` is, if it follows `length` bytes after `from`, possibly on the next line. */
function findEndstream(bytes: Buffer, from: number, length: readonly string[]): number | undefined {
  const size = /^\d{1,10}$/.test(length.join(' ')) ? Number(length[0]) : undefined;
  const at = size === undefined ? bytes.length : from + size;
  const match = /^\s{0,2}(?=endstream)/.exec(bytes.toString('latin1', at, at + 16));
  return match === null ? undefined : at + match[0].length;
}

/** The number in `12 0 obj`, where `at` is the place of `obj`; undefined when `obj` is part of another word. */
function readObjectNumber(bytes: Buffer, at: number): number | undefined {
  const before = bytes.toString('latin1', Math.max(0, at - 32), at);
  const match = /(?:^|\D)(\d{1,10})\s+\d{1,5}\s+$/.exec(before);
  return match === null ? undefined : Number(match[1]);
}

export function parseReference(value: readonly string[]): number | undefined {
  const number = Number(value[0]);
  return value.length === 3 && value[2] === 'R' && Number.isInteger(number) ? number : undefined;
}

export function hasReference(bytes: Buffer, key: string, work: Work): boolean {
  for (let at = find(bytes, key, 0, work); at !== -1; at = find(bytes, key, at + key.length, work)) {
    if (readReference(bytes, at + key.length) !== undefined) {
      return true;
    }
  }
  return false;
}

/** The object that the last `/Root` refers to: an edited file has several. */
export function findRoot(bytes: Buffer, work: Work): number | undefined {
  for (let end = bytes.length; end > 0;) {
    const at = bytes.lastIndexOf('/Root', end - 1);
    work.searched += end - Math.max(0, at);
    const number = at === -1 ? undefined : readReference(bytes, at + '/Root'.length);
    if (number !== undefined) {
      return number;
    }
    end = at;
  }
  return undefined;
}

/** The next place of `word`; -1 when there is none. */
function find(bytes: Buffer, word: string, from: number, work: Work): number {
  const at = bytes.indexOf(word, from);
  work.searched += (at === -1 ? bytes.length : at) - from;
  return at;
}

function readReference(bytes: Buffer, start: number): number | undefined {
  const match = /^\s+(\d{1,10})\s+\d{1,5}\s+R\b/.exec(bytes.toString('latin1', start, start + 64));
  return match === null ? undefined : Number(match[1]);
}
