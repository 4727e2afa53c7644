import * as assert from 'node:assert';
import { OpenSignClient } from '../../../src/api/client';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { OpenSignError } from '../../../src/api/errors';
import type { PdfFile, RefusedFile } from '../../../src/pdf/pdfFile';
import {
  UploadFlow,
  type UploadEnvironments,
  type UploadResult,
  type UploadUi,
} from '../../../src/upload/uploadFlow';
import type { Answers } from '../../../src/upload/uploadJobs';
import { startEmulator, type Account, type Emulator } from '../../emulator';
import { encryptedPdf, makePdf } from '../../fixtures/pdf';
import { ImpatientClock, KeptLog, testFetch } from '../support/client';
import { useDialog } from '../support/dialog';
import { failureOf, MemoryReader, uriOf } from './support';

const megabyte = 1024 * 1024;
const tokens = { sandbox: 'test.0123456789abcdefghijk', live: 'opensign.0123456789abcdefghijk' };

/** Gives a test’s answers, and records what is asked and shown. */
class ScriptedUi implements UploadUi {
  readonly asked: string[] = [];
  readonly refused: RefusedFile[] = [];
  readonly results: UploadResult[] = [];
  answers: Answers | undefined = { target: 'template', roles: ['Signer'], passwords: new Map() };
  sizeChoice: 'upload' | 'switch' | undefined = 'upload';
  confirmed = true;
  choice: ReturnType<typeof uriOf>[] | undefined = [uriOf('small.pdf')];
  /** Runs while the question of this name is open. */
  during: Partial<Record<string, () => void>> = {};
  readonly sending = new AbortController();

  chooseFiles(environment: EnvironmentName) {
    return this.answer(`choose in ${environment}`, this.choice);
  }
  showRefused(refused: readonly RefusedFile[]) {
    this.refused.push(...refused);
  }
  askAboutSize(over: readonly PdfFile[], count: number) {
    return this.answer(`size of ${over.map(({ name }) => name).join()} of ${count}`, this.sizeChoice);
  }
  ask(environment: EnvironmentName, files: readonly PdfFile[]) {
    return this.answer(`ask about ${files.map(({ name }) => name).join()} in ${environment}`, this.answers);
  }
  confirm() {
    return this.answer('confirm', this.confirmed);
  }
  whileSending<T>(
    _environment: EnvironmentName,
    _jobs: unknown,
    work: (signal: AbortSignal, starting: (index: number) => void) => Promise<T>,
  ) {
    return work(this.sending.signal, (index) => void this.asked.push(`send ${index}`));
  }
  showResult(result: UploadResult) {
    this.results.push(result);
  }

  private answer<T>(question: string, value: T): Promise<T> {
    this.asked.push(question);
    this.during[question.split(' ')[0] ?? '']?.();
    return Promise.resolve(value);
  }
}

