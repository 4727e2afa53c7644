import assert from 'node:assert/strict';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { brokenPdf, encryptedPdf, makePdf, pdfWithLeadingJunk } from '../../fixtures/pdf';

async function open(bytes: Buffer, password?: string): Promise<{ pages: number; text: string }> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    ...(password === undefined ? {} : { password }),
  });
  const document = await task.promise;
  const content = await (await document.getPage(document.numPages)).getTextContent();
  const text = content.items.map((item) => ('str' in item ? item.str : '')).join('');
  const pages = document.numPages;
  await task.destroy();
  return { pages, text };
}

describe('PDF fixtures', () => {
  it('creates a document that pdf.js can open and read', async () => {
    assert.deepEqual(await open(makePdf({ pages: 3, text: 'Lease (draft)' })), {
      pages: 3,
      text: 'Lease (draft) - page 3 of 3',
    });
  });

  for (const bytes of [1_500, 99_999, 5 * 1024 * 1024, 5 * 1024 * 1024 + 1]) {
    it(`creates a document of exactly ${bytes} bytes`, async () => {
      const pdf = makePdf({ bytes });
      assert.equal(pdf.length, bytes);
      assert.equal((await open(pdf)).pages, 1);
    });
  }

  it('throws for a size that is too small', () => {
    assert.throws(() => makePdf({ bytes: 100 }), /needs at least \d+ bytes/);
  });

  it('creates a document with bytes before the header', async () => {
    const pdf = pdfWithLeadingJunk(1_000);
    assert.equal(pdf.indexOf('%PDF-'), 1_000);
    assert.equal((await open(pdf)).pages, 1);
  });

  it('creates a document that only opens with its password', async () => {
    const pdf = encryptedPdf('s3cret', { text: 'Hidden' });
    assert.ok(pdf.includes('/Encrypt'));
    assert.ok(!pdf.includes('Hidden'));
    await assert.rejects(open(pdf), { name: 'PasswordException' });
    await assert.rejects(open(pdf, 'wrong'), { name: 'PasswordException' });
    assert.equal((await open(pdf, 's3cret')).text, 'Hidden - page 1 of 1');
  });

  it('creates a broken document that starts like a PDF', async () => {
    assert.ok(brokenPdf().toString('latin1').startsWith('%PDF-'));
    await assert.rejects(open(brokenPdf()));
  });
});
