import * as assert from 'node:assert';
import { OpenSignError } from '../../../src/api/errors';
import { sizeQuestion } from '../../../src/ui/sizeQuestion';
import { liveQuestion } from '../../../src/upload/dialogTexts';
import { failureText } from '../../../src/upload/failureText';
import { RefusedFile, type RefusalReason } from '../../../src/ui/pdfFile';
import { refusalText } from '../../../src/ui/refusalText';
import { summary, uploadedText } from '../../../src/upload/resultText';
import type { Outcome } from '../../../src/upload/sendAll';
import type { UploadResult } from '../../../src/upload/uploadFlow';
import { job, pdfFile } from './support';

const megabyte = 1024 * 1024;
const origin = 'https://sandbox.opensignlabs.com';

describe('upload texts', () => {
  it('sandbox: the question names file, size and rule, and the size is not the limit’s', () => {
    const { question, detail } = sizeQuestion([pdfFile('contract.pdf', 5 * megabyte + 1)], 1);
    assert.strictEqual(question, 'Upload contract.pdf to sandbox? It has 5,242,881 bytes.');
    assert.match(detail, /5 MB or less/);
    assert.match(detail, /10 MB/);
  });

  it('sandbox: one question for many lists those over', () => {
    const { question, detail } = sizeQuestion(
      [pdfFile('a.pdf', 6 * megabyte), pdfFile('b.pdf', 7.25 * megabyte)],
      5,
    );
    assert.strictEqual(question, 'Upload 5 PDFs to sandbox? Over 5 MB: 2.');
    assert.match(detail, /^a\.pdf: 6 MB\nb\.pdf: 7\.3 MB\n\nOpenSign asks/);
    const many = Array.from({ length: 30 }, (_, index) => pdfFile(`${index}.pdf`, 6 * megabyte));
    assert.match(sizeQuestion(many, 30).detail, /\n9\.pdf: 6 MB\n… and 20 more\n\n/);
  });

  it('live: the question names files, target and cost', () => {
    const template = liveQuestion([job('a.pdf', { title: 'Alpha' })]);
    assert.deepStrictEqual(template, {
      question: 'Upload a.pdf to live?',
      detail: 'It becomes the template “Alpha”. A template costs nothing.',
    });
    assert.match(liveQuestion([job('a.pdf', { target: 'document' })])?.detail ?? '', /uses one credit/);
    const many = liveQuestion(['a.pdf', 'b.pdf', 'c.pdf'].map((name) => job(name, { target: 'document' })));
    assert.strictEqual(many?.question, 'Upload 3 PDFs to live?');
    assert.match(many.detail, /a\.pdf.*\nb\.pdf.*\nc\.pdf.*\n\n.*credit: 3 in all/);
    assert.strictEqual(liveQuestion([]), undefined);
  });

  it('a refusal names file and reason', () => {
    const text = (reason: RefusalReason) => refusalText(new RefusedFile('contract.pdf', reason));
    const kinds = [
      'missing',
      'folder',
      'notAFile',
      'noAccess',
      'unreadable',
      'empty',
      'notPdf',
      'changed',
    ] as const;
    const texts = kinds.map((kind) => text({ kind }));
    assert.strictEqual(new Set(texts).size, kinds.length);
    for (const each of texts) {
      assert.match(each, /^contract\.pdf .*so it was not uploaded/);
    }
    const limit = { bytes: 10 * megabyte, source: 'openSign' } as const;
    assert.strictEqual(
      text({ kind: 'tooLarge', size: 12 * megabyte, limit }),
      'contract.pdf has 12 MB, so it was not uploaded: OpenSign takes up to 10 MB.',
    );
    assert.match(text({ kind: 'tooLarge', size: 10 * megabyte + 1, limit }), /has 10,485,761 bytes/);
    assert.match(
      text({ kind: 'tooLarge', size: 3 * megabyte, limit: { bytes: 2 * megabyte, source: 'setting' } }),
      /your setting allows up to 2 MB/,
    );
  });

  it('a failure says what may be the reason, and where to look', () => {
    const invalid = new OpenSignError('invalidRequest', { environment: 'sandbox', status: 400 });
    assert.doesNotMatch(failureText(job('a.pdf'), invalid, origin).message, /title|password/);
    assert.match(
      failureText(job('a.pdf', { title: '契約' }), invalid, origin).message,
      /title may be the reason/,
    );
    const locked = job('a.pdf', { file: pdfFile('a.pdf', 1, true) });
    assert.match(failureText(locked, invalid, origin).message, /may need a password/);
    const withPassword = failureText({ ...locked, password: 'geheim' }, invalid, origin).message;
    assert.match(withPassword, /password of the PDF may be wrong/i);
    assert.doesNotMatch(withPassword, /geheim/);

    const unknown = new OpenSignError('outcomeUnknown', { host: 'sandbox.opensignlabs.com' });
    const template = failureText(job('a.pdf'), unknown, origin);
    assert.match(template.message, /unknown/);
    assert.match(template.message, /not sent again/);
    assert.strictEqual(template.action?.command, 'opensign.templates.focus');
    const drafts = failureText(job('a.pdf', { target: 'document' }), unknown, origin).action;
    assert.match(String(drafts?.args[0]), /^https:\/\/sandbox\.opensignlabs\.com\/report\//);
  });

  it('the summary counts what worked and says why the rest did not', () => {
    const good = (name: string): Outcome => ({
      state: 'uploaded',
      job: job(name),
      draft: { id: 'Tp5mVa20Rk', url: 'https://app.opensignlabs.com/drafttemplate/SECRET' },
    });
    const bad = (name: string, error: OpenSignError): Outcome => ({ state: 'failed', job: job(name), error });
    const result = (outcomes: readonly Outcome[], refused: readonly RefusedFile[] = []): UploadResult => ({
      environment: 'sandbox',
      origin,
      target: 'template',
      outcomes,
      refused,
    });
    const all = result([good('a.pdf'), good('b.pdf')]);
    assert.deepStrictEqual(summary(all), {
      message: '2 of 2 PDFs uploaded to sandbox.',
      severity: 'information',
    });
    const some = summary(
      result(
        [good('a.pdf'), bad('b.pdf', new OpenSignError('outcomeUnknown'))],
        [new RefusedFile('c.pdf', { kind: 'empty' })],
      ),
    );
    assert.strictEqual(some.message, '1 of 3 PDFs uploaded to sandbox. Outcome unknown: 1; not sent again.');
    assert.strictEqual(some.severity, 'warning');
    const stopped = summary(
      result([
        bad('a.pdf', new OpenSignError('unauthorised', { environment: 'sandbox' })),
        { state: 'notSent', job: job('b.pdf') },
        { state: 'notSent', job: job('c.pdf') },
      ]),
    );
    assert.match(stopped.message, /^0 of 3 PDFs uploaded to sandbox\. Sandbox rejected .* Not sent: 2\.$/);
    assert.strictEqual(stopped.severity, 'error');
    assert.strictEqual(stopped.action?.command, 'opensign.setToken');
    const first = all.outcomes[0];
    assert.ok(first?.state === 'uploaded');
    assert.strictEqual(uploadedText(first, all), '“a.pdf” is in sandbox as a template.');
  });
});
