import * as assert from 'node:assert';
import { deflateSync } from 'node:zlib';
import { pageSizes } from '../../../src/api/pdfPages';
import { brokenPdf, encryptedPdf, makePdf, pdfWithLeadingJunk } from '../../fixtures/pdf';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('sizes of a PDF’s pages', () => {
  it('reads each page’s own', () => {
    assert.deepStrictEqual(pageSizes(makePdf({ pages: 2, pageSize: [612, 792] })), [
      { width: 612, height: 792, rotated: false },
      { width: 612, height: 792, rotated: false },
    ]);
    assert.strictEqual(pageSizes(pdfWithLeadingJunk(100))?.length, 1);
  });

  it('inherits box and rotation, follows references, and takes the newest of an object', () => {
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

  it('reads objects that are packed into a stream', () => {
    const first = '<< /Type /Catalog /Pages 2 0 R >> ';
    const second = '<< /Type /Pages /Kids [3 0 R] /Count 1 >> ';
    const third = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] >>';
    const head = `1 0 2 ${first.length} 3 ${first.length + second.length} `;
    const packed = deflateSync(latin1(head + first + second + third));
    const pdf = Buffer.concat([
      latin1(
        `%PDF-1.5\n5 0 obj << /Type /ObjStm /N 3 /First ${head.length} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
      ),
      packed,
      latin1('\nendstream endobj\n6 0 obj << /Type /XRef /Root 1 0 R >>\nstream\n\nendstream endobj'),
    ]);
    assert.deepStrictEqual(pageSizes(pdf), [{ width: 595.28, height: 841.89, rotated: false }]);
  });

  it('says nothing when it cannot tell', () => {
    assert.strictEqual(pageSizes(brokenPdf()), undefined);
    assert.strictEqual(pageSizes(encryptedPdf()), undefined);
    assert.strictEqual(pageSizes(latin1('no PDF')), undefined);
    const loop =
      '1 0 obj << /Pages 2 0 R >> endobj 2 0 obj << /Kids [2 0 R] >> endobj trailer << /Root 1 0 R >>';
    assert.strictEqual(pageSizes(latin1(loop)), undefined);
  });
});
