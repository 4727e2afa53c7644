import * as assert from 'node:assert';
import type * as vscode from 'vscode';
import { TokenStore, type StoredToken } from '../../../src/environment/tokenStore';

/** A secret storage in memory that announces every write, as VS Code's does. */
function memorySecrets(): { secrets: vscode.SecretStorage; entries: Map<string, string> } {
  const entries = new Map<string, string>();
  const listeners = new Set<(event: vscode.SecretStorageChangeEvent) => unknown>();
  const fire = (key: string) => listeners.forEach((listener) => listener({ key }));
  const secrets: vscode.SecretStorage = {
    keys: () => Promise.resolve([...entries.keys()]),
    get: (key) => Promise.resolve(entries.get(key)),
    store: (key, value) => {
      entries.set(key, value);
      fire(key);
      return Promise.resolve();
    },
    delete: (key) => {
      entries.delete(key);
      fire(key);
      return Promise.resolve();
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  return { secrets, entries };
}

describe('token store', () => {
  const entry: StoredToken = {
    token: 'test.0123456789abcdefghijk',
    origin: 'https://sandbox.opensignlabs.com',
    check: { state: 'valid', account: { name: 'Ada', email: 'ada@example.com' } },
    savedAt: 1000,
  };

  it('keeps one entry per environment and gives it back whole', async () => {
    const { secrets, entries } = memorySecrets();
    const store = new TokenStore(secrets);
    await store.set('sandbox', entry);
    assert.deepStrictEqual(await store.get('sandbox'), entry);
    assert.strictEqual(await store.get('live'), undefined);
    assert.strictEqual(entries.size, 1);
    await store.delete('sandbox');
    assert.strictEqual(await store.get('sandbox'), undefined);
  });

  for (const broken of [
    '',
    'not json',
    '[]',
    '"text"',
    '{}',
    '{"token":"","origin":"https://x"}',
    '{"token":"a"}',
  ]) {
    it(`counts a broken entry as none: ${broken || '(empty)'}`, async () => {
      const { secrets, entries } = memorySecrets();
      entries.set('opensign.token.live', broken);
      assert.strictEqual(await new TokenStore(secrets).get('live'), undefined);
    });
  }

  it('does not trust a state that it does not know', async () => {
    const { secrets, entries } = memorySecrets();
    entries.set('opensign.token.live', JSON.stringify({ ...entry, check: { state: 'superb' } }));
    assert.deepStrictEqual((await new TokenStore(secrets).get('live'))?.check, { state: 'unverified' });
  });

  it('tells which environment changed and is deaf to foreign keys', async () => {
    const { secrets } = memorySecrets();
    const store = new TokenStore(secrets);
    const heard: string[] = [];
    const subscription = store.onDidChange((environment) => heard.push(environment));
    await store.set('live', entry);
    await secrets.store('something.else', 'x');
    subscription.dispose();
    await store.delete('live');
    assert.deepStrictEqual(heard, ['live']);
  });
});
