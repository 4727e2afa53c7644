import * as assert from 'node:assert';
import type { ServerResponse } from 'node:http';
import { isCanceled, mayHaveHappened, OpenSignError } from '../../../src/api/errors';
import { StreamedBody } from '../../../src/api/streamedBody';
import type { OpenSignClient } from '../../../src/api/client';
import { token, testClient } from '../support/client';
import { startLoopback, type Loopback, type Received } from '../support/loopback';

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
};
const body = new TextEncoder().encode('{"title":"x"}');

async function failure(promise: Promise<unknown>): Promise<OpenSignError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof OpenSignError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'it did not fail' });
}

describe('transport', () => {
  let server: Loopback | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  const serve = async (respond: (request: Received, response: ServerResponse) => void): Promise<Loopback> => {
    server = await startLoopback(respond);
    return server;
  };

  it('sends the token in its header, accepts JSON, and names a content type only with a body', async () => {
    const { origin, received } = await serve((request, response) =>
      request.method === 'GET'
        ? json(response, 200, { objectId: 'abc', name: 'Ada' })
        : json(response, 200, { objectId: 'Tp5mVa20Rk', url: 'https://x/y' }),
    );
    const { client } = testClient(origin);
    await client.getAccount();
    await client.draftTemplate(body);
    const [read, write] = received;
    assert.strictEqual(read?.url, '/api/v1.2/getuser');
    assert.strictEqual(read.headers['x-api-token'], token);
    assert.strictEqual(read.headers.accept, 'application/json');
    assert.strictEqual(read.headers['content-type'], undefined);
    assert.strictEqual(write?.headers['content-type'], 'application/json');
    assert.strictEqual(write.headers['content-length'], String(body.byteLength));
    assert.strictEqual(write.body.toString(), '{"title":"x"}');
  });

  it('blocks every redirect to protect the token', async () => {
    const elsewhere = await startLoopback((_, response) => json(response, 200, { objectId: 'abc' }));
    try {
      const { origin } = await serve((_, response) => {
        response.writeHead(307, { location: `${elsewhere.origin}/api/v1.2/getuser` });
        response.end();
      });
      const { client } = testClient(origin);
      assert.strictEqual((await failure(client.getAccount())).kind, 'redirected');
      assert.strictEqual((await failure(client.draftTemplate(body))).kind, 'redirected');
      assert.strictEqual(elsewhere.received.length, 0);
    } finally {
      await elsewhere.close();
    }
  });

  it('retries a read with backoff, and gives up after three tries', async () => {
    const { origin, received } = await serve((_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>');
    });
    const { client, clock } = testClient(origin);
    assert.strictEqual((await failure(client.getAccount())).kind, 'server');
    assert.strictEqual(received.length, 3);
    assert.deepStrictEqual(clock.sleeps, [500, 1000]);
  });

  it('follows Retry-After, but doesn’t wait forever', async () => {
    let after = '2';
    const { origin, received } = await serve((_, response) =>
      json(response, 429, { error: 'slow' }, { 'retry-after': after }),
    );
    const { client, clock } = testClient(origin);
    await failure(client.getAccount());
    assert.deepStrictEqual(clock.sleeps, [2000, 2000]);
    after = '3600';
    assert.strictEqual((await failure(client.getAccount())).kind, 'throttled');
    assert.strictEqual(received.length, 4);
  });

  it('never retries a write', async () => {
    const { origin, received } = await serve((_, response) => {
      response.writeHead(503, { 'content-type': 'text/html', 'retry-after': '1' });
      response.end();
    });
    await failure(testClient(origin).client.draftTemplate(body));
    assert.strictEqual(received.length, 1);
  });

  it('doesn’t retry a read that ran out of credits', async () => {
    const { origin, received } = await serve((_, response) =>
      json(response, 429, { error: 'Quota reached' }),
    );
    assert.strictEqual((await failure(testClient(origin).client.getAccount())).kind, 'quota');
    assert.strictEqual(received.length, 1);
  });

  it('ends a read that takes too long, the body included', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"objectId":');
    });
    const error = await failure(testClient(origin, { readMs: 150 }).client.getAccount());
    assert.strictEqual(error.kind, 'timeout');
    assert.strictEqual(error.details.timeoutMs, 150);
  });

  it('reports an unknown outcome of a write without a complete response', async () => {
    const { origin } = await serve(() => undefined);
    assert.strictEqual(
      (await failure(testClient(origin, { uploadMs: 150 }).client.draftTemplate(body))).kind,
      'outcomeUnknown',
    );
    await server?.close();
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"objectId":', () => response.destroy());
    });
    assert.strictEqual(
      (await failure(testClient(cut.origin).client.draftTemplate(body))).kind,
      'outcomeUnknown',
    );
    assert.strictEqual(cut.received.length, 1);
  });

  it('reports a write that was never sent as not carried out', async () => {
    const { origin } = await serve(() => undefined);
    await server?.close();
    assert.strictEqual((await failure(testClient(origin).client.draftTemplate(body))).kind, 'offline');
  });

  describe('when canceled', () => {
    const requests: readonly (readonly [
      string,
      (client: OpenSignClient, signal: AbortSignal) => Promise<unknown>,
      boolean,
    ])[] = [
      ['a write with a body', (client, signal) => client.draftTemplate(body, signal), true],
      ['a write without a body', (client, signal) => client.deleteTemplate('Tp5mVa20Rk', signal), true],
      ['a read', (client, signal) => client.getAccount(signal), false],
    ];
    for (const [what, request, expected] of requests) {
      it(`reports ${what} as ${expected ? 'possibly' : 'not'} carried out once the server has it`, async () => {
        let arrived = () => {};
        const here = new Promise<void>((resolve) => (arrived = resolve));
        const { origin, received } = await serve(() => arrived());
        const { client } = testClient(origin);
        const abort = new AbortController();
        const running = failure(request(client, abort.signal));
        await here;
        abort.abort();
        const error = await running;
        assert.strictEqual(error.kind, 'canceled');
        assert.strictEqual(error.details.mayHaveHappened, expected ? true : undefined);
        assert.strictEqual(error.details.environment, 'sandbox');
        assert.deepStrictEqual([mayHaveHappened(error), isCanceled(error)], [expected, !expected]);
        assert.strictEqual(received.length, 1);
      });

      it(`reports ${what} as not carried out before it starts`, async () => {
        const { origin, received } = await serve(() => undefined);
        const error = await failure(request(testClient(origin).client, AbortSignal.abort()));
        assert.deepStrictEqual([error.kind, mayHaveHappened(error)], ['canceled', false]);
        assert.strictEqual(received.length, 0);
      });
    }

    it('reports a write as not carried out while its body is being sent', async () => {
      const { origin } = await serve(() => undefined);
      const abort = new AbortController();
      const half = new StreamedBody(2, async function* () {
        yield new Uint8Array(1);
        abort.abort();
        await new Promise(() => {});
      });
      const error = await failure(testClient(origin).client.draftTemplate(half, abort.signal));
      assert.deepStrictEqual([error.kind, mayHaveHappened(error)], ['canceled', false]);
    });
  });

  it('distinguishes an account without a profile from another server', async () => {
    let message = 'User not found!';
    const { origin } = await serve((_, response) => json(response, 404, { error: message }));
    const { client } = testClient(origin);
    assert.deepStrictEqual(await client.getAccount(), {});
    message = 'no such page';
    assert.strictEqual((await failure(client.getAccount())).kind, 'notOpenSign');
  });

  it('rejects a 200 response of another shape', async () => {
    const { origin } = await serve((_, response) => json(response, 200, { hello: 'world' }));
    const { client } = testClient(origin);
    assert.strictEqual((await failure(client.getAccount())).kind, 'notOpenSign');
    assert.strictEqual((await failure(client.listTemplates(0, 500))).kind, 'notOpenSign');
    assert.strictEqual((await failure(client.draftTemplate(body))).kind, 'outcomeUnknown');
  });

  it('puts only IDs into paths', async () => {
    const { origin, received } = await serve((_, response) => json(response, 200, {}));
    assert.strictEqual((await failure(testClient(origin).client.getTemplate('../getuser'))).kind, 'notFound');
    assert.strictEqual((await failure(testClient(origin).client.deleteTemplate(''))).kind, 'notFound');
    assert.strictEqual(received.length, 0);
  });

  it('pages until a short page, however many items are readable', async () => {
    const { origin } = await serve((request, response) => {
      const skip = Number(new URL(request.url, 'http://x').searchParams.get('skip'));
      json(response, 200, {
        result: skip === 0 ? [{ objectId: 'a' }, { nonsense: true }] : [{ objectId: 'b', title: '' }],
      });
    });
    const { client } = testClient(origin);
    const first = await client.listTemplates(0, 2);
    assert.strictEqual(first.next, 2);
    assert.deepStrictEqual(
      first.items.map((item) => item.id),
      ['a'],
    );
    assert.strictEqual((await client.listTemplates(2, 2)).next, undefined);
  });
});

