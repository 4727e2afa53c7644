import * as assert from 'node:assert';
import { limits } from '../../../src/pdf/pdfObjects';
import { readPageSizes } from '../../../src/pdf/pdfPages';
import { brokenPdf, encryptedPdf, makePdf, pdfWithLeadingJunk } from '../../fixtures/pdf';
import { bombsPdf, doublingPdf, packedPdf } from './support';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const pageSizes = (bytes: Uint8Array) => readPageSizes(bytes).sizes;
const catalog = '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n';
const trailer = '\n999999 0 obj << >> endobj\ntrailer << /Root 1 0 R >>';

describe('sizes of a PDF’s pages', () => {
  it('reads the size of each page', () => {
    assert.deepStrictEqual(pageSizes(makePdf({ pages: 2, pageSize: [612, 792] })), [
      { width: 612, height: 792, rotated: false },
      { width: 612, height: 792, rotated: false },
    ]);
    assert.strictEqual(pageSizes(pdfWithLeadingJunk(100))?.length, 1);
  });

  it('inherits box and rotation, follows references, and uses the newest version of an object', () => {
    const pdf = latin1(
      `%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /MediaBox 9 0 R /Rotate 90 /Kids [3 0 R 4 0 R] /Count 2 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R >> endobj
4 0 obj << /Type /Page /Parent 2 0 R /Rotate 0 /MediaBox [10 20 110 220] >> endobj
9 0 obj [0 0 1 1] endobj
9 0 obj [0 0 300 400] endobj
trailer << /Root 1 0 R >>`,
    );
    assert.deepStrictEqual(pageSizes(pdf), [
      { width: 300, height: 400, rotated: true },
      { width: 100, height: 200, rotated: false },
    ]);
  });

  it('reads objects in object streams', () => {
    const pdf = packedPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] >>',
    ]);
    assert.deepStrictEqual(pageSizes(pdf), [{ width: 595.28, height: 841.89, rotated: false }]);
  });

  it('returns nothing when the sizes are uncertain', () => {
    assert.strictEqual(pageSizes(brokenPdf()), undefined);
    assert.strictEqual(pageSizes(encryptedPdf()), undefined);
    assert.strictEqual(pageSizes(latin1('no PDF')), undefined);
    const loop =
      '1 0 obj << /Pages 2 0 R >> endobj 2 0 obj << /Kids [2 0 R] >> endobj trailer << /Root 1 0 R >>';
    assert.strictEqual(pageSizes(latin1(loop)), undefined);
  });

  it('follows references to a list of pages and to a length', () => {
    const pdf = `${catalog}2 0 obj << /Type /Pages /Kids 7 0 R >> endobj
7 0 obj [3 0 R] endobj
3 0 obj << /Type /Page /MediaBox [0 0 100 200] /Rotate 8 0 R >> endobj
8 0 obj 180 endobj${trailer}`;
    assert.deepStrictEqual(pageSizes(latin1(pdf)), [{ width: 100, height: 200, rotated: true }]);
    // The length of a stream may be in another object.
    const page = '<< /Type /Page /MediaBox [0 0 100 200] >>';
    const parts = ['<< /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] >>', page];
    const packed = packedPdf(parts, '123 0 R');
    const length =
      packedPdf(parts)
        .toString('latin1')
        .match(/\/Length (\d+)/)?.[1] ?? '';
    const number = latin1(`\n123 0 obj ${length} endobj\n`);
    assert.strictEqual(pageSizes(Buffer.concat([packed, number]))?.length, 1);
    assert.strictEqual(pageSizes(packed), undefined);
  });

  it('ignores objects of an attached PDF', () => {
    const own = `${catalog}2 0 obj << /Kids [3 0 R] >> endobj 3 0 obj << /Type /Page /MediaBox [0 0 9 9] >> endobj\n`;
    const inner = `%PDF-1.4
3 0 obj << /Type /Page /MediaBox [0 0 500 500] >> endobj
4 0 obj << /Length 2 >>
stream
q

endstream endobj
3 0 obj << /Type /Page /MediaBox [0 0 600 600] >> endobj
`;
    const size = String(inner.length);
    const attach = (length: string, dictionary = '') =>
      pageSizes(
        latin1(
          `%PDF-1.4\n${own}7 0 obj << ${dictionary} /Length ${length} >>\nstream\n${inner}\nendstream endobj\n8 0 obj ${size} endobj${trailer}`,
        ),
      );
    const page = [{ width: 9, height: 9, rotated: false }];
    assert.deepStrictEqual(attach(size), page);
    assert.deepStrictEqual(attach(size, '/Desc (a stream: 7 0 objects)'), page);
    // The end of the data is uncertain.
    for (const length of ['8 0 R', '9 0 R', '12', '-12', '999999999', '/Name', '']) {
      assert.strictEqual(attach(length), undefined, length);
    }
    assert.strictEqual(attach(size, '/Desc (3 0 obj << >>)'), undefined);
  });

  it('returns nothing when a newer version of an object is hidden', () => {
    const older = `${catalog}2 0 obj << /Kids [3 0 R] >> endobj 3 0 obj << /Type /Page /MediaBox [0 0 9 9] >> endobj\n`;
    const newer = packedPdf(['<< /Pages 2 0 R >>']);
    const damaged = newer.indexOf('stream\n') + 9;
    newer[damaged] = (newer[damaged] ?? 0) ^ 255;
    assert.strictEqual(pageSizes(Buffer.concat([latin1(`%PDF-1.5\n${older}`), newer])), undefined);
  });
});

