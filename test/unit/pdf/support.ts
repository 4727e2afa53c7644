import { build } from 'esbuild';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { deflateSync } from 'node:zlib';
import { root } from '../support/project';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Bundles the worker that reads page sizes, as the extension's build does. Resolves with its path. */
export async function buildPageWorker(): Promise<string> {
  const outfile = path.join(mkdtempSync(path.join(tmpdir(), 'opensign-worker-')), 'pageWorker.cjs');
  await build({
    entryPoints: [path.join(root, 'src/pdf/pageWorker.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
  });
  return outfile;
}

/** A file with a page tree of some levels, each of which references the next one twice: 2^levels pages. */
export function doublingPdf(levels: number): Buffer {
  const nodes = Array.from(
    { length: levels },
    (_, at) => `${at + 2} 0 obj<</Kids[${at + 3} 0 R ${at + 3} 0 R]>>endobj\n`,
  );
  const page = `${levels + 2} 0 obj<</Type/Page/MediaBox[0 0 9 9]>>endobj\n`;
  return latin1(`%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj\n${nodes.join('')}${page}trailer<</Root 1 0 R>>`);
}

/** A file whose objects 1, 2, … are in an object stream. */
export function packedPdf(objects: readonly string[], length?: string): Buffer {
  let offset = 0;
  const pairs = objects.map((object, at) => {
    const pair = `${at + 1} ${offset} `;
    offset += object.length + 1;
    return pair;
  });
  const head = pairs.join('');
  const packed = deflateSync(latin1(`${head}${objects.join(' ')} `));
  return Buffer.concat([
    latin1(`%PDF-1.5\n${streamHead(50, head.length, length ?? String(packed.length))}`),
    packed,
    latin1(
      '\nendstream endobj\n60 0 obj << /Type /XRef /Root 1 0 R /Length 0 >>\nstream\n\nendstream endobj',
    ),
  ]);
}

/** A file with many object streams, each of which decompresses to `bytes` spaces. */
export function bombsPdf(count: number, bytes: number): Buffer {
  const bomb = deflateSync(Buffer.alloc(bytes, ' '), { level: 9 });
  const streams = Array.from({ length: count }, (_, at) => [
    latin1(streamHead(50 + at, 0, String(bomb.length))),
    bomb,
    latin1('\nendstream endobj\n'),
  ]);
  return Buffer.concat([latin1('%PDF-1.5\n'), ...streams.flat(), latin1('trailer << /Root 1 0 R >>')]);
}

function streamHead(number: number, first: number, length: string): string {
  return `${number} 0 obj << /Type /ObjStm /N 3 /First ${first} /Filter /FlateDecode /Length ${length} >>\nstream\n`;
}