describe('download', () => {
  it('fetches without the token, within its limit, and only a PDF', async () => {
    let content = Buffer.from('%PDF-1.4 hello');
    const server = await startLoopback((request, response) => {
      if (request.url.startsWith('/gone')) {
        response.writeHead(403, { 'content-type': 'application/xml' });
        response.end('<Error/>');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/pdf' });
      response.end(content);
    });
    try {
      const { client, log } = testClient(server.origin);
      const bytes = await client.download(`${server.origin}/f.pdf?X-Amz-Signature=s3cr3t`, 100);
      assert.strictEqual(Buffer.from(bytes).toString(), '%PDF-1.4 hello');
      assert.strictEqual(server.received[0]?.headers['x-api-token'], undefined);
      assert.strictEqual((await failure(client.download(`${server.origin}/f.pdf`, 5))).kind, 'tooLarge');
      content = Buffer.from('<html>');
      assert.strictEqual((await failure(client.download(`${server.origin}/f.pdf`, 100))).kind, 'badFile');
      assert.strictEqual((await failure(client.download(`${server.origin}/gone`, 100))).kind, 'notFound');
      assert.ok(!log.lines.join('\n').includes('s3cr3t'));
    } finally {
      await server.close();
    }
  });

  it('trusts no link without TLS when the server has TLS, and never another scheme', async () => {
    const { client } = testClient('https://sandbox.opensignlabs.com', {
      fetch: () => assert.fail('nothing may be fetched'),
    });
    for (const link of ['http://127.0.0.1/x.pdf', 'file:///etc/passwd', 'data:application/pdf,x', 'x', '']) {
      assert.strictEqual((await failure(client.download(link, 100))).kind, 'badFile');
    }
  });
});
