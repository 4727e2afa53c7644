import * as assert from 'node:assert/strict';
import type * as Diagnostics from '../../../src/idInsights/codeDiagnostics';
import type * as Scanner from '../../../src/idInsights/documentScanner';
import type * as TokenLiterals from '../../../src/idInsights/tokenLiterals';
import { bundleModules } from '../support/bundle';
import { testUri } from '../dotenv/testUri';

/** One bundle, because hashes of tokens are salted for each. */
type Code = typeof Diagnostics & typeof Scanner & typeof TokenLiterals;
type GitState = 'ignored' | 'notIgnored';

const token = 'test.DemoSandbox00000000001';

describe('diagnostics while git is asked', function () {
  this.timeout(120_000);
  let load: (vscode: object) => unknown;
  before(async () => {
    load = await bundleModules('src/idInsights', ['codeDiagnostics', 'documentScanner', 'tokenLiterals']);
  });

  /** Opens a document with a token. Each question to git stays open until the test answers it. */
  function open() {
    const shown: number[] = [];
    let failure: unknown;
    const questions: ((state: GitState) => void)[] = [];
    const listeners = new Map<string, (event: unknown) => void>();
    const event = (name: string) => (listener: (event: unknown) => void) => {
      listeners.set(name, listener);
      return { dispose: () => undefined };
    };
    const document = {
      uri: testUri('/work/a.ts'),
      version: 1,
      languageId: 'typescript',
      isClosed: false,
      isUntitled: false,
      getText: () => `const token = '${token}';`,
      positionAt: (offset: number) => offset,
      lineCount: 1,
      lineAt: () => ({ range: { end: 1 } }),
      offsetAt: () => 100,
    };
    const vscode = {
      Diagnostic: function () {},
      DiagnosticSeverity: {},
      Range: function () {},
      l10n: { t: (text: string) => text },
      languages: {
        createDiagnosticCollection: () => ({
          set: (_: unknown, items: readonly unknown[]) => void shown.push(items.length),
          delete: () => undefined,
          dispose: () => undefined,
        }),
      },
      workspace: {
        isTrusted: true,
        textDocuments: [document],
        onDidOpenTextDocument: event('open'),
        onDidChangeTextDocument: event('change'),
        onDidSaveTextDocument: event('save'),
        onDidCloseTextDocument: event('close'),
        onDidChangeConfiguration: event('configuration'),
        getConfiguration: () => ({ get: () => [] }),
      },
    };
    const { CodeDiagnostics, DocumentScanner, hashToken } = load(vscode) as Code;
    const context = {
      environments: {
        active: 'sandbox',
        status: () => ({ baseUrl: { ok: false } }),
        onDidChangeActive: event('active'),
        onDidChangeStatus: event('status'),
      },
      ids: { onDidChange: event('ids') },
      tokens: { hashes: [hashToken('sandbox', token)], onDidChange: event('tokens') },
      git: {
        check: () => new Promise<GitState>((resolve) => questions.push(resolve)),
        onDidChange: event('git'),
      },
      scanner: new DocumentScanner(),
      clock: { now: () => 0 },
      log: {
        detach: (_: string, work: Promise<unknown>) => void work.catch((error: unknown) => (failure = error)),
      },
    } as unknown as ConstructorParameters<typeof CodeDiagnostics>[0];
    const diagnostics = new CodeDiagnostics(context, new Set(['hardCodedToken']));
    /** Waits until git has been asked `count` times. */
    const asked = async (count: number) => {
      while (questions.length < count) {
        assert.ifError(failure);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    const answer = async (question: number, state: GitState) => {
      questions[question]?.(state);
      await new Promise(setImmediate);
      assert.ifError(failure);
    };
    return { diagnostics, shown, asked, answer, recheck: () => listeners.get('git')?.(undefined) };
  }

  it('shows the result of the latest check, also when an older one ends after it', async () => {
    const { diagnostics, shown, asked, answer, recheck } = open();
    await asked(1);
    recheck();
    await asked(2);
    await answer(1, 'notIgnored');
    await answer(0, 'ignored');
    assert.deepEqual(shown, [1]);
    diagnostics.dispose();
  });

  it('shows nothing when a check ends after disposal', async () => {
    const { diagnostics, shown, asked, answer } = open();
    await asked(1);
    diagnostics.dispose();
    await answer(0, 'notIgnored');
    assert.deepEqual(shown, []);
  });
});
