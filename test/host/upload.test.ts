import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { OpenSignClient } from '../../src/api/client';
import { OpenSignError } from '../../src/api/errors';
import { systemClock } from '../../src/api/fetch';
import { createUpload } from '../../src/upload/createUpload';
import { fileBody } from '../../src/api/fileBody';
import type { UploadEnvironments } from '../../src/upload/uploadFlow';
import { makePdf } from '../fixtures/pdf';
import { startLoopback } from '../unit/support/loopback';

const url = process.env.OPENSIGN_SANDBOX_URL ?? '';
const token = process.env.OPENSIGN_SANDBOX_TOKEN ?? '';

function clientOf(baseUrl: string): OpenSignClient {
  return new OpenSignClient({
    environment: 'sandbox',
    baseUrl,
    token,
    // VS Code's own.
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: systemClock,
    log: { request: () => {} },
    timeouts: { readMs: 10_000, uploadMs: 10_000 },
  });
}

/** A file system that exists in memory only, as those of virtual workspaces do. */
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

  const upload = (environments: Partial<UploadEnvironments> = {}) =>
    createUpload({
      environments: {
        active: 'sandbox',
        setActive: () => Promise.resolve(),
        client: () => Promise.resolve(clientOf(url)),
        ...environments,
      },
      templates: {
        refresh: () => Promise.resolve(),
        reveal: (id) => {
          revealed.push(id);
          return Promise.resolve();
        },
      },
      documents: { refresh: () => Promise.resolve() },
      state: memoryState(stored),
      log: { error: (_, error) => console.error(error) },
    }).handlers['opensign.uploadPdf'];

  /** Runs a command of the quick input until `work` has ended: nothing tells a test that an input is open. */
  const whilePressing = async (command: string, work: Promise<unknown>) => {
    const state = { ended: false };
    const end = () => {
      state.ended = true;
    };
    const watched = work.then(end, end);
    while (!state.ended) {
      await vscode.commands.executeCommand(command);
      await Promise.race([watched, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    return work;
  };

  it('VS Code’s fetch sends the body as it is made, and its length before it', async () => {
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

  it('uploads a file of a virtual file system with the answers that are offered', async () => {
    memory.files.set('/Service contract.pdf', makePdf());
    const work = upload()(uri('Service contract.pdf'), [uri('Service contract.pdf')]);
    await whilePressing('workbench.action.acceptSelectedQuickOpenItem', Promise.resolve(work));
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
    await whilePressing('workbench.action.closeQuickOpen', Promise.resolve(work));
    const { items } = await clientOf(url).listTemplates(0, 100);
    assert.ok(items.every(({ title }) => title !== 'closed'));
    assert.deepEqual(revealed, []);
  });

  it('asks nothing about files that are not fit to be uploaded', async () => {
    memory.files.set('/empty.pdf', new Uint8Array());
    memory.files.set('/text.pdf', Buffer.from('not a PDF'));
    const names = ['empty.pdf', 'text.pdf', 'missing.pdf', 'folder'];
    // Would not end if something were asked.
    await upload()(uri('empty.pdf'), names.map(uri));
    await upload()(uri('folder'));
  });

  it('asks nothing without a token', async () => {
    const noToken = new OpenSignError('noToken', { environment: 'sandbox' });
    const handler = upload({ client: () => Promise.reject(noToken) });
    await assert.rejects(Promise.resolve(handler()), noToken);
  });
});
