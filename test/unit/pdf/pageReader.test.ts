import * as assert from 'node:assert';
import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import { PageReader } from '../../../src/pdf/pageReader';
import { largestPdf } from '../../../src/pdf/pdfPages';
import { PageCache } from '../../../src/layout/pageCache';
import { makePdf } from '../../fixtures/pdf';
import { bombsPdf, buildPageWorker, doublingPdf } from './support';

const never = new AbortController().signal;
const load = (bytes: Uint8Array) => () => Promise.resolve(bytes);

describe('the worker that reads page sizes, bundled', function () {
  this.timeout(120_000);
  let script: string;
  let reader: PageReader;
  before(async () => {
    script = await buildPageWorker();
  });
  after(() => rmSync(path.dirname(script), { recursive: true }));
  beforeEach(() => {
    reader = new PageReader(script);
  });
  afterEach(() => reader.dispose());

  it('returns the sizes, and leaves the bytes to their owner', async () => {
    const pdf = makePdf({ pages: 3, pageSize: [612, 792] });
    const copy = Buffer.from(pdf);
    const sizes = await reader.read(load(pdf), never);
    assert.deepStrictEqual(
      sizes,
      Array.from({ length: 3 }, () => ({ width: 612, height: 792, rotated: false })),
    );
    assert.deepStrictEqual(pdf, copy);
  });

  it('says nothing about hostile files, and goes on with the next one', async () => {
    const readings = [doublingPdf(30), bombsPdf(20, 10 * 1024 * 1024), makePdf()].map((pdf) =>
      reader.read(load(pdf), never),
    );
    const [doubling, bombs, good] = await Promise.all(readings);
    assert.deepStrictEqual([doubling, bombs, good?.length], [undefined, undefined, 1]);
  });

  it('says nothing when the file or the worker can’t be read, or the file is too large', async () => {
    assert.strictEqual(await reader.read(() => Promise.reject(new Error('gone')), never), undefined);
    assert.strictEqual(await reader.read(load(new Uint8Array(largestPdf + 1)), never), undefined);
    const broken = new PageReader(path.join(path.dirname(script), 'missing.cjs'));
    assert.strictEqual(await broken.read(load(makePdf()), never), undefined);
  });

  it('reads one file at a time', async () => {
    const loaded: string[] = [];
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const name = (name: string) => async () => {
      loaded.push(name);
      await released;
      return makePdf();
    };
    const readings = [reader.read(name('first'), never), reader.read(name('second'), never)];
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepStrictEqual(loaded, ['first']);
    release();
    assert.deepStrictEqual(
      (await Promise.all(readings)).map((sizes) => sizes?.length),
      [1, 1],
    );
    assert.deepStrictEqual(loaded, ['first', 'second']);
  });

  const hangs = () => new Promise<Uint8Array>(() => undefined);

  it('ends a load that hangs, and the wait for it, as soon as the signal aborts', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const hanging = reader.read(hangs, first.signal);
    const canceled = reader.read(() => assert.fail('it was loaded'), second.signal);
    const next = reader.read(load(makePdf()), never);
    second.abort();
    assert.strictEqual(await canceled, undefined);
    first.abort();
    assert.strictEqual(await hanging, undefined);
    assert.strictEqual((await next)?.length, 1);
  });

  it('gives up a load that hangs when its time is over, and goes on with the next one', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const hanging = reader.read(hangs, never);
      const next = reader.read(load(makePdf()), never);
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(15_000);
      assert.strictEqual(await hanging, undefined);
      assert.strictEqual((await next)?.length, 1);
    } finally {
      mock.timers.reset();
    }
  });

  it('loads nothing once the signal aborted or the reader was disposed of, and ends what is under way', async () => {
    const controller = new AbortController();
    const running = reader.read(() => {
      controller.abort();
      return Promise.resolve(makePdf());
    }, controller.signal);
    assert.strictEqual(await running, undefined);
    const untouched = () => assert.fail('it was loaded');
    assert.strictEqual(await reader.read(untouched, controller.signal), undefined);
    const waiting = reader.read(() => {
      // In the worker's first moment, long before it can answer.
      setImmediate(() => reader.dispose());
      return Promise.resolve(makePdf());
    }, never);
    assert.strictEqual(await waiting, undefined);
    assert.strictEqual(await reader.read(untouched, never), undefined);
  });
});

describe('what is known of PDFs', function () {
  this.timeout(120_000);
  const uri = { toString: () => 'memfs:/a.pdf' } as vscode.Uri;
  let script: string;
  let cache: PageCache;
  let reads: number;
  let pdf: { content: Buffer; mtime: number } | undefined;
  let beforeRead: () => Promise<void>;
  before(async () => {
    script = await buildPageWorker();
  });
  after(() => rmSync(path.dirname(script), { recursive: true }));
  beforeEach(() => {
    reads = 0;
    pdf = { content: makePdf({ pages: 1 }), mtime: 1 };
    beforeRead = () => Promise.resolve();
    const files = {
      stat: () =>
        pdf === undefined
          ? Promise.reject(new Error('no such file'))
          : Promise.resolve({ mtime: pdf.mtime, size: pdf.content.length, ctime: 0, type: 1 }),
      readFile: async () => {
        reads++;
        const content = pdf?.content ?? assert.fail('no file');
        await beforeRead();
        return content;
      },
    };
    cache = new PageCache(files, script);
  });
  afterEach(() => cache.dispose());

  it('reads a PDF once, and again when it changed', async () => {
    const [first, same] = await Promise.all([cache.getFacts(uri), cache.getFacts(uri)]);
    assert.deepStrictEqual([first.pages?.length, same.pages?.length, reads], [1, 1, 1]);
    pdf = { content: makePdf({ pages: 2 }), mtime: 2 };
    assert.strictEqual((await cache.getFacts(uri)).pages?.length, 2);
    assert.strictEqual(reads, 2);
    pdf = undefined;
    assert.deepStrictEqual(await cache.getFacts(uri), { exists: false, pages: undefined });
  });

  it('a PDF that changes while it is read: everybody hears of the new one', async () => {
    let newer: ReturnType<PageCache['getFacts']> | undefined;
    beforeRead = async () => {
      if (newer === undefined) {
        pdf = { content: makePdf({ pages: 2 }), mtime: 2 };
        newer = cache.getFacts(uri);
        // Its look at the date comes first.
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const older = await cache.getFacts(uri);
    assert.strictEqual(older.pages?.length, 2);
    assert.strictEqual((await newer)?.pages?.length, 2);
  });
});