describe('work for a hostile PDF', () => {
  /** Reads `pdf`, whose sizes must be undefined. */
  const workFor = (pdf: Buffer) => {
    const { sizes, work } = readPageSizes(pdf);
    assert.strictEqual(sizes, undefined);
    assert.ok(work.read <= pdf.length + work.inflated + 1024 * 1024 + 4096, `${work.read} bytes read`);
    return work;
  };

  it('a page tree that references each child twice: visits each node once', () => {
    const pdf = doublingPdf(11);
    assert.ok(pdf.length < 1000, String(pdf.length));
    assert.ok(workFor(pdf).nodes <= 12);
    assert.ok(workFor(doublingPdf(40)).nodes <= 41);
  });

  it('a cycle, and a tree deeper than any program creates: ends', () => {
    const loop = `${catalog}2 0 obj << /Kids [3 0 R] >> endobj 3 0 obj << /Kids [2 0 R] >> endobj${trailer}`;
    assert.strictEqual(workFor(latin1(loop)).nodes, 2);
    const chain = Array.from(
      { length: 5000 },
      (_, at) => `${at + 2} 0 obj << /Kids [${at + 3} 0 R] >> endobj`,
    );
    assert.ok(workFor(latin1(catalog + chain.join('\n') + trailer)).nodes <= 51);
    for (const nested of ['['.repeat(200_000), '<<'.repeat(100_000), '('.repeat(200_000)]) {
      workFor(latin1(`${catalog}2 0 obj << /Kids ${nested}${trailer}`));
    }
  });

  it('too many pages: stops at the limit', () => {
    const kids = Array.from({ length: limits.nodes + 10 }, (_, at) => at + 3);
    const pages = kids.map((kid) => `${kid} 0 obj << /Type /Page /MediaBox [0 0 1 1] >> endobj`);
    const tree = `2 0 obj << /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >> endobj\n`;
    const { nodes } = workFor(latin1(catalog + tree + pages.join('\n') + trailer));
    assert.strictEqual(nodes, limits.nodes);
  });

  it('deflate bombs: the whole file has one limit, not each stream', () => {
    const { inflated } = workFor(bombsPdf(20, 10 * 1024 * 1024));
    assert.ok(inflated > 0 && inflated <= limits.inflated, String(inflated));
  });

  it('object streams without an end: decompresses nothing', () => {
    const endless = latin1(bombsPdf(1000, 1000).toString('latin1').replaceAll('endstream', ''));
    assert.strictEqual(workFor(endless).inflated, 0);
  });

  it('objects inside one another: reads no more than the file contains', () => {
    const count = 2000;
    const kids = Array.from({ length: count }, (_, at) => `${at + 3} 0 R`).join(' ');
    const opened = Array.from({ length: count }, (_, at) => `${at + 3} 0 obj << /MediaBox [0 0 1 1] /A `);
    const nested = opened.join('') + '/Type /Page >> '.repeat(count);
    const { nodes } = workFor(latin1(`${catalog}2 0 obj << /Kids [${kids}] >> endobj ${nested}${trailer}`));
    assert.ok(nodes < 5, String(nodes));
  });

  const repeated: Readonly<Record<string, string>> = {
    'objects without an end': '1 0 obj ',
    'objects of different numbers without an end': '{} 0 obj << /Type /Page ',
    'streams with objects whose dictionary has no end': '{} 0 obj << /Type /ObjStm ',
    'mentions of streams with objects': '/ObjStm ',
    'streams without an end': '{} 0 obj << /Length 5 0 R >>\nstream\n',
    'streams whose length is written elsewhere': '{} 0 obj << /Length 5 0 R >>\nstream\nendstream ',
    'streams whose length goes back': '{} 0 obj << /Length -9 >>\nstream\nendstream ',
    'mentions of streams': '{} 0 obj (stream) ',
    roots: '/Root ',
    'mentions of encryption': '/Encrypt ',
    'media boxes without an end': '/MediaBox [',
    'numbers and blanks': '1          ',
    'ends of objects': 'endobj ',
  };
  for (const [name, part] of Object.entries(repeated)) {
    it(`${name}: searches each part of the file a few times, whatever their number`, () => {
      for (const count of [5_000, 100_000]) {
        const parts = Array.from({ length: count }, (_, at) => part.replace('{}', String(at + 10)));
        const pdf = latin1(`%PDF-1.4\n${catalog}${parts.join('')}${trailer}`);
        const { objects, searched } = workFor(pdf);
        assert.ok(searched <= 6 * pdf.length, `${searched / pdf.length} times the file`);
        assert.ok(objects <= count + 10);
      }
    });
  }
});
