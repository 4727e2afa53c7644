import * as assert from 'node:assert';
import type { EnvironmentName } from '../../../src/api/environmentName';
import type { EnvironmentStatus } from '../../../src/environment/environments';
import { KnownCredits } from '../../../src/environment/knownCredits';
import { startEmulator, type Emulator } from '../../emulator';
import { testClient, token } from '../support/client';

describe('known credits', () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  async function setUp() {
    emulator = await startEmulator({ environment: 'sandbox' });
    const account = emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com', credits: 87 });
    const { client } = testClient(new URL(emulator.baseUrl).origin);
    const listeners = new Set<(environment: EnvironmentName) => unknown>();
    const place = { tokenSavedAt: 1, url: 'https://a.example/api/v1.2' };
    const environments = {
      client: () => Promise.resolve(client),
      status: (environment: EnvironmentName): EnvironmentStatus => ({
        environment,
        baseUrl: { ok: true, url: place.url, origin: '', host: '' },
        token: { state: 'unverified' },
        tokenSavedAt: place.tokenSavedAt,
      }),
      onDidChangeStatus: (listener: (environment: EnvironmentName) => unknown) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    };
    const credits = new KnownCredits(environments, { now: () => 5000 });
    let changes = 0;
    credits.onDidChange(() => changes++);
    const change = (next: Partial<typeof place>) => {
      Object.assign(place, next);
      listeners.forEach((listener) => listener('sandbox'));
    };
    return { emulator, account, credits, place, change, listeners, changes: () => changes };
  }

  it('makes no request on its own, and caches the response of each environment', async () => {
    const { emulator: server, credits, changes } = await setUp();
    assert.strictEqual(credits.get('sandbox'), undefined);
    assert.strictEqual(server.journal.entries.length, 0);
    await credits.read('sandbox');
    const seen = credits.get('sandbox');
    assert.deepStrictEqual([seen?.credits?.plan, seen?.seenAt], [87, 5000]);
    assert.strictEqual(credits.get('live'), undefined);
    assert.strictEqual(server.journal.entries.length, 1);
    assert.strictEqual(changes(), 1);
  });

  for (const next of [{ tokenSavedAt: 2 }, { url: 'https://b.example/api/v1.2' }]) {
    it(`drops the credits permanently when this changes: ${Object.keys(next).join()}`, async () => {
      const { credits, place, change, changes } = await setUp();
      const before = { ...place };
      await credits.read('sandbox');
      change(next);
      assert.strictEqual(credits.get('sandbox'), undefined);
      assert.strictEqual(changes(), 2);
      change(before);
      assert.strictEqual(credits.get('sandbox'), undefined);
    });
  }

  it('keeps the credits if only the check of the token changes', async () => {
    const { credits, change, changes } = await setUp();
    await credits.read('sandbox');
    change({});
    assert.notStrictEqual(credits.get('sandbox'), undefined);
    assert.strictEqual(changes(), 1);
  });

  it('does not cache the response for one token under another', async () => {
    const { emulator: server, account, credits, change } = await setUp();
    let answer = () => {};
    const hold = new Promise<void>((resolve) => (answer = resolve));
    server.faults.add({ path: '/getcredits', hold, times: 1 });
    const reading = credits.read('sandbox');
    await server.journal.waitFor(({ path }) => path === '/getcredits');
    change({ tokenSavedAt: 2 });
    account.planCredits = 5;
    await credits.read('sandbox');
    answer();
    await reading;
    assert.strictEqual(credits.get('sandbox')?.credits?.plan, 5);
  });

  it('treats an account without a subscription as no failure', async () => {
    const { account, credits } = await setUp();
    account.subscription = false;
    assert.strictEqual(await credits.read('sandbox'), undefined);
    assert.deepStrictEqual(Object.keys(credits.get('sandbox') ?? {}).includes('credits'), true);
    assert.strictEqual(credits.get('sandbox')?.credits, undefined);
  });

  it('keeps the last credits if a read fails', async () => {
    const { emulator: server, credits } = await setUp();
    await credits.read('sandbox');
    server.faults.add({ path: '/getcredits', status: 405, body: { error: 'Invalid API Token!' } });
    await assert.rejects(credits.read('sandbox'), { kind: 'unauthorized' });
    assert.strictEqual(credits.get('sandbox')?.credits?.plan, 87);
  });

  it('stops listening when it is disposed of', async () => {
    const { credits, listeners } = await setUp();
    credits.dispose();
    assert.strictEqual(listeners.size, 0);
  });
});
