import * as assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { generateShownRequest, type LanguageId } from '../../../src/codegen/generateCode';
import * as requests from '../../../src/codegen/codeRequest';
import { startEmulator, type Account, type Emulator } from '../../emulator';
import { makePdf } from '../../fixtures/pdf';
import { testClient, token } from '../support/client';
import { startLoopback } from '../support/loopback';
import { find, odd, program, run, taskFor, type Outcome } from './support';

interface Runtime {
  readonly language: LanguageId;
  readonly file: string;
  readonly command: readonly string[];
  /** Prints the result of the webhook check for each `[body in base64, signature]` in the file `cases`. */
  readonly check?: string;
  /** Prints the whole response, not one field. */
  readonly raw?: boolean;
}

/** The interpreter itself, if it has the library: the one in the path may be a slow script that looks for it. */
function findPython(): string | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', 'import requests, sys; print(sys.executable)']);
  return status === 0 ? stdout.toString().trim() : undefined;
}

const python = findPython();
const [sh, curl] = ['sh', 'curl'].map(find);
const { execPath } = process;
const nodeCheck = `import { readFileSync } from 'node:fs';
const cases = JSON.parse(readFileSync('cases', 'utf8'));
console.log(JSON.stringify(cases.map(([body, given]) => isFromOpenSign(Buffer.from(body, 'base64'), given))));`;
const pythonCheck = `import base64
import json
cases = json.load(open('cases'))
print(json.dumps([is_from_opensign(base64.b64decode(body), given) for body, given in cases]))`;

const runtimes: readonly Runtime[] = [
  {
    language: 'typescript',
    file: 'request.mts',
    command: [execPath, '--no-warnings', '--experimental-strip-types', 'request.mts'],
    check: nodeCheck,
  },
  { language: 'javascript', file: 'request.mjs', command: [execPath, 'request.mjs'], check: nodeCheck },
  ...(python === undefined
    ? []
    : [
        {
          language: 'python' as const,
          file: 'request.py',
          command: [python, 'request.py'],
          check: pythonCheck,
        },
      ]),
  ...(sh === undefined || curl === undefined
    ? []
    : [{ language: 'shell' as const, file: 'request.sh', command: [sh, 'request.sh'], raw: true }]),
];

const pdf = makePdf({ text: 'Agreement' });
const field = { page: 1, x: 10, y: 10, w: 80, h: 20 };

