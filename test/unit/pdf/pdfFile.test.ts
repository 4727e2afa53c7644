import * as assert from 'node:assert';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { OpenSignError } from '../../../src/api/errors';
import { inspectAll, inspectPdf, readInspected, RefusedFile, type SizeLimit } from '../../../src/pdf/pdfFile';
import { encryptedPdf, makePdf, pdfWithLeadingJunk } from '../../fixtures/pdf';
import { failureOf, MemoryReader, uriOf, type MemoryFile } from '../upload/support';

const limit: SizeLimit = { bytes: 10_000, source: 'openSign' };
const never = new AbortController().signal;
const inspect = (reader: MemoryReader, name = 'a.pdf', signal = never) =>
  inspectPdf(uriOf(name), limit, reader, signal);

async function refusalOf(content: Uint8Array | MemoryFile | Error): Promise<string> {
  const error = await failureOf(inspect(new MemoryReader({ 'a.pdf': content })));
  assert.ok(error instanceof RefusedFile, String(error));
  assert.strictEqual(error.fileName, 'a.pdf');
  return error.reason.kind;
}

describe('checking a file', () => {
  it('accepts a PDF and reports its size and encryption', async () => {
    const plain = makePdf();
    const reader = new MemoryReader({ 'a.pdf': plain, 'b.pdf': encryptedPdf() });
    const file = await inspect(reader);
    assert.deepStrictEqual([file.name, file.size, file.encrypted], ['a.pdf', plain.length, false]);
    assert.strictEqual((await inspect(reader, 'b.pdf')).encrypted, true);
  });

  it('rejects what is missing, a folder, not a file, unreadable or empty', async () => {
    const fault = (code: string) => Object.assign(new Error('x'), { code });
    assert.strictEqual(await refusalOf(fault('FileNotFound')), 'missing');
    assert.strictEqual(await refusalOf(fault('NoPermissions')), 'noAccess');
    assert.strictEqual(await refusalOf(fault('Unavailable')), 'unreadable');
    assert.strictEqual(await refusalOf(new Error('x')), 'unreadable');
    assert.strictEqual(await refusalOf({ content: makePdf(), type: 2 }), 'folder');
    assert.strictEqual(await refusalOf({ content: makePdf(), type: 64 + 2 }), 'folder');
    assert.strictEqual(await refusalOf({ content: makePdf(), type: 0 }), 'notAFile');
    assert.strictEqual(await refusalOf(new Uint8Array()), 'empty');
  });

  it('accepts a link to a file, and reports its target', async () => {
    const reader = new MemoryReader({ 'a.pdf': { content: makePdf(), type: 64 + 1 }, 'b.pdf': makePdf() });
    assert.strictEqual((await inspect(reader)).linkTarget, 'an unknown target');
    assert.strictEqual((await inspect(reader, 'b.pdf')).linkTarget, undefined);
    const folder = mkdtempSync(path.join(tmpdir(), 'opensign-link-'));
    try {
      const [target, link] = [path.join(folder, 'secret.pdf'), path.join(folder, 'a.pdf')];
      writeFileSync(target, makePdf());
      symlinkSync(target, link);
      const uri = { path: uriOf('a.pdf').path, scheme: 'file', fsPath: link } as vscode.Uri;
      const { name, linkTarget } = await inspectPdf(uri, limit, reader, never);
      assert.deepStrictEqual([name, linkTarget], ['a.pdf', realpathSync(target)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('accepts a file of exactly the limit, rejects one more byte', async () => {
    assert.ok(await inspect(new MemoryReader({ 'a.pdf': makePdf({ bytes: 10_000 }) })));
    assert.strictEqual(await refusalOf(makePdf({ bytes: 10_001 })), 'tooLarge');
  });

  it('rejects 2 GB based on stat, without reading', async () => {
    const reader = new MemoryReader({ 'a.pdf': { content: makePdf(), size: 2 ** 31 } });
    const error = await failureOf(inspect(reader));
    assert.ok(error instanceof RefusedFile);
    assert.deepStrictEqual(error.reason, { kind: 'tooLarge', size: 2 ** 31, limit });
    assert.deepStrictEqual(reader.read, []);
  });

  it('trusts the content, not stat, when they differ', async () => {
    assert.strictEqual(await refusalOf({ content: makePdf({ bytes: 10_001 }), size: 500 }), 'tooLarge');
    assert.strictEqual(await refusalOf({ content: new Uint8Array(), size: 500 }), 'empty');
    const content = makePdf();
    assert.strictEqual(
      (await inspect(new MemoryReader({ 'a.pdf': { content, size: 500 } }))).size,
      content.length,
    );
  });

  it('requires the whole header within the first 1024 bytes', async () => {
    assert.ok(await inspect(new MemoryReader({ 'a.pdf': pdfWithLeadingJunk(1019) })));
    assert.strictEqual(await refusalOf(pdfWithLeadingJunk(1020)), 'notPdf');
    assert.strictEqual(await refusalOf(Buffer.from('%PD')), 'notPdf');
    assert.strictEqual(await refusalOf(Buffer.from('PK\x03\x04 a word document')), 'notPdf');
  });

  it('sorts many files into accepted and rejected ones', async () => {
    const reader = new MemoryReader({ 'a.pdf': makePdf(), 'b.pdf': new Uint8Array(), 'c.pdf': makePdf() });
    const uris = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'].map(uriOf);
    const { files, refused } = await inspectAll(uris, limit, reader, never);
    assert.deepStrictEqual(
      files.map(({ name }) => name),
      ['a.pdf', 'c.pdf'],
    );
    assert.deepStrictEqual(
      refused.map(({ fileName, reason }) => [fileName, reason.kind]),
      [
        ['b.pdf', 'empty'],
        ['d.pdf', 'missing'],
      ],
    );
  });

  it('stops waiting for a slow file system when canceled', async () => {
    const reader = new MemoryReader({ 'a.pdf': makePdf() });
    reader.readFile = () => new Promise(() => {});
    const controller = new AbortController();
    const inspection = failureOf(inspect(reader, 'a.pdf', controller.signal));
    setTimeout(() => controller.abort(), 10);
    const error = await inspection;
    assert.ok(error instanceof OpenSignError);
    assert.strictEqual(error.kind, 'canceled');
  });

  it('checks again before sending, and rejects a changed file', async () => {
    const reader = new MemoryReader({ 'a.pdf': makePdf() });
    const file = await inspect(reader);
    assert.deepStrictEqual(await readInspected(file, limit, reader, never), makePdf());
    const sameSize = makePdf({ text: 'Best document' });
    assert.strictEqual(sameSize.length, file.size);
    const meanwhile: readonly (readonly [string, Uint8Array | undefined])[] = [
      ['changed', makePdf({ pages: 2 })],
      ['changed', sameSize],
      ['empty', new Uint8Array()],
      ['tooLarge', makePdf({ bytes: 10_001 })],
      ['notPdf', new Uint8Array(file.size)],
      ['missing', undefined],
    ];
    for (const [kind, content] of meanwhile) {
      reader.files.delete(file.uri.path);
      if (content !== undefined) {
        reader.files.set(file.uri.path, { content });
      }
      const error = await failureOf(readInspected(file, limit, reader, never));
      assert.ok(error instanceof RefusedFile);
      assert.strictEqual(error.reason.kind, kind);
    }
  });
});
