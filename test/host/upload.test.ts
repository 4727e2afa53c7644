import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { OpenSignClient } from '../../src/api/client';
import type { EnvironmentName } from '../../src/api/environmentName';
import { OpenSignError } from '../../src/api/errors';
import { systemClock } from '../../src/api/fetch';
import { uploadPdfs } from '../../src/upload/uploadPdfs';
import { fileBody } from '../../src/api/streamedBody';
import type { UploadEnvironments } from '../../src/upload/uploadFlow';
import { encryptedPdf, makePdf } from '../fixtures/pdf';
import { startEmulators, type Emulators } from '../support/emulators';
import { startLoopback } from '../unit/support/loopback';
import { Person } from './support/person';
import { places } from './support/testEnvironments';

const url = process.env.OPENSIGN_SANDBOX_URL ?? '';

function clientOf(baseUrl: string, environment: EnvironmentName = 'sandbox'): OpenSignClient {
  return new OpenSignClient({
    environment,
    baseUrl,
    token: places[environment].token,
    // VS Code's own.
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: systemClock,
    log: { request: () => {} },
    timeouts: { readMs: 10_000, uploadMs: 10_000 },
  });
}

/** A file system in memory, like that of a virtual workspace. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  stat(uri: vscode.Uri): vscode.FileStat {
    const content = this.files.get(uri.path);
    return uri.path === '/folder'
      ? { type: vscode.FileType.Directory, size: 0, ctime: 0, mtime: 0 }
      : { type: vscode.FileType.File, size: this.readFile(uri, content).byteLength, ctime: 0, mtime: 0 };
  }
  readFile(uri: vscode.Uri, content = this.files.get(uri.path)): Uint8Array {
    if (content === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return content;
  }
  watch = () => new vscode.Disposable(() => {});
  readDirectory = () => [];
  createDirectory = () => {};
  writeFile = () => {};
  delete = () => {};
  rename = () => {};
}

function memoryState(stored: Map<string, unknown>): vscode.Memento {
  const state = {
    keys: () => [...stored.keys()],
    get: (key: string) => stored.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
  };
  return state as vscode.Memento;
}

describe('upload in a real extension host', () => {
  const scheme = 'opensign-upload-test';
  const memory = new MemoryFiles();
  const uri = (name: string) => vscode.Uri.from({ scheme, path: `/${name}` });
  const revealed: string[] = [];
  const stored = new Map<string, unknown>();
  let registration: vscode.Disposable;
  before(() => {
    registration = vscode.workspace.registerFileSystemProvider(scheme, memory);
  });
  after(() => void registration.dispose());
  let person: Person;
  beforeEach(() => {
    person = new Person();
  });
  afterEach(() => person.dispose());

  const uploadIn = (environments: UploadEnvironments) => {
    const options: Parameters<typeof uploadPdfs>[0] = {
      environments,
      changes: {
        fire: () => undefined,
        reveal: ({ id }) => {
          revealed.push(id);
          return Promise.resolve();
        },
      },
      globalState: memoryState(stored),
      log: {
        error: (_, error) => console.error(error),
        detach: (_, message) => void message.catch(console.error),
      },
    };
    return (...args: readonly unknown[]) => uploadPdfs(options, args);
  };
  const upload = (client = () => Promise.resolve(clientOf(url))) =>
    uploadIn({ active: 'sandbox', setActive: () => Promise.resolve(), client });

  it('VS Code’s fetch streams the body, and sends its length first', async () => {
    const server = await startLoopback((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"objectId":"Tp5mVa20Rk"}');
    });
    try {
      const file = makePdf({ bytes: 10 * 1024 * 1024 });
      const body = fileBody({ title: 'contract' }, file);
      await clientOf(`${server.origin}/api/v1.2`).draftTemplate(body);
      const [request] = server.received;
      const expected = JSON.stringify({ title: 'contract', file: file.toString('base64') });
      const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
      assert.equal(request?.headers['content-length'], String(expected.length));
      assert.equal(request.headers['transfer-encoding'], undefined);
      assert.equal(hash(request.body), hash(expected));
    } finally {
      await server.close();
    }
  });

  it('uploads a file of a virtual file system with the default answers', async () => {
    memory.files.set('/Service contract.pdf', makePdf());
    const work = upload()(uri('Service contract.pdf'), [uri('Service contract.pdf')]);
    await person.acceptAll(Promise.resolve(work));
    const [id] = revealed;
    assert.ok(id !== undefined);
    const template = await clientOf(url).getTemplate(id);
    assert.equal(template.title, 'Service contract');
    assert.deepEqual(
      template.roles.map(({ role }) => role),
      ['Signer'],
    );
    assert.equal(stored.get('opensign.hasUploaded'), true);
  });

  it('sends nothing when the questions are closed', async () => {
    revealed.length = 0;
    memory.files.set('/closed.pdf', makePdf());
    const work = upload()(uri('closed.pdf'));
    await person.closeAll(Promise.resolve(work));
    const { items } = await clientOf(url).listTemplates(0, 100);
    assert.ok(items.every(({ title }) => title !== 'closed'));
    assert.deepEqual(revealed, []);
  });

  it('asks nothing about files that can’t be uploaded', async () => {
    memory.files.set('/empty.pdf', new Uint8Array());
    memory.files.set('/text.pdf', Buffer.from('not a PDF'));
    const names = ['empty.pdf', 'text.pdf', 'missing.pdf', 'folder'];
    // A question would wait forever.
    await upload()(uri('empty.pdf'), names.map(uri));
    await upload()(uri('folder'));
  });

  it('asks nothing without a token', async () => {
    const noToken = new OpenSignError('noToken', { environment: 'sandbox' });
    const handler = upload(() => Promise.reject(noToken));
    await assert.rejects(Promise.resolve(handler()), noToken);
  });

  describe('to servers that record requests', () => {
    const mb = 1024 * 1024;
    let emulators: Emulators;
    before(async () => {
      emulators = await startEmulators();
    });
    after(() => emulators.close());
    beforeEach(() => {
      emulators.sandbox.journal.clear();
      emulators.live.journal.clear();
    });
    const sent = (environment: EnvironmentName = 'sandbox') =>
      emulators[environment].journal.requests('POST').map(({ body }) => body as Record<string, unknown>);

    /** Uploads as a template, with the default answers. */
    const uploadFile = async (name: string, content: Uint8Array) => {
      memory.files.set(`/${name}`, content);
      const target = {
        active: 'sandbox' as EnvironmentName,
        setActive(environment: EnvironmentName) {
          target.active = environment;
          return Promise.resolve();
        },
        client: (environment: EnvironmentName) =>
          Promise.resolve(clientOf(emulators[environment].baseUrl, environment)),
      };
      await person.acceptAll(Promise.resolve(uploadIn(target)(uri(name))));
      return target;
    };

    it('uploads exactly 5 MB to Sandbox without a warning', async () => {
      const exact = makePdf({ bytes: 5 * mb });
      await uploadFile('exactly-5-mb.pdf', exact);
      const [body] = sent();
      assert.ok(Buffer.from(String(body?.file), 'base64').equals(exact));
      assert.deepEqual(
        person.shown.map(({ severity }) => severity),
        ['information'],
      );
    });

    it('sends one byte more only after a warning, and nothing when the warning is closed', async () => {
      const over = makePdf({ bytes: 5 * mb + 1 });
      await uploadFile('over.pdf', over);
      assert.match(person.words, /over\.pdf/);
      assert.match(person.words, /5,242,881 bytes/);
      assert.equal(sent().length, 0);
      person.answer = ({ buttons }) => buttons.find((button) => /anyway/i.test(button));
      await uploadFile('over.pdf', over);
      assert.equal(Buffer.from(String(sent()[0]?.file), 'base64').byteLength, 5 * mb + 1);
      assert.equal(sent().length, 1);
    });

    it('refuses a file that isn’t a PDF before anything is sent', async () => {
      await uploadFile('broken.pdf', Buffer.from('this is no PDF at all'));
      assert.match(person.words, /broken\.pdf.*PDF/);
      assert.equal(sent().length, 0);
    });

    it('shows the server’s message about a file that is too large for it', async () => {
      person.answer = ({ buttons }) => buttons.find((button) => /anyway/i.test(button));
      await uploadFile('too-large-12-mb.pdf', makePdf({ bytes: 12 * mb }));
      assert.match(person.shown.at(-1)?.message ?? '', /too large|10 MB/);
      assert.equal(sent().length, 1);
    });

    it('asks for an encrypted file’s password, hides it, and sends it', async () => {
      person.password = 's3same';
      await uploadFile('locked.pdf', encryptedPdf('s3same'));
      assert.equal(sent()[0]?.file_password, 's3same');
      assert.doesNotMatch(person.words, /s3same/);
    });

    it('doesn’t retry without a response, and reports that the outcome is unknown', async () => {
      emulators.sandbox.faults.add({ path: '/drafttemplate', cut: 'before', when: 'after', times: 1 });
      await uploadFile('contract.pdf', makePdf());
      assert.match(person.words, /unknown|don't know|don’t know/i);
      assert.equal(sent().length, 1);
    });

    it('switches to Live at the warning, and asks before it writes there', async () => {
      person.answer = ({ buttons }) => buttons.find((button) => /switch to live/i.test(button));
      const { active } = await uploadFile('over.pdf', makePdf({ bytes: 5 * mb + 1 }));
      assert.equal(active, 'live');
      assert.ok(person.shown.at(-1)?.modal);
      assert.match(person.shown.at(-1)?.message ?? '', /live\?/i);
      assert.deepEqual([sent().length, sent('live').length], [0, 0]);
    });
  });
});
