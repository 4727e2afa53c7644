import { inflateSync } from 'node:zlib';
import { readDictionary, Tokens, type Dictionary } from './dictionary';
import { isEncrypted } from './encryption';

/** A page's own size in points, before rotation. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** It is shown turned. */
  readonly rotated: boolean;
}

/** What reading took. Each is limited for the whole file, so that no file can take longer than its size explains. */
export interface Work {
  /** Nodes of the page tree that were visited. */
  nodes: number;
  /** Objects that were found. */
  objects: number;
  /** Bytes that came out of compressed streams. */
  inflated: number;
  /** Bytes whose tokens were read. */
  read: number;
  /** Bytes that were searched for words. */
  searched: number;
}

export interface PageReading {
  /** Undefined when it can't tell, for example because the file is encrypted or took too much work. */
  readonly sizes: readonly PageSize[] | undefined;
  readonly work: Work;
}

/** Larger files are not looked through: it would take too long for a hint. */
export const largestPdf = 32 * 1024 * 1024;
export const limits = { nodes: 20_000, objects: 500_000, inflated: 64 * 1024 * 1024 } as const;
/** Deeper trees aren't made by any program. */
const maxDepth = 50;
const longestDictionary = 1024 * 1024;
/** A few objects may be read twice, the root among them. */
const spareRead = 4096;

const nodeKeys = new Set(['Type', 'Pages', 'Kids', 'MediaBox', 'Rotate']);
const streamKeys = new Set(['Type', 'Length', 'First', 'Filter', 'DecodeParms']);

/** Ends the reading: whatever is said from here on might be wrong, or take too long. */
class Undecidable extends Error {}

/**
 * Reads the sizes of a PDF's pages. It only looks for objects, as readers do with broken files, and so it knows less
 * than they do.
 */
export function readPageSizes(file: Uint8Array): PageReading {
  const work: Work = { nodes: 0, objects: 0, inflated: 0, read: 0, searched: 0 };
  if (file.byteLength > largestPdf) {
    return { sizes: undefined, work };
  }
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  try {
    const root = findRoot(bytes, work);
    if (root === undefined || isEncrypted(bytes) || hasReference(bytes, '/Encrypt', work)) {
      return { sizes: undefined, work };
    }
    const objects = new Objects(bytes, work);
    return { sizes: new PageTree(objects, work).read(root), work };
  } catch (error) {
    if (!(error instanceof Undecidable)) {
      throw error;
    }
    return { sizes: undefined, work };
  }
}

/** The object that the last `/Root` refers to: a changed file has several. */
function findRoot(bytes: Buffer, work: Work): number | undefined {
  for (let end = bytes.length; end > 0;) {
    const at = bytes.lastIndexOf('/Root', end - 1);
    work.searched += end - Math.max(0, at);
    const number = at === -1 ? undefined : referenceAt(bytes, at + '/Root'.length);
    if (number !== undefined) {
      return number;
    }
    end = at;
  }
  return undefined;
}

function hasReference(bytes: Buffer, key: string, work: Work): boolean {
  for (let at = find(bytes, key, 0, work); at !== -1; at = find(bytes, key, at + key.length, work)) {
    if (referenceAt(bytes, at + key.length) !== undefined) {
      return true;
    }
  }
  return false;
}

/** The next place of `word`; -1 when there is none. */
function find(bytes: Buffer, word: string, from: number, work: Work): number {
  const at = bytes.indexOf(word, from);
  work.searched += (at === -1 ? bytes.length : at) - from;
  return at;
}

function referenceAt(bytes: Buffer, start: number): number | undefined {
  const match = /^\s+(\d{1,10})\s+\d{1,5}\s+R\b/.exec(bytes.toString('latin1', start, start + 64));
  return match === null ? undefined : Number(match[1]);
}

interface Place {
  readonly bytes: Buffer;
  readonly start: number;
}

/** Where the objects of a file are; of those with one number the last one, which is the newest. */
class Objects {
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

