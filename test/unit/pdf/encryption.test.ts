import * as assert from 'node:assert';
import { isEncrypted } from '../../../src/pdf/encryption';
import { brokenPdf, encryptedPdf, makePdf, pdfWithLeadingJunk } from '../../fixtures/pdf';

const megabyte = 1024 * 1024;
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A file with a table whose trailer has these entries, and `body` before it. */
function withTrailer(entries: string, body = '', tail = ''): Buffer {
  const before = `%PDF-1.4\n${body}\n`;
  return latin1(
    `${before}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 ${entries} >>\nstartxref\n${before.length}\n%%EOF\n${tail}`,
  );
}

/** A file with a cross-reference stream instead of a table. */
function withXrefStream(entries: string): Buffer {
  const before = '%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n';
  return latin1(
    `${before}7 0 obj\n<</Type/XRef/W[1 2 1]${entries}/Length 4>>\nstream\n\x00\x01\x02\x03\nendstream\nendobj\nstartxref\n${before.length}\n%%EOF`,
  );
}

describe('encryption of a PDF', () => {
  it('detects a file that isn’t encrypted', () => {
    assert.strictEqual(isEncrypted(makePdf()), false);
    assert.strictEqual(isEncrypted(makePdf({ pages: 30 })), false);
    assert.strictEqual(isEncrypted(withTrailer('/Root 1 0 R')), false);
    assert.strictEqual(isEncrypted(withXrefStream('/Root 1 0 R')), false);
  });

  it('detects an encrypted file, however the dictionary is written', () => {
    assert.strictEqual(isEncrypted(encryptedPdf()), true);
    assert.strictEqual(isEncrypted(withTrailer('/Root 1 0 R /Encrypt 5 0 R')), true);
    assert.strictEqual(isEncrypted(withTrailer('/Root 1 0 R/Encrypt<</Filter/Standard/V 2>>')), true);
    assert.strictEqual(isEncrypted(withTrailer('/ID [<00> <01>] /Encrypt 5 0 R')), true);
    assert.strictEqual(isEncrypted(withTrailer('/ID [(a\\)b) (c(d)e)] % /no\n /#45ncrypt 5 0 R')), true);
    assert.strictEqual(isEncrypted(withXrefStream('/Encrypt 5 0 R')), true);
  });

  it('ignores the word elsewhere', () => {
    const innocent = [
      withTrailer('/Root 1 0 R /EncryptMetadata true'),
      withTrailer('/Root 1 0 R /Encrypted 5 0 R'),
      withTrailer('/Info << /Encrypt 5 0 R >> /Root 1 0 R'),
      withTrailer('/Kind /Encrypt /Root 1 0 R'),
      withTrailer('/Note (use /Encrypt 5 0 R here)'),
      withTrailer('/Root 1 0 R % /Encrypt 5 0 R\n'),
      withTrailer('/Encrypt null'),
      withTrailer('/Root 1 0 R', '2 0 obj\n<< /Encrypt 5 0 R >>\nendobj'),
      withTrailer(
        '/Root 1 0 R',
        '2 0 obj\n<< /Length 40 >>\nstream\ntrailer << /Encrypt 5 0 R >>\nendstream',
      ),
      makePdf({ text: 'trailer << /Encrypt 5 0 R >>' }),
    ];
    for (const [index, pdf] of innocent.entries()) {
      assert.strictEqual(isEncrypted(pdf), false, String(index));
    }
  });

  it('uses the last table of an edited file', () => {
    const plain = withTrailer('/Root 1 0 R').toString('latin1');
    const changed = `${plain}xref\n0 0\ntrailer\n<< /Encrypt 5 0 R /Prev 9 >>\nstartxref\n${plain.length}\n%%EOF`;
    assert.strictEqual(isEncrypted(latin1(changed)), true);
  });

  it('counts offsets from the header, as readers do', () => {
    assert.strictEqual(isEncrypted(pdfWithLeadingJunk(700)), false);
    const junk = Buffer.alloc(700, 0x0a);
    assert.strictEqual(isEncrypted(Buffer.concat([junk, encryptedPdf()])), true);
    assert.strictEqual(isEncrypted(Buffer.concat([junk, withXrefStream('/Encrypt 5 0 R')])), true);
    // What looks like the last trailer isn't always one.
    const decoy = withTrailer('/Encrypt 5 0 R', '', '% trailer << /Root 1 0 R >>');
    assert.strictEqual(isEncrypted(Buffer.concat([junk, decoy])), true);
  });

  it('finds the trailer of a file whose startxref is wrong or missing', () => {
    const wrong = (pdf: Buffer) => latin1(pdf.toString('latin1').replace(/startxref\n\d+/, 'startxref\n3'));
    const missing = (pdf: Buffer) => latin1(pdf.toString('latin1').replace(/startxref[^]*/, ''));
    for (const breakIt of [wrong, missing]) {
      assert.strictEqual(isEncrypted(breakIt(withTrailer('/Encrypt 5 0 R'))), true);
      assert.strictEqual(isEncrypted(breakIt(withXrefStream('/Encrypt 5 0 R'))), true);
      assert.strictEqual(isEncrypted(breakIt(withTrailer('/Root 1 0 R'))), false);
    }
  });

  it('returns a result for any bytes', () => {
    const odd = [
      latin1(''),
      brokenPdf(),
      latin1('%PDF-1.4\ntrailer\n<< /Encrypt'),
      latin1('%PDF-1.4\ntrailer\n<< (('),
      latin1('%PDF-1.4\ntrailer\n<< <'),
      latin1('%PDF-1.4\nstartxref\n999999999999999\n%%EOF'),
      latin1(`%PDF-1.4\ntrailer ${'<<'.repeat(5000)}`),
      Buffer.alloc(5000, '/'),
    ];
    for (const bytes of odd) {
      assert.strictEqual(isEncrypted(bytes), bytes.includes('<< /Encrypt'), bytes.toString('latin1', 0, 40));
    }
  });

  it('reads only a limited part of a file, whatever its size', () => {
    const names = '/A '.repeat(12_000);
    assert.strictEqual(isEncrypted(withTrailer(`${names} /Encrypt 5 0 R`)), false);
    const trailer = 'trailer << /Encrypt 5 0 R >>';
    const withTable = (bytes: number) =>
      latin1(
        `%PDF-1.4\nxref\n${'0'.repeat(bytes)} ${trailer}${' '.repeat(2 * megabyte)}\nstartxref\n9\n%%EOF`,
      );
    assert.strictEqual(isEncrypted(withTable(megabyte - 100)), true);
    assert.strictEqual(isEncrypted(withTable(megabyte)), false);
    const withoutTable = (bytes: number) => latin1(`%PDF-1.4\n${trailer}${' '.repeat(bytes)}`);
    assert.strictEqual(isEncrypted(withoutTable(megabyte - 100)), true);
    assert.strictEqual(isEncrypted(withoutTable(megabyte)), false);
  });
});
