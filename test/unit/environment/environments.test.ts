import * as assert from 'node:assert';
import type { Environments } from '../../../src/environment/environments';
import { setToken } from '../../../src/environment/setToken';
import { removeToken } from '../../../src/environment/tokenCommands';
import { readTarget } from '../../../src/environment/target';
import { startEmulator, type Emulator } from '../../emulator';
import { token } from '../support/client';
import { Desk } from './desk';

const ada = { state: 'valid', account: { name: 'Ada', email: 'ada@example.com' } } as const;
const newToken = 'test.zzzzzzzzzzzzzzzzzzzzz1';

/** Resolves when the environment's status satisfies `condition`. */
function until(environments: Environments, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (condition()) {
        subscription.dispose();
        resolve();
      }
    };
    const subscription = environments.onDidChangeStatus(check);
    check();
  });
}

describe('tokens in two windows with a slow keyring', () => {
  let emulator: Emulator;
  let desk: Desk;
  let here: Environments;
  let there: Environments;

  beforeEach(async () => {
    emulator = await startEmulator({ environment: 'sandbox' });
    emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    desk = new Desk(30);
    desk.settings.set('opensign.sandbox.baseUrl', emulator.baseUrl);
    [here, there] = await Promise.all([desk.open(), desk.open()]);
    await here.storeToken(readTarget('sandbox'), token, { state: 'unverified' });
    await until(there, () => state(there) === 'unverified');
    desk.secretWrites.length = 0;
  });
  afterEach(async () => {
    desk.dispose();
    await emulator.close();
  });

  const state = (environments: Environments) => environments.status('sandbox').token.state;

  /** Starts a check here that gets its answer only when `answer` is called. */
  async function startCheck(status?: number) {
    let answer = () => {};
    const hold = new Promise<void>((resolve) => (answer = resolve));
    emulator.journal.clear();
    const reply = status === undefined ? {} : { status, body: { error: 'Invalid API Token!' } };
    emulator.faults.add({ path: '/getuser', hold, times: 1, ...reply });
    const check = here.check('sandbox').catch(() => undefined);
    await emulator.journal.waitFor(({ path }) => path === '/getuser');
    return { check, answer: () => answer() };
  }

  it('writes no secret for the result of a check', async () => {
    await here.check('sandbox');
    assert.deepStrictEqual(here.status('sandbox').token, ada);
    const client = await here.client('sandbox');
    await client.listTemplates(0, 10);
    emulator.faults.add({
      path: '/templatelist',
      status: 405,
      body: { error: 'Invalid API Token!' },
      times: 1,
    });
    await assert.rejects(client.listTemplates(0, 10), { kind: 'unauthorized' });
    await until(here, () => state(here) === 'rejected');
    assert.deepStrictEqual(desk.secretWrites, []);
  });

  for (const status of [undefined, 405]) {
    const verdict = status === undefined ? 'accepts' : 'rejects';
    it(`keeps a removal during a check that ${verdict} the token`, async () => {
      const { check, answer } = await startCheck(status);
      const [stored] = there.tokens('sandbox');
      assert.ok(stored);
      const removal = there.removeToken('sandbox', stored);
      answer();
      await Promise.all([check, removal]);
      await until(here, () => state(here) === 'none');
      assert.strictEqual(state(there), 'none');
      assert.strictEqual(desk.secrets.size, 0);
      await assert.rejects(here.client('sandbox'), { kind: 'noToken' });
    });

    it(`keeps a new token during a check that ${verdict} the old one, and leaves it unverified`, async () => {
      const { check, answer } = await startCheck(status);
      const replacing = there.storeToken(readTarget('sandbox'), newToken, { state: 'unverified' });
      answer();
      await Promise.all([check, replacing]);
      await until(here, () => here.tokens('sandbox')[0]?.id === there.tokens('sandbox')[0]?.id);
      assert.strictEqual(await here.token('sandbox'), newToken);
      assert.strictEqual(state(here), 'unverified');
      assert.strictEqual(state(there), 'unverified');
    });
  }

  for (const all of [false, true]) {
    it(`${all ? 'Remove All' : 'Remove'} keeps and reports a token that another window has just set`, async () => {
      if (all) {
        desk.setBaseUrl('sandbox', 'https://other.example/api/v1.2');
        await here.storeToken(readTarget('sandbox'), token, { state: 'unverified' });
        desk.setBaseUrl('sandbox', emulator.baseUrl);
      }
      const [stored] = here.tokens('sandbox').filter(({ origin }) => origin === emulator.origin);
      desk.user = {
        answer: async (_, buttons) => {
          desk.secretWrites.length = 0;
          const replacing = there.storeToken(readTarget('sandbox'), newToken, { state: 'unverified' });
          await new Promise<void>((resolve) => {
            const written = desk.store().onDidChange(() => {
              written.dispose();
              resolve();
            });
          });
          // It's in the keyring, and this window hasn't read it yet.
          assert.ok(here.tokens('sandbox').some(({ id }) => id === stored?.id));
          void replacing;
          return buttons[all ? 1 : 0];
        },
      };
      await removeToken(here, 'sandbox');
      assert.strictEqual(await there.token('sandbox'), newToken);
      assert.deepStrictEqual(
        desk.shown.at(-1),
        `Another window replaced or removed a Sandbox token. Tokens removed: ${all ? 1 : 0}.`,
      );
      assert.strictEqual(here.tokens('sandbox').length, 1);
    });
  }

  it('are not replaced without a question while the keyring is being read', async () => {
    const early = desk.start();
    const loading = early.load();
    desk.user = { type: () => newToken };
    await setToken(early, 'sandbox');
    await loading;
    assert.match(desk.shown.join(), /^Replace the API token for Sandbox\?/);
    assert.strictEqual(await here.token('sandbox'), token);
  });

  it('shows what another window learned when the window gets the focus', async () => {
    const heard: string[] = [];
    await here.check('sandbox');
    there.onDidChangeStatus((environment) => heard.push(environment));
    desk.focusWindows();
    desk.focusWindows();
    assert.deepStrictEqual(heard, ['sandbox']);
    assert.deepStrictEqual(there.status('sandbox').token, ada);
  });

  it('ignores a read of the keyring that ends after a later one', async () => {
    const store = desk.store();
    const list = store.list.bind(store);
    const third = await desk.open(store);
    let release = () => {};
    let begun = () => {};
    const held = new Promise<void>((resolve) => (begun = resolve));
    const ends = new Promise<void>((resolve) => (release = resolve));
    store.list = async (...args) => {
      store.list = list;
      const found = await list(...args);
      begun();
      await ends;
      return found;
    };
    const late = third.load();
    await held;
    const [stored] = here.tokens('sandbox');
    assert.ok(stored);
    await here.removeToken('sandbox', stored);
    await until(third, () => state(third) === 'none');
    release();
    await late;
    assert.strictEqual(state(third), 'none');
  });

  it('finds check and token again in a new window', async () => {
    await here.check('sandbox');
    assert.deepStrictEqual((await desk.open()).status('sandbox').token, ada);
  });
});

