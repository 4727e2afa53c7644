import * as assert from 'node:assert';
import type { TokenCheck } from '../../../src/environment/tokenStore';
import { Desk } from './desk';

const global = 'https://app.opensignlabs.com';
const eu = 'https://eu-app.opensignlabs.com';
const token = 'opensign.0123456789abcdefghijk';
const valid: TokenCheck = { state: 'valid', account: { name: 'Ada', email: 'ada@example.com' } };

describe('token store', () => {
  it('keeps one token per environment and origin', async () => {
    const store = new Desk().store();
    await store.set('live', { origin: global, token, savedAt: 1 }, valid);
    await store.set('live', { origin: eu, token: 'opensign.eu', savedAt: 2 }, valid);
    assert.strictEqual((await store.get('live', global))?.token, token);
    assert.strictEqual((await store.get('live', eu))?.token, 'opensign.eu');
    assert.strictEqual(await store.get('sandbox', global), undefined);
    assert.deepStrictEqual(
      (await store.list('live', global)).map(({ origin }) => origin),
      [eu, global],
    );
    const stored = await store.get('live', eu);
    assert.ok(stored);
    await store.delete('live', stored);
    assert.strictEqual(await store.get('live', eu), undefined);
    assert.strictEqual((await store.get('live', global))?.token, token);
  });

  it('gives every token a random ID, and keeps its check outside the secret', async () => {
    const desk = new Desk();
    const store = desk.store();
    const ids = new Set<string>();
    for (const savedAt of [1, 1]) {
      await store.set('live', { origin: global, token, savedAt }, valid);
      ids.add((await store.get('live', global))?.id ?? '');
    }
    assert.strictEqual(ids.size, 2);
    const [first = '', second = ''] = ids;
    assert.deepStrictEqual(store.check(second), valid);
    assert.deepStrictEqual(
      store.check(first),
      { state: 'unverified' },
      'the check of the replaced token is deleted',
    );
    assert.doesNotMatch([...desk.secrets.values()].join(), /Ada|check/);
  });

  it('treats an unknown state as unverified', async () => {
    const store = new Desk().store();
    await store.setCheck('x', { state: 'superb' } as unknown as TokenCheck);
    assert.deepStrictEqual(store.check('x'), { state: 'unverified' });
  });

  it('keeps a limited number of checks', async () => {
    const store = new Desk().store();
    for (let i = 0; i < 30; i++) {
      await store.setCheck(String(i), { state: 'rejected' });
    }
    const known = Array.from({ length: 30 }, (_, i) => store.check(String(i))).filter(
      ({ state }) => state === 'rejected',
    );
    assert.strictEqual(known.length, 20);
    assert.deepStrictEqual(store.check('29'), { state: 'rejected' });
  });

  for (const broken of [
    '',
    'not json',
    '[]',
    '"text"',
    '{}',
    '{"token":"","origin":"https://x"}',
    '{"token":"a"}',
    '{"token":"a","origin":"https://other.example"}',
  ]) {
    it(`treats a broken entry as missing: ${broken || '(empty)'}`, async () => {
      const desk = new Desk();
      desk.secrets.set(`opensign.token.live ${global}`, broken);
      assert.strictEqual(await desk.store().get('live', global), undefined);
      assert.deepStrictEqual(await desk.store().list('live', global), []);
    });
  }

  describe('with a token from version 0.1.0', () => {
    const setUp = () => {
      const desk = new Desk();
      const entry = { token, origin: global, check: valid, savedAt: 7 };
      desk.secrets.set('opensign.token.live', JSON.stringify(entry));
      return { desk, store: desk.store() };
    };

    it('finds it for its origin only, without writing anything', async () => {
      const { desk, store } = setUp();
      assert.strictEqual((await store.get('live', global))?.token, token);
      assert.strictEqual(await store.get('live', eu), undefined);
      assert.deepStrictEqual(
        (await store.list('live', eu)).map(({ origin, savedAt }) => [origin, savedAt]),
        [[global, 7]],
      );
      assert.deepStrictEqual(desk.secretWrites, []);
    });

    it('replaces it with a new token for the same origin only', async () => {
      const { store } = setUp();
      await store.set('live', { origin: eu, token: 'opensign.eu', savedAt: 8 }, valid);
      assert.strictEqual((await store.get('live', global))?.token, token);
      await store.set('live', { origin: global, token: 'opensign.new', savedAt: 9 }, valid);
      assert.deepStrictEqual(
        (await store.list('live', global)).map((entry) => entry.token),
        ['opensign.new', 'opensign.eu'],
      );
    });

    it('removes it', async () => {
      const { desk, store } = setUp();
      const stored = await store.get('live', global);
      assert.ok(stored);
      await store.delete('live', stored);
      assert.strictEqual(desk.secrets.size, 0);
    });
  });

  it('finds the token of an origin if secrets can’t be listed', async () => {
    const desk = new Desk();
    await desk.store().set('live', { origin: global, token, savedAt: 1 }, valid);
    const store = desk.store();
    const { secrets } = store as unknown as { secrets: { keys: () => Promise<string[]> } };
    secrets.keys = () => Promise.reject(new Error('does not support keys()'));
    assert.strictEqual((await store.list('live', global)).length, 1);
  });

  it('reports which environment changed, and ignores other keys', async () => {
    const desk = new Desk();
    const store = desk.store();
    const heard: string[] = [];
    const subscription = store.onDidChange((environment) => heard.push(environment));
    await store.set('live', { origin: global, token, savedAt: 1 }, valid);
    await store.set('sandbox', { origin: 'https://sandbox.opensignlabs.com', token, savedAt: 1 }, valid);
    subscription.dispose();
    await store.set('live', { origin: eu, token, savedAt: 1 }, valid);
    assert.deepStrictEqual(heard, ['live', 'sandbox']);
  });
});
