import { isEncrypted } from './encryption';
import {
  findRoot,
  hasReference,
  limits,
  PdfObjects,
  parseReference,
  Undecidable,
  type Work,
} from './pdfObjects';

/** A page's own size in points, before rotation. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** It is shown rotated. */
  readonly rotated: boolean;
}

export interface PageReading {
  /** Undefined when they are unknown, for example because the file is encrypted or took too much work. */
  readonly sizes: readonly PageSize[] | undefined;
  readonly work: Work;
}

/** Larger files would take too long for a hint. */
export const largestPdf = 32 * 1024 * 1024;
/** No program creates deeper trees. */
const maxDepth = 50;

/**
 * Reads the sizes of a PDF's pages. It searches for objects instead of following the cross-reference table, as readers
 * do only with broken files.
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
    const objects = new PdfObjects(bytes, work);
    return { sizes: new PageTree(objects, work).read(root), work };
  } catch (error) {
    if (!(error instanceof Undecidable)) {
      throw error;
    }
    return { sizes: undefined, work };
  }
}

interface Inherited {
  readonly box: readonly string[] | undefined;
  readonly rotate: readonly string[] | undefined;
}

class PageTree {
  private readonly visited = new Set<number>();
  private readonly pages: PageSize[] = [];

  constructor(
    private readonly objects: PdfObjects,
    private readonly work: Work,
  ) {}

  /** The sizes in reading order; undefined when a part of the tree can't be read. */
  read(root: number): readonly PageSize[] | undefined {
    const top = parseReference(this.objects.dictionary(root)?.values.get('Pages') ?? []);
    const isComplete = top !== undefined && this.visit(top, { box: undefined, rotate: undefined }, 0);
    return isComplete && this.pages.length > 0 ? this.pages : undefined;
  }

  private visit(number: number, inherited: Inherited, depth: number): boolean {
    // A tree has each node once. A repeated node is a cycle, or turns few nodes into very many pages.
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
    const size = toPageSize(own);
    if (size === undefined || values.get('Type')?.[0] !== '/Page') {
      return false;
    }
    this.pages.push(size);
    return true;
  }
}

/** The numbers in `[3 0 R 4 0 R]`; undefined when it contains anything else. */
function readReferences(array: readonly string[]): readonly number[] | undefined {
  const numbers: number[] = [];
  for (let at = 1; at < array.length - 1; at += 3) {
    const number = parseReference(array.slice(at, at + 3));
    if (number === undefined) {
      return undefined;
    }
    numbers.push(number);
  }
  return array[0] === '[' ? numbers : undefined;
}

function toPageSize({ box, rotate }: Inherited): PageSize | undefined {
  const [left, bottom, right, top, ...rest] = (box ?? []).slice(1, -1).map(Number);
  const turn = Number(rotate?.[0] ?? 0);
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return undefined;
  }
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)];
  const isKnown = width > 0 && height > 0 && rest.length === 0 && Number.isFinite(turn);
  return isKnown ? { width, height, rotated: turn % 360 !== 0 } : undefined;
}