describe('tokens and origins', () => {
  let first: Emulator;
  let second: Emulator;
  let desk: Desk;
  let environments: Environments;

  beforeEach(async () => {
    first = await startEmulator({ environment: 'live' });
    second = await startEmulator({ environment: 'live' });
    first.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    second.addAccount({ token: newToken, name: 'Ben', email: 'ben@example.com' });
    desk = new Desk();
    desk.settings.set('opensign.live.baseUrl', first.baseUrl);
    environments = await desk.open();
    await environments.storeToken(readTarget('live'), token, ada);
  });
  afterEach(async () => {
    desk.dispose();
    await first.close();
    await second.close();
  });

  it('has one token for each origin, and uses it again on return', async () => {
    const heard: string[] = [];
    environments.onDidChangeStatus((environment) => heard.push(environment));
    const savedAt = environments.status('live').tokenSavedAt;
    desk.setBaseUrl('live', second.baseUrl);
    const { host } = new URL(first.origin);
    assert.deepStrictEqual(environments.status('live').token, { state: 'otherOrigin', host });
    assert.strictEqual(environments.status('live').tokenSavedAt, undefined);
    await assert.rejects(environments.client('live'), {
      kind: 'otherOrigin',
      details: { environment: 'live', host },
    });
    await environments.storeToken(readTarget('live'), newToken, { state: 'unverified' });
    await (await environments.client('live')).listTemplates(0, 10);
    desk.setBaseUrl('live', first.baseUrl);
    assert.deepStrictEqual(environments.status('live').token, ada);
    assert.strictEqual(environments.status('live').tokenSavedAt, savedAt);
    await (await environments.client('live')).listTemplates(0, 10);
    assert.ok(heard.length >= 3);
    const sent = (emulator: Emulator) =>
      new Set(emulator.journal.entries.map(({ headers }) => headers['x-api-token']));
    assert.deepStrictEqual([...sent(first)], [token]);
    assert.deepStrictEqual([...sent(second)], [newToken]);
    assert.deepStrictEqual([...(await environments.allTokens('live'))].sort(), [token, newToken].sort());
  });

  it('neither sends nor stores a token if the base URL changed since the target was read', async () => {
    const target = readTarget('live');
    desk.secretWrites.length = 0;
    desk.setBaseUrl('live', second.baseUrl);
    const changed = { name: 'BaseUrlChangedError', now: second.baseUrl };
    await assert.rejects(environments.verify(target, newToken), changed);
    await assert.rejects(environments.storeToken(target, newToken, { state: 'unverified' }), changed);
    assert.deepStrictEqual([first.journal.entries.length, second.journal.entries.length], [0, 0]);
    assert.deepStrictEqual(desk.secretWrites, []);
  });
});
