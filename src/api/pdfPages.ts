import { inflateSync } from 'node:zlib';

/** A page's own size in points, before rotation. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** It is shown turned. */
  readonly rotated: boolean;
}

/** Larger files are not looked through: it would take too long for a hint. */
const maxBytes = 32 * 1024 * 1024;
/** No list of objects comes near this; it keeps a hostile file from filling the memory. */
const maxInflated = 16 * 1024 * 1024;
/** Deeper trees, and more pages, are none. */
const maxDepth = 50;
const maxPages = 10_000;

interface Inherited {
  readonly box: string | undefined;
  readonly rotate: number;
}

/**
 * The sizes of a PDF's pages. It only looks for objects, as readers do with broken files, and so it knows less than
 * they do: undefined means that it cannot tell, for example because the file is encrypted.
 */
export function pageSizes(bytes: Uint8Array): readonly PageSize[] | undefined {
  if (bytes.byteLength > maxBytes) {
    return undefined;
  }
  const text = new TextDecoder('latin1').decode(bytes);
  const root = [...text.matchAll(/\/Root\s+(\d+)\s+\d+\s+R\b/g)].at(-1)?.[1];
  if (root === undefined || /\/Encrypt\s+\d+\s+\d+\s+R\b/.test(text)) {
    return undefined;
  }
  const objects = objectsOf(text, bytes);
  const tree = /\/Pages\s+(\d+)\s+\d+\s+R\b/.exec(objects.get(Number(root)) ?? '')?.[1];
  const pages: PageSize[] = [];
  const complete =
    tree !== undefined && collect(objects, Number(tree), { box: undefined, rotate: 0 }, pages, 0);
  return complete && pages.length > 0 ? pages : undefined;
}

/** The text of each object without its stream; of those with one number the last, which is the newest. */
function objectsOf(text: string, bytes: Uint8Array): ReadonlyMap<number, string> {
  const objects = new Map<number, string>();
  for (const match of text.matchAll(/(?<![\d])(\d{1,10})\s+\d{1,5}\s+obj\b/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endobj', start);
    const whole = text.slice(start, end === -1 ? text.length : end);
    const stream = /\bstream\r?\n/.exec(whole);
    const dictionary = stream === null ? whole : whole.slice(0, stream.index);
    objects.set(Number(match[1]), dictionary);
    if (stream !== null && /\/Type\s*\/ObjStm\b/.test(dictionary)) {
      addInner(objects, dictionary, bytes.subarray(start + stream.index + stream[0].length));
    }
  }
  return objects;
}

/** Objects that are packed into a stream, as newer files have them. */
function addInner(objects: Map<number, string>, dictionary: string, from: Uint8Array): void {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? NaN);
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (Number.isNaN(first) || !/\/Filter\s*\[?\s*\/FlateDecode\b/.test(dictionary)) {
    return;
  }
  let inner: string;
  try {
    const packed = length === undefined ? from : from.subarray(0, Number(length));
    inner = new TextDecoder('latin1').decode(inflateSync(packed, { maxOutputLength: maxInflated }));
  } catch {
    // A stream that cannot be read hides objects: then the pages are not complete, and nothing is said of them.
    return;
  }
  const numbers = inner.slice(0, first).trim().split(/\s+/).map(Number);
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [number, offset, , next] = numbers.slice(at, at + 4);
    if (number !== undefined && offset !== undefined) {
      objects.set(number, inner.slice(first + offset, next === undefined ? undefined : first + next));
    }
  }
}

/** Walks the tree of pages in reading order. False when a part of it cannot be read. */
function collect(
  objects: ReadonlyMap<number, string>,
  number: number,
  inherited: Inherited,
  pages: PageSize[],
  depth: number,
): boolean {
  const node = objects.get(number);
  if (node === undefined || depth > maxDepth || pages.length > maxPages) {
    return false;
  }
  const own: Inherited = {
    box: boxOf(objects, node) ?? inherited.box,
    rotate: Number(/\/Rotate\s+(-?\d+)/.exec(node)?.[1] ?? inherited.rotate),
  };
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1];
  if (kids !== undefined) {
    return [...kids.matchAll(/(\d+)\s+\d+\s+R\b/g)].every(([, kid]) =>
      collect(objects, Number(kid), own, pages, depth + 1),
    );
  }
  const size = sizeOf(own);
  if (size === undefined || !/\/Type\s*\/Page\b/.test(node)) {
    return false;
  }
  pages.push(size);
  return true;
}

function boxOf(objects: ReadonlyMap<number, string>, node: string): string | undefined {
  const direct = /\/MediaBox\s*\[([^\]]*)\]/.exec(node)?.[1];
  const reference = /\/MediaBox\s+(\d+)\s+\d+\s+R\b/.exec(node)?.[1];
  return (
    direct ??
    (reference === undefined ? undefined : /\[([^\]]*)\]/.exec(objects.get(Number(reference)) ?? '')?.[1])
  );
}

function sizeOf({ box, rotate }: Inherited): PageSize | undefined {
  const [left, bottom, right, top] = (box ?? '').trim().split(/\s+/).map(Number);
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return undefined;
  }
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)];
  return width > 0 && height > 0 ? { width, height, rotated: rotate % 360 !== 0 } : undefined;
}