describe('upload', function () {
  this.timeout(120_000);
  let servers: Record<EnvironmentName, Emulator>;
  let accounts: Record<EnvironmentName, Account>;
  let ui: ScriptedUi;
  let log: KeptLog;
  let reader: MemoryReader;
  let environments: UploadEnvironments & { active: EnvironmentName };
  let changed: UploadResult[];
  let maxSize: unknown;
  let uploadMs: number;
  const withToken = new Set<EnvironmentName>();

  before(async () => {
    servers = {
      sandbox: await startEmulator({ environment: 'sandbox' }),
      live: await startEmulator({ environment: 'live' }),
    };
    const account = { name: 'Ada', email: 'ada@example.com' };
    accounts = {
      sandbox: servers.sandbox.addAccount({ ...account, token: tokens.sandbox }),
      live: servers.live.addAccount({ ...account, token: tokens.live }),
    };
  });
  after(() => Promise.all([servers.sandbox.close(), servers.live.close()]));

  beforeEach(() => {
    // Checking a large file may show progress.
    useDialog();
    ui = new ScriptedUi();
    log = new KeptLog();
    changed = [];
    maxSize = 0;
    uploadMs = 15_000;
    withToken.clear();
    withToken.add('sandbox').add('live');
    for (const server of Object.values(servers)) {
      server.journal.clear();
      server.faults.clear();
    }
    reader = new MemoryReader({
      'small.pdf': makePdf(),
      'second.pdf': makePdf({ pages: 2 }),
      'third.pdf': makePdf({ pages: 3 }),
      'locked.pdf': encryptedPdf('geheim'),
      'five.pdf': makePdf({ bytes: 5 * megabyte }),
      'over.pdf': makePdf({ bytes: 5 * megabyte + 1 }),
      'twelve.pdf': makePdf({ bytes: 12 * megabyte }),
      'broken.pdf': Buffer.from('no pdf'),
    });
    environments = {
      active: 'sandbox',
      setActive(environment) {
        this.active = environment;
        return Promise.resolve();
      },
      client: (environment) =>
        withToken.has(environment)
          ? Promise.resolve(clientOf(environment))
          : Promise.reject(new OpenSignError('noToken', { environment })),
    };
  });

  const clientOf = (environment: EnvironmentName) =>
    new OpenSignClient({
      environment,
      baseUrl: servers[environment].baseUrl,
      token: tokens[environment],
      fetch: testFetch,
      clock: new ImpatientClock(),
      log,
      timeouts: { readMs: 5000, uploadMs },
    });
  const run = (...names: readonly string[]) =>
    new UploadFlow({
      environments,
      reader,
      ui,
      maxSize: () => maxSize,
      changed: (result) => {
        changed.push(result);
        return Promise.resolve();
      },
    }).run(names.map(uriOf));
  const posts = (environment: EnvironmentName) => servers[environment].journal.requests('POST');
  const states = () => ui.results.flatMap(({ outcomes }) => outcomes.map(({ state }) => state));
  const nothingSent = () => {
    assert.deepStrictEqual([...posts('sandbox'), ...posts('live')], []);
    assert.deepStrictEqual(changed, []);
  };
  const kindOf = async (promise: Promise<unknown>) => {
    const error = await failureOf(promise);
    assert.ok(error instanceof OpenSignError, String(error));
    return error.kind;
  };

  it('creates a template with the file, its title and its roles', async () => {
    ui.answers = {
      target: 'template',
      title: 'Mutual NDA',
      roles: ['Customer', 'Manager'],
      passwords: new Map(),
    };
    await run('small.pdf');
    assert.deepStrictEqual(states(), ['uploaded']);
    const [outcome] = ui.results.flatMap(({ outcomes }) => outcomes);
    assert.ok(outcome?.state === 'uploaded');
    const template = accounts.sandbox.templates().find(({ id }) => id === outcome.draft.id);
    assert.strictEqual(template?.title, 'Mutual NDA');
    assert.deepStrictEqual(
      template.roles.map(({ role }) => role),
      ['Customer', 'Manager'],
    );
    const [request] = posts('sandbox');
    assert.strictEqual(request?.path, '/drafttemplate');
    assert.strictEqual(request.headers['content-length'], String(request.requestBytes));
    assert.strictEqual(request.headers['transfer-encoding'], undefined);
    const { file } = request.body as { file: string };
    assert.ok(Buffer.from(file, 'base64').equals(makePdf()));
    assert.deepStrictEqual(changed, ui.results);
    assert.deepStrictEqual(posts('live'), []);
  });

  it('creates a draft document', async () => {
    ui.answers = { target: 'document', roles: [], passwords: new Map() };
    await run('second.pdf');
    assert.deepStrictEqual(states(), ['uploaded']);
    const [request] = posts('sandbox');
    assert.strictEqual(request?.path, '/draftdocument');
    assert.deepStrictEqual(Object.keys(request.body as object), ['title', 'signers', 'file']);
    assert.strictEqual((request.body as { title: string }).title, 'second');
  });

  it('sends the password of an encrypted file, which appears nowhere else', async () => {
    ui.ask = (_environment, [file]) => {
      assert.ok(file?.encrypted);
      return Promise.resolve({ target: 'template', roles: ['A'], passwords: new Map([[file, 'geheim']]) });
    };
    await run('locked.pdf');
    assert.deepStrictEqual(states(), ['uploaded']);
    assert.strictEqual((posts('sandbox')[0]?.body as Record<string, unknown>).file_password, 'geheim');
    assert.ok(!log.lines.join().includes('geheim'));
  });

  it('asks about the size only above 5 MB, and continues or stops as answered', async () => {
    await run('five.pdf');
    assert.deepStrictEqual(ui.asked, ['ask about five.pdf in sandbox', 'send 0']);
    ui.asked.length = 0;
    await run('over.pdf');
    assert.deepStrictEqual(ui.asked, ['size of over.pdf of 1', 'ask about over.pdf in sandbox', 'send 0']);
    assert.deepStrictEqual(states(), ['uploaded', 'uploaded']);
    servers.sandbox.journal.clear();
    changed = [];
    ui.sizeChoice = undefined;
    await run('over.pdf');
    nothingSent();
  });

  it('one question lists the files that are too large for Sandbox', async () => {
    await run('over.pdf', 'small.pdf', 'five.pdf');
    assert.strictEqual(ui.asked[0], 'size of over.pdf of 3');
    assert.deepStrictEqual(states(), ['uploaded', 'uploaded', 'uploaded']);
  });

  it('Switch to Live: checks, asks and uploads there, and sends nothing to Sandbox', async () => {
    ui.sizeChoice = 'switch';
    await run('over.pdf');
    assert.strictEqual(environments.active, 'live');
    assert.deepStrictEqual(ui.asked, [
      'size of over.pdf of 1',
      'ask about over.pdf in live',
      'confirm',
      'send 0',
    ]);
    assert.deepStrictEqual(posts('sandbox'), []);
    assert.strictEqual(posts('live').length, 1);
    assert.strictEqual(posts('live')[0]?.headers['x-api-token'], tokens.live);
    assert.strictEqual(ui.results[0]?.environment, 'live');
  });

  it('Switch to Live without a Live token fails with that error', async () => {
    withToken.delete('live');
    ui.sizeChoice = 'switch';
    assert.strictEqual(await kindOf(run('over.pdf')), 'noToken');
    nothingSent();
  });

  it('without a usable token nothing is asked', async () => {
    withToken.delete('sandbox');
    assert.strictEqual(await kindOf(run()), 'noToken');
    assert.deepStrictEqual(ui.asked, []);
  });

  it('Live: asks before it writes', async () => {
    environments.active = 'live';
    ui.confirmed = false;
    await run('small.pdf');
    assert.deepStrictEqual(ui.asked, ['ask about small.pdf in live', 'confirm']);
    nothingSent();
  });

  it('canceling a question sends nothing and shows nothing', async () => {
    ui.choice = undefined;
    await run();
    assert.deepStrictEqual(ui.asked, ['choose in sandbox']);
    ui.answers = undefined;
    await run('small.pdf');
    nothingSent();
    assert.deepStrictEqual(ui.results, []);
  });

  for (const question of ['choose', 'size', 'ask', 'confirm']) {
    it(`a change of environment during “${question}” ends it before anything is sent`, async () => {
      const from = question === 'confirm' ? 'live' : 'sandbox';
      environments.active = from;
      ui.choice = [uriOf('over.pdf')];
      ui.sizeChoice = 'switch';
      ui.during[question] = () => {
        environments.active = from === 'live' ? 'sandbox' : 'live';
      };
      if (question === 'ask') {
        ui.choice = [uriOf('small.pdf')];
      }
      assert.strictEqual(await kindOf(run()), 'otherEnvironment');
      nothingSent();
    });
  }

  it('refuses files that aren’t PDFs or are over the limit, without a request', async () => {
    maxSize = 10;
    await run('twelve.pdf', 'broken.pdf', 'missing.pdf');
    assert.deepStrictEqual(
      ui.refused.map(({ reason }) => reason.kind),
      ['tooLarge', 'notPdf', 'missing'],
    );
    assert.deepStrictEqual(ui.asked, []);
    nothingSent();
  });

  it('shows the server’s message about a file that is too large only for the server', async () => {
    await run('twelve.pdf');
    const [outcome] = ui.results.flatMap(({ outcomes }) => outcomes);
    assert.ok(outcome?.state === 'failed');
    assert.strictEqual(outcome.error.kind, 'tooLarge');
    assert.strictEqual(outcome.error.details.serverMessage, 'File too large. Max allowed file size is 10 MB');
    assert.strictEqual(posts('sandbox').length, 1);
    assert.deepStrictEqual(changed, []);
  });

  for (const [name, content] of [
    ['of another size', makePdf({ pages: 9 })],
    ['of the same size', makePdf({ text: 'Best document' })],
  ] as const) {
    it(`a file that was replaced by one ${name} after the check isn’t sent`, async () => {
      ui.during.ask = () => void reader.files.set(uriOf('small.pdf').path, { content });
      await run('small.pdf');
      assert.deepStrictEqual(states(), ['refused']);
      nothingSent();
    });
  }

  for (const [name, fault] of [
    ['cut before the server did anything', { cut: 'before' }],
    ['cut after the template was created', { cut: 'before', when: 'after' }],
    ['cut in the middle of the response', { cut: 10 }],
    ['time limit', { hang: true }],
  ] as const) {
    it(`no response (${name}): outcome unknown, not retried, list refreshed`, async () => {
      uploadMs = 1000;
      servers.sandbox.faults.add({ path: '/drafttemplate', ...fault });
      await run('small.pdf');
      const [outcome] = ui.results.flatMap(({ outcomes }) => outcomes);
      assert.ok(outcome?.state === 'failed');
      assert.strictEqual(outcome.error.kind, 'outcomeUnknown');
      // A retry would follow immediately.
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.strictEqual(posts('sandbox').length, 1);
      assert.strictEqual(changed.length, 1);
    });
  }

  it('Cancel ends the request, and the remaining files aren’t sent', async () => {
    servers.sandbox.faults.add({ path: '/drafttemplate', hang: true });
    const running = run('small.pdf', 'second.pdf');
    const entry = await servers.sandbox.journal.waitFor(
      ({ path, body }) => path === '/drafttemplate' && body !== undefined,
    );
    ui.sending.abort();
    await running;
    await servers.sandbox.journal.waitFor(({ aborted }) => aborted === true);
    assert.strictEqual(entry.status, undefined);
    assert.deepStrictEqual(states(), ['canceled', 'notSent']);
    assert.strictEqual(posts('sandbox').length, 1);
    // The server may have received it.
    assert.strictEqual(changed.length, 1);
  });

  it('Cancel before a file is sent: nothing can exist, and nothing is refreshed', async () => {
    reader.readFile = (uri) => {
      if (ui.asked.includes('send 0')) {
        ui.sending.abort();
      }
      return MemoryReader.prototype.readFile.call(reader, uri);
    };
    await run('small.pdf', 'second.pdf');
    assert.deepStrictEqual(states(), ['notSent', 'notSent']);
    nothingSent();
    assert.deepStrictEqual(changed, []);
  });

  it('Cancel during a large upload stops it', async () => {
    const before = accounts.sandbox.templates().length;
    const running = run('five.pdf');
    await servers.sandbox.journal.waitFor(({ requestBytes }) => requestBytes >= 0);
    ui.sending.abort();
    await running;
    assert.deepStrictEqual(states(), ['notSent']);
    assert.deepStrictEqual(changed, []);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.ok((posts('sandbox')[0]?.requestBytes ?? 0) < 5 * megabyte);
    assert.strictEqual(accounts.sandbox.templates().length, before);
  });

  it('other files are sent after a failure, one after another', async () => {
    servers.sandbox.faults.add({
      path: '/drafttemplate',
      times: 1,
      status: 400,
      body: { error: 'Something went wrong, please try again later!' },
    });
    await run('small.pdf', 'broken.pdf', 'second.pdf', 'third.pdf');
    assert.deepStrictEqual(states(), ['failed', 'uploaded', 'uploaded']);
    assert.deepStrictEqual(
      ui.results[0]?.refused.map(({ fileName }) => fileName),
      ['broken.pdf'],
    );
    const requests = posts('sandbox');
    assert.deepStrictEqual(
      requests.map(({ body }) => (body as { title: string }).title),
      ['small', 'second', 'third'],
    );
    for (const [index, request] of requests.entries()) {
      assert.ok(index === 0 || request.startedAt >= (requests[index - 1]?.finishedAt ?? Infinity));
    }
  });

  it('a failure that concerns every file ends it, and the rest isn’t sent', async () => {
    for (const [status, error] of [
      [405, 'Invalid API Token!'],
      [429, 'Quota reached, Please buy credits and try again later.'],
    ] as const) {
      servers.sandbox.journal.clear();
      servers.sandbox.faults.clear();
      ui.results.length = 0;
      servers.sandbox.faults.add({ path: '/drafttemplate', status, body: { error } });
      await run('small.pdf', 'second.pdf', 'third.pdf');
      assert.deepStrictEqual(states(), ['failed', 'notSent', 'notSent'], error);
      assert.strictEqual(posts('sandbox').length, 1);
    }
  });

  it('finishes in the environment in which it started to send', async () => {
    ui.during.ask = () => undefined;
    const sending = ui.whileSending.bind(ui);
    ui.whileSending = (environment, jobs, work) =>
      sending(environment, jobs, (signal, starting) =>
        work(signal, (index) => {
          environments.active = 'live';
          starting(index);
        }),
      );
    await run('small.pdf', 'second.pdf');
    assert.deepStrictEqual(states(), ['uploaded', 'uploaded']);
    assert.strictEqual(posts('sandbox').length, 2);
    assert.deepStrictEqual(posts('live'), []);
  });

  it('logs no token, link or content', async () => {
    await run('small.pdf');
    const [outcome] = ui.results.flatMap(({ outcomes }) => outcomes);
    assert.ok(outcome?.state === 'uploaded' && outcome.draft.url !== undefined);
    const written = log.lines.join('\n');
    for (const secret of [tokens.sandbox, outcome.draft.url, makePdf().toString('base64').slice(0, 40)]) {
      assert.ok(!written.includes(secret));
    }
    assert.match(written, /"path":"\/drafttemplate"/);
  });
});
