import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { follow } from '../../../src/upload/uploadPdfs';
import { showResult } from '../../../src/upload/uploadResults';
import type { Outcome } from '../../../src/upload/uploadJobs';
import type { UploadResult } from '../../../src/upload/uploadFlow';
import { job } from './support';

const canceled: Outcome = { state: 'canceled', job: job('a.pdf', { title: 'A' }) };
const notSent: Outcome = { state: 'notSent', job: job('b.pdf', { title: 'B' }) };
const result = (outcomes: readonly Outcome[], more: Partial<UploadResult> = {}): UploadResult => ({
  environment: 'live',
  origin: 'https://app.opensignlabs.com',
  target: 'template',
  outcomes,
  refused: [],
  ...more,
});

describe('after an upload', () => {
  const shown: string[] = [];
  const show = (severity: string) => (message: string) =>
    Promise.resolve(void shown.push(`${severity}: ${message}`));
  const window = vscode.window as unknown as Record<string, unknown>;
  const before = { ...window };
  beforeEach(() => {
    shown.length = 0;
    Object.assign(window, {
      showInformationMessage: show('information'),
      showWarningMessage: show('warning'),
      showErrorMessage: show('error'),
    });
  });
  afterEach(() => {
    Object.keys(window).forEach((key) => Reflect.deleteProperty(window, key));
    Object.assign(window, before);
  });

  it('canceling always shows a message', async () => {
    await showResult(result([canceled]));
    await showResult(result([notSent]));
    await showResult(result([canceled, notSent]));
    const [one, none, several] = shown;
    assert.match(one ?? '', /^warning: Canceled while uploading “A”\. The template may still exist in Live/);
    assert.strictEqual(none, 'information: Canceled. “B” wasn’t uploaded.');
    assert.match(several ?? '', /: Upload to Live: 0 uploaded, 1 canceled \(may exist\), 1 not sent\.$/);
  });

  it('the list that may contain a canceled upload is refreshed', async () => {
    const loaded: string[] = [];
    const after = (target: UploadResult['target']) =>
      follow(result([canceled], { target }), {
        changes: {
          fire: ({ kind }) => void loaded.push(kind),
          reveal: () => assert.fail('nothing to reveal'),
        },
        globalState: { get: () => undefined } as unknown as vscode.Memento,
      });
    await after('template');
    await after('document');
    assert.deepStrictEqual(loaded, ['template', 'document']);
  });
});
