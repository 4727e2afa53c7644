import * as assert from 'node:assert';
import type { ServerResponse } from 'node:http';
import type { OpenSignClient } from '../../../src/api/client';
import { OpenSignError } from '../../../src/api/errors';
import type { Fetch } from '../../../src/api/fetch';
import { fileBody } from '../../../src/api/streamedBody';
import { toTimeoutMs, timeoutSettings } from '../../../src/environment/environmentSettings';
import { testClient, testFetch } from '../support/client';
import { startLoopback } from '../support/loopback';
import { readManifest } from '../support/project';

const id = 'Tp5mVa20Rk';
const body = () => fileBody({ title: 'x' }, new TextEncoder().encode('%PDF-1.4'));

/** All writes with a body, small and large. */
const writes: readonly (readonly [string, (client: OpenSignClient) => Promise<unknown>])[] = [
  ['POST /drafttemplate', (client) => client.draftTemplate(body())],
  ['POST /draftdocument', (client) => client.draftDocument(new TextEncoder().encode('{"title":"x"}'))],
  ['POST /createdocument', (client) => client.documents.create(body())],
  [`POST /createdocument/${id}`, (client) => client.documents.createFromTemplate(id, { signers: [] })],
  [`PUT /template/${id}`, (client) => client.updateTemplate(id, { name: 'x' })],
  [`PUT /document/${id}`, (client) => client.documents.update(id, { note: 'x' })],
  [`POST /document/${id}`, (client) => client.documents.revoke(id, undefined)],
  ['POST /resendmail', (client) => client.documents.resendEmail(id, 'a@example.com')],
  ['POST /createcontact', (client) => client.contacts.create({ name: 'Ada', email: 'a@example.com' })],
  [`PUT /contact/${id}`, (client) => client.contacts.update(id, { name: 'Ada' })],
  ['POST /webhook', (client) => client.webhook.set('https://example.net/hook')],
];

const engines: readonly (readonly [string, Fetch])[] = [
  ["npm's undici", testFetch],
  ["Node's fetch", (input, init) => fetch(input, init)],
];

async function kindOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    assert.ok(error instanceof OpenSignError, String(error));
    return error.kind;
  }
}

const refuse = (status: number) => (_: unknown, response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end('{"error":"Contact already exists!","objectId":"abc"}');
};

for (const [engine, engineFetch] of engines) {
  describe(`writes with ${engine}`, () => {
    it('arrive once after status 421, with their length and not in chunks', async () => {
      const server = await startLoopback(refuse(421));
      try {
        for (const [route, write] of writes) {
          const before = server.received.length;
          const kind = await kindOf(write(testClient(server.origin, { fetch: engineFetch }).client));
          assert.strictEqual(kind, 'invalidRequest', route);
          assert.strictEqual(server.received.length, before + 1, route);
          const request = server.received.at(-1);
          assert.ok(request);
          assert.strictEqual(`${request.method} ${request.url}`, route.replace(' ', ' /api/v1.2'));
          assert.strictEqual(request.headers['content-length'], String(request.body.length));
          assert.strictEqual(request.headers['transfer-encoding'], undefined);
          assert.doesNotThrow(() => JSON.parse(String(request.body)) as unknown);
        }
      } finally {
        await server.close();
      }
    });

    it('treat a 401 as a conflict, and a 407 as a proxy error', async () => {
      const conflict = await startLoopback(refuse(401));
      const proxy = await startLoopback(refuse(407));
      try {
        for (const [route, write] of writes) {
          const expected = route === 'POST /webhook' ? 'done' : 'conflict';
          const options = { fetch: engineFetch };
          assert.strictEqual(
            await kindOf(write(testClient(conflict.origin, options).client)),
            expected,
            route,
          );
          assert.strictEqual(await kindOf(write(testClient(proxy.origin, options).client)), 'proxy', route);
        }
        assert.strictEqual(conflict.received.length, writes.length);
        assert.strictEqual(proxy.received.length, writes.length);
        const { client } = testClient(proxy.origin, { fetch: engineFetch });
        assert.strictEqual(await kindOf(client.getAccount()), 'proxy');
        assert.strictEqual(await kindOf(client.download(`${proxy.origin}/f.pdf`, 100)), 'proxy');
      } finally {
        await conflict.close();
        await proxy.close();
      }
    });
  });
}

