import * as assert from 'node:assert';
import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import * as path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Transport } from '../../../src/api/transport';
import { systemClock } from '../../../src/api/fetch';
import { encodeBase64, fileBody, pieceSize } from '../../../src/api/streamedBody';
import { testFetch } from '../support/client';

const megabyte = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that don't repeat at the boundaries of pieces. */
function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) {
    bytes[index] = (index * 31 + (index >> 8) * 17 + (index >> 16)) & 255;
  }
  return bytes;
}

const expected = (fields: object, file: Uint8Array) =>
  JSON.stringify({ ...fields, file: Buffer.from(file).toString('base64') });

async function textOf(body: ReturnType<typeof fileBody>): Promise<string> {
  const bytes = new Uint8Array(await new Response(body.open()).arrayBuffer());
  assert.strictEqual(bytes.byteLength, body.size);
  return new TextDecoder().decode(bytes);
}

/** Counts the most pieces of `file` that are read before other waiting work runs. */
function countPieces(file: Uint8Array): () => number {
  let most = 0;
  let pieces = 0;
  let on = true;
  Object.assign(file, {
    subarray(from?: number, to?: number) {
      most = Math.max(most, ++pieces);
      return Uint8Array.prototype.subarray.call(file, from, to);
    },
  });
  const turn = () => {
    pieces = 0;
    if (on) {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  return () => {
    on = false;
    return most;
  };
}

describe('a request with a file', () => {
  it('encodes base64 like Node', () => {
    for (let size = 0; size <= 300; size++) {
      const bytes = noise(size);
      assert.strictEqual(Buffer.from(encodeBase64(bytes)).toString(), Buffer.from(bytes).toString('base64'));
    }
    assert.strictEqual(pieceSize % 3, 0);
  });

  it('is the same, byte for byte, around the boundaries of pieces', async () => {
    const sizes = [0, 1, 2, 3, 4, 5];
    for (const pieces of [1, 2, 3]) {
      sizes.push(...[-3, -2, -1, 0, 1, 2, 3].map((step) => pieces * pieceSize + step));
    }
    const fields = { title: 'Vertrag “ä” \u2028 \\ " {"file":""}', signers: [{ role: '契約' }] };
    for (const size of sizes) {
      const file = noise(size);
      const text = await textOf(fileBody(fields, file));
      // Not assert.strictEqual: it takes minutes to show a difference of this size.
      assert.ok(text === expected(fields, file), String(size));
    }
  });

  it('is JSON with only a file too, and can be created twice', async () => {
    const body = fileBody({}, noise(100));
    assert.strictEqual(await textOf(body), expected({}, noise(100)));
    assert.strictEqual(await textOf(body), expected({}, noise(100)));
  });

  it('encodes only the view of a larger buffer', async () => {
    const part = noise(1000).subarray(10, 500);
    assert.strictEqual(await textOf(fileBody({}, part)), expected({}, part));
  });

  it('lets other work run between two pieces, even when the receiver never waits', async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    await textOf(fileBody({}, noise(10 * pieceSize)));
    clearInterval(others);
    assert.ok(turns >= 5, `${turns} turns`);
  });

  describe('of 10 MB', function () {
    this.timeout(120_000);
    let sink: ChildProcess;
    let origin: string;
    before(async () => {
      sink = fork(path.join(__dirname, 'sink.mjs'), { execArgv: [] });
      const [port] = (await once(sink, 'message')) as [number];
      origin = `http://127.0.0.1:${port}`;
    });
    after(() => sink.kill());

    const send = async (fetch: typeof testFetch) => {
      const transport = new Transport({
        environment: 'sandbox',
        baseUrl: origin,
        token: 'test.0123456789abcdefghijk',
        fetch,
        clock: systemClock,
        log: { request: () => {} },
      });
      const weight = () => process.memoryUsage().external + process.memoryUsage().heapUsed;
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, 20));
      collectGarbage();
      const before = weight();
      let most = 0;
      const sampler = setInterval(() => (most = Math.max(most, weight() - before)), 1);
      const file = noise(10 * megabyte);
      const mostPieces = countPieces(file);
      const body = fileBody({ title: 'contract' }, file);
      const response = (await transport.send('POST', '/draft', { body, timeoutMs: 20_000 })) as Record<
        string,
        unknown
      >;
      const atOnce = mostPieces();
      clearInterval(sampler);
      return { response, file, size: body.size, atOnce, megabytes: most / megabyte };
    };

    const engines = {
      'Node’s fetch': (url: string, init?: RequestInit) => fetch(url, init),
      undici: testFetch,
    };
    for (const [name, engine] of Object.entries(engines)) {
      it(`is sent completely, with its length, while other work runs (${name})`, async () => {
        let atOnce = 0;
        let megabytes = Infinity;
        // The time of garbage collection varies, so the run with the least memory counts.
        for (let run = 0; run < 3; run++) {
          const { response, file, size, ...figures } = await send(engine);
          const text = expected({ title: 'contract' }, file);
          assert.deepStrictEqual(response, {
            objectId: 'Tp5mVa20Rk',
            bytes: size,
            sha256: createHash('sha256').update(text).digest('hex'),
            length: String(size),
          });
          atOnce = Math.max(atOnce, figures.atOnce);
          megabytes = Math.min(megabytes, figures.megabytes);
        }
        assert.ok(atOnce >= 1 && atOnce <= 2, `${atOnce} pieces were encoded in one turn of the event loop`);
        // The file and a few pieces: the whole base64 would be another 13.4 MB.
        assert.ok(megabytes > 9 && megabytes < 22, `it took ${megabytes.toFixed(1)} MB`);
        console.log(`        most memory ${megabytes.toFixed(1)} MB`);
      });
    }
  });
});
