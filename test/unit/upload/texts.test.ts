import * as assert from 'node:assert';
import { OpenSignError } from '../../../src/api/errors';
import { askNaming, namingDetail } from '../../../src/ui/question';
import { refusalMessage, refusalText, sizeQuestion } from '../../../src/pdf/pdfMessages';
import { RefusedFile, sizeLimit, type RefusalReason } from '../../../src/pdf/pdfFile';
import { shortenPath } from '../../../src/ui/text';
import { canceledText, failureText, summary, uploadedText } from '../../../src/upload/uploadResults';
import { liveQuestion } from '../../../src/upload/uploadQuestions';
import type { UploadResult } from '../../../src/upload/uploadFlow';
import type { Job, Outcome } from '../../../src/upload/uploadJobs';
import { useDialog } from '../support/dialog';
import { job, pdfFile } from './support';

/** The text below the question. */
function detailOf(jobs: readonly Job[]): string {
  return namingDetail(liveQuestion(jobs));
}

const megabyte = 1024 * 1024;
const origin = 'https://sandbox.opensignlabs.com';
const openSign = sizeLimit(origin, 0);

describe('upload texts', () => {
  it('Sandbox: the question names the file, its size and the limit, with different numbers', () => {
    const { question, detail } = sizeQuestion([pdfFile('contract.pdf', 5 * megabyte + 1)], 1, openSign);
    assert.strictEqual(question, 'contract.pdf is 5,242,881 bytes. Upload it to Sandbox anyway?');
    assert.strictEqual(detail, 'OpenSign recommends Sandbox files of 5 MB or less, and accepts up to 10 MB.');
  });

  it('a server’s limit is shown only when it is known', () => {
    const limit = sizeLimit('https://sign.example.com', 0);
    const { detail } = sizeQuestion([pdfFile('a.pdf', 90 * megabyte)], 1, limit);
    assert.strictEqual(detail, 'OpenSign recommends Sandbox files of 5 MB or less.');
    const refused = new RefusedFile('a.pdf', { kind: 'tooLarge', size: 90 * megabyte, limit });
    const { message, action } = refusalMessage(refused);
    assert.doesNotMatch(message, /accepts|takes|limit/);
    assert.match(message, /set the maximum size/);
    assert.deepStrictEqual(action?.args, ['opensign.upload.maxSize']);
  });

  it('Sandbox: one question lists all large files', () => {
    const { question, detail } = sizeQuestion(
      [pdfFile('a.pdf', 6 * megabyte), pdfFile('b.pdf', 7.25 * megabyte)],
      5,
      openSign,
    );
    assert.strictEqual(question, '2 of 5 PDFs are over 5 MB. Upload to Sandbox anyway?');
    assert.match(detail, /^a\.pdf: 6 MB\nb\.pdf: 7\.3 MB\n\nOpenSign recommends/);
    const many = Array.from({ length: 30 }, (_, index) => pdfFile(`${index}.pdf`, 6 * megabyte));
    assert.match(sizeQuestion(many, 30, openSign).detail, /\n9\.pdf: 6 MB\n… and 20 more\n\n/);
  });

  it('Live: the question names files, target and cost', () => {
    const template = liveQuestion([job('a.pdf', { title: 'Alpha' })]);
    assert.strictEqual(template.question, 'Upload a.pdf to Live?');
    assert.strictEqual(namingDetail(template), 'It becomes the template “Alpha”. A template costs nothing.');
    assert.match(detailOf([job('a.pdf', { target: 'document' })]), /uses one credit/);
    const many = liveQuestion(['a.pdf', 'b.pdf', 'c.pdf'].map((name) => job(name, { target: 'document' })));
    assert.strictEqual(many.question, 'Upload 3 PDFs to Live?');
    assert.match(namingDetail(many), /credit: 3 in all\.\n\na\.pdf.*\nb\.pdf.*\nc\.pdf.*$/);
  });

  const link = (name: string, folder = '/secrets') =>
    job(name, { target: 'document', file: { ...pdfFile(name), linkTarget: `${folder}/${name}` } });

  it('Live: the question names the target of every link', () => {
    assert.match(
      detailOf([link('a.pdf')]),
      /^It becomes .*\n\na\.pdf is a symbolic link\. The linked file is sent: \/secrets\/a\.pdf$/,
    );
    const plain = Array.from({ length: 14 }, (_, at) => job(`${at}.pdf`));
    assert.match(
      detailOf([...plain, link('z.pdf')]),
      /\n13\.pdf: .*\nz\.pdf \(1,000 B\) is a symbolic link\. The linked file is sent: \/secrets\/z\.pdf$/,
    );
  });

  it('Live: many links to long paths don’t hide the cost or the end of a path', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `file-${at}.pdf`);
    const dialog = useDialog();
    dialog.answer = 'Show All';
    const done = askNaming(liveQuestion(names.map((name) => link(name, `/${'folder/'.repeat(28)}`))));
    const list = await dialog.list;
    assert.deepStrictEqual(dialog.buttons, [['Show All']]);
    assert.match(dialog.details[0] ?? '', /^Each becomes a draft document and uses one credit: 20 in all\./);
    const rows = list.items.map(({ label }) => label);
    for (const name of names) {
      assert.ok(
        rows.some((row) => row.startsWith(`${name} (`) && row.endsWith(`/${name}`)),
        name,
      );
    }
    list.accept('Upload to Live');
    assert.strictEqual(await done, true);
  });

  it('a long path is cut in the middle, never inside a character', () => {
    assert.strictEqual(shortenPath('/a/b.pdf'), '/a/b.pdf');
    for (const shift of ['', 'x']) {
      const short = shortenPath(`/${shift}${'🖋'.repeat(200)}/contract.pdf`);
      assert.ok(short.length <= 160 && short.isWellFormed());
      assert.match(short, /^\/x?🖋+…🖋+\/contract\.pdf$/u);
    }
  });

  it('a refusal names the file and the reason', () => {
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
      assert.match(each, /^contract\.pdf wasn’t uploaded: /);
    }
    const limit = { bytes: 10 * megabyte, source: 'openSign' } as const;
    assert.strictEqual(
      text({ kind: 'tooLarge', size: 12 * megabyte, limit }),
      'contract.pdf wasn’t uploaded: it’s 12 MB, and OpenSign accepts up to 10 MB.',
    );
    assert.match(text({ kind: 'tooLarge', size: 10 * megabyte + 1, limit }), /it’s 10,485,761 bytes/);
    assert.match(
      text({ kind: 'tooLarge', size: 3 * megabyte, limit: { bytes: 2 * megabyte, source: 'setting' } }),
      /your setting allows up to 2 MB/,
    );
  });

  it('a failure shows the likely reason and where to check', () => {
    const invalid = new OpenSignError('invalidRequest', { environment: 'sandbox', status: 400 });
    assert.doesNotMatch(failureText(job('a.pdf'), invalid, origin).message, /title|password|size/);
    const large = job('a.pdf', { file: pdfFile('a.pdf', 24 * megabyte) });
    assert.match(failureText(large, invalid, origin).message, /The size \(24 MB\) is the likely reason/);
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
    assert.match(template.message, /don’t know whether/);
    assert.match(template.message, /not retried/);
    assert.strictEqual(template.action?.command, 'opensign.templates.focus');
    const drafts = failureText(job('a.pdf', { target: 'document' }), unknown, origin).action;
    assert.match(String(drafts?.args[0]), /^https:\/\/sandbox\.opensignlabs\.com\/report\//);
  });

  it('the summary counts the results and shows why the rest failed', () => {
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
      message: 'Upload to Sandbox: 2 uploaded.',
      severity: 'information',
    });
    const some = summary(
      result(
        [good('a.pdf'), bad('b.pdf', new OpenSignError('outcomeUnknown'))],
        [new RefusedFile('c.pdf', { kind: 'empty' })],
      ),
    );
    assert.strictEqual(
      some.message,
      'Upload to Sandbox: 1 uploaded, 1 unknown (may exist, not retried), 1 refused.',
    );
    assert.strictEqual(some.severity, 'warning');
    const stopped = summary(
      result([
        bad('a.pdf', new OpenSignError('unauthorized', { environment: 'sandbox' })),
        { state: 'notSent', job: job('b.pdf') },
        { state: 'notSent', job: job('c.pdf') },
      ]),
    );
    assert.match(stopped.message, /^Upload to Sandbox: 0 uploaded, 1 failed, 2 not sent\. Sandbox rejected /);
    assert.strictEqual(stopped.severity, 'error');
    assert.strictEqual(stopped.action?.command, 'opensign.setToken');
    const canceled = result([
      ...all.outcomes,
      { state: 'canceled', job: job('c.pdf') },
      ...['d.pdf', 'e.pdf', 'f.pdf'].map((name): Outcome => ({ state: 'notSent', job: job(name) })),
    ]);
    const counts = '2 uploaded, 1 canceled (may exist), 3 not sent.';
    assert.strictEqual(summary(canceled).message, `Upload to Sandbox: ${counts}`);
    assert.strictEqual(
      summary({ ...canceled, environment: 'live', target: 'document' }).message,
      `Upload to Live: ${counts} The canceled draft may have used a credit.`,
    );
    const first = all.outcomes[0];
    assert.ok(first?.state === 'uploaded');
    assert.strictEqual(uploadedText(first, all), 'Created template “a.pdf” in Sandbox.');
  });

  it('a canceled upload may exist, and may have used a credit in Live', () => {
    const template = canceledText(job('a.pdf', { title: 'A' }), 'live', origin);
    assert.strictEqual(
      template.message,
      'Canceled while uploading “A”. The template may still exist in Live, so check Templates before you upload it again.',
    );
    assert.strictEqual(template.action?.command, 'opensign.templates.focus');
    const draft = job('a.pdf', { title: 'A', target: 'document' });
    assert.match(canceledText(draft, 'live', origin).message, /may have used a credit/);
    assert.doesNotMatch(canceledText(draft, 'sandbox', origin).message, /credit/);
    assert.strictEqual(canceledText(draft, 'live', origin).action?.command, 'vscode.open');
  });
});