describe('a generated program', function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let account: Account;
  let folder: string;

  beforeEach(async () => {
    emulator = await startEmulator({ environment: 'sandbox' });
    account = emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    folder = mkdtempSync(path.join(tmpdir(), 'opensign-request-'));
    writeFileSync(path.join(folder, 'document.pdf'), pdf);
  });
  afterEach(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  async function start(
    runtime: Runtime,
    code: string,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<Outcome> {
    writeFileSync(path.join(folder, runtime.file), code);
    return run(runtime.command, folder, {
      OPENSIGN_SANDBOX_BASE_URL: emulator.baseUrl,
      OPENSIGN_SANDBOX_API_TOKEN: token,
      ...variables,
    });
  }

  /** The output of a successful run. */
  async function printed(...args: Parameters<typeof start>): Promise<string> {
    const { status, stdout, stderr } = await start(...args);
    assert.strictEqual(status, 0, stderr);
    return stdout.trim();
  }

  if (python === undefined) {
    it('python: this machine has no python3 with requests', function () {
      this.skip();
    });
  }

  for (const runtime of runtimes) {
    const { language, check, raw = false } = runtime;
    const isId = (output: string, key: string, id: string | undefined) =>
      assert.strictEqual(raw ? (JSON.parse(output) as Record<string, string>)[key] : output, id);

    describe(language, () => {
      it('lists the templates', async () => {
        const { id } = account.addTemplate({ title: 'Mutual NDA', roles: [] });
        const output = await printed(
          runtime,
          program(language, taskFor('listTemplates', requests.listTemplates())),
        );
        assert.ok(output.includes(id) && output.includes('Mutual NDA'), output);
      });

      it('creates a document from a template with odd names', async () => {
        const { id } = account.addTemplate({
          title: odd,
          roles: [
            {
              role: `1 ${odd}`,
              widgets: [
                { ...field, type: 'signature' },
                { ...field, type: 'textbox', options: { name: `field ${odd}`, required: false } },
              ],
            },
            { role: 'Second', name: odd.replace(/\s+/g, ' '), email: 'second@example.com' },
          ],
        });
        const template = await testClient(emulator.origin).client.getTemplate(id);
        const task = taskFor('createFromTemplate', requests.createFromTemplate(template), { template });
        const output = await printed(runtime, program(language, task));
        const [document, ...more] = account.documents();
        isId(output, 'objectId', document?.id);
        assert.deepStrictEqual(more, []);
        assert.strictEqual(document?.title, odd);
        assert.deepStrictEqual(
          emulator.journal.requests('POST').map(({ path: to, body }) => ({ to, body })),
          [
            {
              to: `/createdocument/${id}`,
              body: {
                title: odd,
                send_email: true,
                signers: [
                  {
                    role: `1 ${odd}`,
                    name: 'Signer 1',
                    email: 'signer1@example.com',
                    widgets: [{ name: `field ${odd}`, default: '' }],
                  },
                  { role: 'Second', name: odd.replace(/\s+/g, ' '), email: 'second@example.com' },
                ],
              },
            },
          ],
        );
      });

      it('drafts a document from a PDF', async () => {
        const output = await printed(
          runtime,
          program(language, taskFor('draftDocument', requests.draftDocument())),
        );
        const [document] = account.documents();
        isId(output, 'document_id', document?.id);
        assert.strictEqual(document?.sent, false);
        assert.deepStrictEqual(emulator.journal.entries[0]?.body, {
          title: 'Title',
          signers: [{ role: 'Signer', name: '', email: '', phone: '', signer_role: 'signer', widgets: [] }],
          file: pdf.toString('base64'),
        });
      });

      it('drafts a template from a PDF', async () => {
        const output = await printed(
          runtime,
          program(language, taskFor('draftTemplate', requests.draftTemplate())),
        );
        const [template] = account.templates();
        isId(output, 'objectId', template?.id);
        assert.deepStrictEqual(
          template?.roles.map(({ role }) => role),
          ['Signer'],
        );
        assert.strictEqual(
          (emulator.journal.entries[0]?.body as { file: string }).file,
          pdf.toString('base64'),
        );
      });

      it('gets the status of a document', async () => {
        const { id } = account.addDocument({
          title: 'NDA',
          state: 'declined',
          roles: [{ role: 'A', email: 'a@example.com' }],
        });
        const output = await printed(
          runtime,
          program(language, taskFor('documentState', requests.documentState(id))),
        );
        isId(output, 'status', 'declined');
      });

      it('downloads the signed PDF without sending the token to its host', async () => {
        const { id } = account.addDocument({
          title: 'NDA',
          state: 'completed',
          pdf,
          roles: [{ role: 'A', email: 'a@example.com' }],
        });
        await printed(runtime, program(language, taskFor('downloadPdf', requests.downloadPdf(id))));
        assert.deepStrictEqual(readFileSync(path.join(folder, 'signed.pdf')), pdf);
        const [file] = emulator.journal.entries.filter(({ origin }) => origin === 'files');
        assert.ok(file !== undefined && file.headers['x-api-token'] === undefined);
      });

      it('fails with the error of the server when the token is wrong', async () => {
        const code = program(language, taskFor('listTemplates', requests.listTemplates()));
        const { status, stderr, stdout } = await start(runtime, code, {
          OPENSIGN_SANDBOX_API_TOKEN: 'test.wrong',
        });
        assert.notStrictEqual(status, 0);
        assert.match(stderr, /405/);
        assert.match(stderr + stdout, /Invalid API Token/i);
      });

      it('sends a request of the send preview unchanged', async () => {
        const body = {
          title: odd,
          [odd]: [1.5, -2, null, true, { nested: [] }],
          file: '<nda.pdf in base64>',
        };
        const url = `${emulator.baseUrl}/createdocument/Tp5mVa20Rk`;
        const shown = { environment: 'sandbox', method: 'POST', url, body } as const;
        // The template doesn't exist, but the request is recorded.
        await start(runtime, generateShownRequest(language, shown), { OPENSIGN_SANDBOX_BASE_URL: '' });
        assert.deepStrictEqual(emulator.journal.entries[0]?.body, body);
        assert.strictEqual(emulator.journal.entries[0].headers['x-api-token'], token);
      });

      if (check !== undefined) {
        it('accepts only webhooks with a valid signature', async () => {
          const key = 'k'.repeat(64);
          const receiver = await startLoopback((_, response) => response.end());
          account.webhookUrl = `${receiver.origin}/hook`;
          account.webhookKey = key;
          const { id } = account.addTemplate({ title: 'Größe', roles: [{ role: 'A' }] });
          const signers = [{ role: 'A', email: 'a@example.com' }];
          await testClient(emulator.origin).client.documents.createFromTemplate(id, {
            signers,
            send_email: false,
          });
          await waitFor(() => receiver.received.length > 0);
          await receiver.close();
          const [delivery] = receiver.received;
          assert.ok(delivery !== undefined);
          const { body, headers } = delivery;
          const signature = String(headers['x-webhook-signature']);
          assert.strictEqual(signature, createHmac('sha256', key).update(body).digest('hex'));

          const code = `${program(language, taskFor('verifyWebhook', undefined))}\n${check}\n`;
          const cases: readonly (readonly [Buffer, string, boolean])[] = [
            [body, signature, true],
            [Buffer.concat([body, Buffer.from(' ')]), signature, false],
            [body, signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), false],
            [body, 'é'.repeat(64), false],
            [body, signature.slice(0, 32), false],
            [body, '', false],
          ];
          const given = cases.map(([of, text]) => [of.toString('base64'), text]);
          writeFileSync(path.join(folder, 'cases'), JSON.stringify(given));
          const output = await printed(runtime, code, { OPENSIGN_SANDBOX_WEBHOOK_KEY: key });
          assert.deepStrictEqual(
            JSON.parse(output),
            cases.map(([, , expected]) => expected),
          );
          assert.notStrictEqual((await start(runtime, code, { OPENSIGN_SANDBOX_WEBHOOK_KEY: '' })).status, 0);
        });
      }
    });
  }
});

async function waitFor(condition: () => boolean): Promise<void> {
  for (let attempt = 0; !condition(); attempt++) {
    assert.ok(attempt < 200, 'it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