describe('a write that fails', () => {
  /** A `fetch` that ignores its signal and reads a given number of chunks of the body. */
  const idle =
    (chunks: number): Fetch =>
    async (_, init) => {
      const reader = (init?.body as ReadableStream<Uint8Array>).getReader();
      for (let chunk = 0; chunk < chunks; chunk++) {
        await reader.read();
      }
      return new Promise<never>(() => undefined);
    };

  it('is sent as a stream without cookies, because undici of Node 24.14 fails at a 401 otherwise', async () => {
    const inits: RequestInit[] = [];
    const keep: Fetch = (_, init) => {
      inits.push(init ?? {});
      return Promise.reject(new Error('enough'));
    };
    const { client } = testClient('http://127.0.0.1:1', { fetch: keep });
    for (const [, write] of writes) {
      await kindOf(write(client));
    }
    await kindOf(client.deleteTemplate(id));
    const last = inits.pop();
    assert.ok(inits.every((init) => init.body instanceof ReadableStream && init.credentials === 'omit'));
    assert.strictEqual(last?.body, undefined);
  });

  it('has an unknown outcome only when its last byte was sent', async () => {
    const options = { readMs: 20, uploadMs: 20 };
    const failing = (chunks: number) => {
      const { client } = testClient('http://127.0.0.1:1', { ...options, fetch: idle(chunks) });
      // Three pieces: before the file, the file, and after it.
      return kindOf(client.draftTemplate(body()));
    };
    assert.strictEqual(await failing(0), 'timeout');
    assert.strictEqual(await failing(2), 'timeout');
    assert.strictEqual(await failing(3), 'outcomeUnknown');
  });

  it('did not happen when it failed before it was sent', async () => {
    const nothing: Fetch = () => assert.fail('nothing may be sent');
    const { client } = testClient('http://127.0.0.1:1', { fetch: nothing });
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    assert.strictEqual(await kindOf(client.documents.createFromTemplate(id, circular)), 'offline');
    const odd = testClient('http://127.0.0.1:1', { fetch: nothing, token: 'test.a\nb' }).client;
    assert.strictEqual(await kindOf(odd.deleteTemplate(id)), 'offline');
  });

  it('has an unknown outcome when its response is too long', async () => {
    const server = await startLoopback((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ objectId: id, more: 'x'.repeat(2000) }));
    });
    try {
      const { client } = testClient(server.origin, { maxResponseBytes: 1000 });
      assert.strictEqual(await kindOf(client.draftTemplate(body())), 'outcomeUnknown');
      assert.strictEqual(await kindOf(client.getTemplate(id)), 'tooLarge');
    } finally {
      await server.close();
    }
  });
});

describe('the time limits in the settings', () => {
  it('are whole seconds between the limits, whatever is set', () => {
    const { readMs, uploadMs } = timeoutSettings;
    assert.strictEqual(toTimeoutMs(64.1, readMs), 64_000);
    assert.strictEqual(toTimeoutMs(0.2, readMs), 1000);
    assert.strictEqual(toTimeoutMs(-5, readMs), 1000);
    assert.strictEqual(toTimeoutMs(1e9, readMs), 600_000);
    assert.strictEqual(toTimeoutMs(1e9, uploadMs), 3_600_000);
    for (const nonsense of ['64', null, undefined, NaN, {}]) {
      assert.strictEqual(toTimeoutMs(nonsense, uploadMs), 120_000);
    }
  });

  it('are those of the manifest', () => {
    const { properties } = readManifest().contributes.configuration;
    for (const { name, fallback, min, max } of Object.values(timeoutSettings)) {
      const { default: standard, minimum, maximum } = properties[name] ?? {};
      assert.deepStrictEqual([standard, minimum, maximum], [fallback, min, max], name);
    }
  });

  it('may be fractions of milliseconds', async () => {
    const server = await startLoopback((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ objectId: id }));
    });
    try {
      const limit = 64.1 * 1000;
      assert.ok(!Number.isInteger(limit));
      const { client } = testClient(server.origin, { readMs: limit, uploadMs: limit });
      await client.getAccount();
      await client.draftTemplate(body());
      assert.strictEqual(server.received.length, 2);
    } finally {
      await server.close();
    }
  });
});