  /** `value`, or what it refers to. */
  resolve(value: readonly string[] | undefined): readonly string[] | undefined {
    const number = value === undefined ? undefined : referenceOf(value);
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
   * One pass over the file: each search goes on where the one before ended, and behind the data of streams, for what
   * looks like an object there is none: an attached PDF has its own.
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
      const number = numberBefore(file, object);
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

  /** Returns where to go on: behind the stream of the object at `start`, if the word at `mention` begins its data. */
  private skipStream(start: number | undefined, mention: number): number {
    const { file } = this;
    const goOn = mention + 'stream'.length;
    const dictionary =
      start === undefined ? undefined : readDictionary(file, start, start + longestDictionary, streamKeys);
    const end = dictionary?.end ?? goOn;
    this.countRead(end - (start ?? end));
    const data =
      dictionary?.isClosed === true ? /^\s*stream\r?\n/.exec(file.toString('latin1', end, end + 64)) : null;
    if (dictionary === undefined || data === null) {
      // A word in a text, unless it stands as only streams have it: then the object it belongs to wasn't found.
      if (/>>\s*$/.test(file.toString('latin1', Math.max(0, mention - 32), mention))) {
        throw new Undecidable();
      }
      return goOn;
    }
    const from = end + data[0].length;
    const to = this.endOfData(from, dictionary.values.get('Length') ?? []);
    if (dictionary.values.get('Type')?.[0] === '/ObjStm') {
      const first = Number(dictionary.values.get('First')?.join(''));
      this.addInner(this.inflate(file.subarray(from, to), dictionary.values), first);
    }
    return to + 'endstream'.length;
  }

  /** Where the `endstream` is that ends the data at `from`. A length that is written elsewhere is checked at the end. */
  private endOfData(from: number, length: readonly string[]): number {
    const number = referenceOf(length);
    if (number !== undefined) {
      const to = find(this.file, 'endstream', from, this.work);
      this.lengths.push({ number, from, to });
      return to === -1 ? this.file.length : to;
    }
    const to = endstreamBehind(this.file, from, length);
    if (to === undefined) {
      throw new Undecidable();
    }
    return to;
  }

  private checkLengths(): void {
    for (const { number, from, to } of this.lengths) {
      const length = this.resolve([String(number), '0', 'R']) ?? [];
      if (endstreamBehind(this.file, from, length) !== to) {
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
      // It hides objects, so that older ones of the same number would be taken for the newest.
      throw new Undecidable();
    }
  }

  /** A stream of objects begins with pairs of number and offset; offsets count from `first`. */
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

  /** Objects don't overlap: what reads more than the file has reads the same parts again and again. */
  private countRead(size: number): void {
    this.work.read += size;
    if (this.work.read > this.file.length + this.work.inflated + spareRead) {
      throw new Undecidable();
    }
  }
}

/** Where `endstream` is, if it stands behind `length` bytes from `from`, or on the next line. */
function endstreamBehind(bytes: Buffer, from: number, length: readonly string[]): number | undefined {
  const size = /^\d{1,10}$/.test(length.join(' ')) ? Number(length[0]) : undefined;
  const at = size === undefined ? bytes.length : from + size;
  const match = /^\s{0,2}(?=endstream)/.exec(bytes.toString('latin1', at, at + 16));
  return match === null ? undefined : at + match[0].length;
}

/** The number in `12 0 obj`, where `at` is the place of `obj`; undefined when that is part of something else. */
function numberBefore(bytes: Buffer, at: number): number | undefined {
  const before = bytes.toString('latin1', Math.max(0, at - 32), at);
  const match = /(?:^|\D)(\d{1,10})\s+\d{1,5}\s+$/.exec(before);
  return match === null ? undefined : Number(match[1]);
}

function referenceOf(value: readonly string[]): number | undefined {
  const number = Number(value[0]);
  return value.length === 3 && value[2] === 'R' && Number.isInteger(number) ? number : undefined;
}

interface Inherited {
  readonly box: readonly string[] | undefined;
  readonly rotate: readonly string[] | undefined;
}

class PageTree {
  private readonly visited = new Set<number>();
  private readonly pages: PageSize[] = [];

  constructor(
    private readonly objects: Objects,
    private readonly work: Work,
  ) {}

  /** The sizes in reading order; undefined when a part of the tree can't be read. */
  read(root: number): readonly PageSize[] | undefined {
    const top = referenceOf(this.objects.dictionary(root)?.values.get('Pages') ?? []);
    const isComplete = top !== undefined && this.visit(top, { box: undefined, rotate: undefined }, 0);
    return isComplete && this.pages.length > 0 ? this.pages : undefined;
  }

  private visit(number: number, inherited: Inherited, depth: number): boolean {
    // A tree has each node once. One that comes again is a cycle, or makes few nodes into very many pages.
    if (this.visited.has(number) || depth > maxDepth || this.work.nodes >= limits.nodes) {
      return false;
    }
    this.visited.add(number);
    this.work.nodes++;
    const values = this.objects.dictionary(number)?.values;
    if (values === undefined) {
      return false;
    }
    const own: Inherited = {
      box: this.objects.resolve(values.get('MediaBox')) ?? inherited.box,
      rotate: this.objects.resolve(values.get('Rotate')) ?? inherited.rotate,
    };
    const kids = this.objects.resolve(values.get('Kids'));
    if (kids !== undefined) {
      return readReferences(kids)?.every((kid) => this.visit(kid, own, depth + 1)) ?? false;
    }
    const size = sizeOf(own);
    if (size === undefined || values.get('Type')?.[0] !== '/Page') {
      return false;
    }
    this.pages.push(size);
    return true;
  }
}

/** The numbers in `[3 0 R 4 0 R]`; undefined when it has anything else. */
function readReferences(array: readonly string[]): readonly number[] | undefined {
  const numbers: number[] = [];
  for (let at = 1; at < array.length - 1; at += 3) {
    const number = referenceOf(array.slice(at, at + 3));
    if (number === undefined) {
      return undefined;
    }
    numbers.push(number);
  }
  return array[0] === '[' ? numbers : undefined;
}

function sizeOf({ box, rotate }: Inherited): PageSize | undefined {
  const [left, bottom, right, top, ...rest] = (box ?? []).slice(1, -1).map(Number);
  const turn = Number(rotate?.[0] ?? 0);
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return undefined;
  }
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)];
  const isKnown = width > 0 && height > 0 && rest.length === 0 && Number.isFinite(turn);
  return isKnown ? { width, height, rotated: turn % 360 !== 0 } : undefined;
}
