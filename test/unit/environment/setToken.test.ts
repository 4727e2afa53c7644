import * as assert from 'node:assert';
import type { Environments } from '../../../src/environment/environments';
import { setToken } from '../../../src/environment/setToken';
import { readTarget } from '../../../src/environment/target';
import { removeToken } from '../../../src/environment/tokenCommands';
import { startEmulator, type Emulator } from '../../emulator';
import { token } from '../support/client';
import { Desk } from './desk';

const unverified = { state: 'unverified' } as const;

describe('commands for tokens', () => {
  let emulator: Emulator;
  let other: Emulator;
  let desk: Desk;
  let environments: Environments;

  beforeEach(async () => {
    emulator = await startEmulator({ environment: 'sandbox' });
    other = await startEmulator({ environment: 'sandbox' });
    emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    other.addAccount({ token, name: 'Mallory', email: 'mallory@example.com' });
    desk = new Desk();
    desk.settings.set('opensign.sandbox.baseUrl', emulator.baseUrl);
    desk.settings.set('opensign.live.baseUrl', other.baseUrl);
    environments = await desk.open();
  });
  afterEach(async () => {
    desk.dispose();
    await emulator.close();
    await other.close();
  });

  describe('Set API Token', () => {
    it('sends the token nowhere if the base URL changes while the input is open', async () => {
      desk.user = {
        type: () => {
          desk.setBaseUrl('sandbox', other.baseUrl);
          return token;
        },
      };
      await setToken(environments, 'sandbox');
      assert.deepStrictEqual([emulator.journal.entries.length, other.journal.entries.length], [0, 0]);
      assert.strictEqual(desk.secrets.size, 0);
      assert.deepStrictEqual(desk.shown, [
        `The base URL for Sandbox changed to ${other.baseUrl} while you were setting the token. The token was meant for ${emulator.baseUrl}, so it wasn’t stored or sent to the new URL.`,
      ]);
    });

    it('stores no token if the base URL changes during the check', async () => {
      let answer = () => {};
      emulator.faults.add({ path: '/getuser', hold: new Promise((resolve) => (answer = () => resolve())) });
      desk.user = { type: () => token };
      const setting = setToken(environments, 'sandbox');
      await emulator.journal.waitFor(({ path }) => path === '/getuser');
      desk.setBaseUrl('sandbox', other.baseUrl);
      answer();
      await setting;
      assert.strictEqual(other.journal.entries.length, 0);
      assert.strictEqual(desk.secrets.size, 0);
      assert.match(desk.shown[0] ?? '', /changed to .* wasn’t stored/);
    });

    it('reports a base URL that is no longer valid', async () => {
      desk.user = {
        type: () => {
          desk.setBaseUrl('sandbox', 'http://example.com');
          return token;
        },
      };
      await setToken(environments, 'sandbox');
      assert.match(desk.shown[0] ?? '', /is no longer valid/);
      assert.strictEqual(desk.secrets.size, 0);
    });

    it('asks before replacing a token, but only one of the same origin', async () => {
      await environments.storeToken(readTarget('sandbox'), token, unverified);
      desk.user = { type: () => token };
      await setToken(environments, 'sandbox');
      assert.match(desk.shown[0] ?? '', /^Replace the API token for Sandbox\?/);
      desk.setBaseUrl('sandbox', other.baseUrl);
      await setToken(environments, 'sandbox');
      assert.strictEqual(desk.shown[1], 'Sandbox token stored. It belongs to Mallory (mallory@example.com).');
    });

    for (const [wrong, environment, offers] of [
      ['test.WrongWrongWrongWrong1', 'sandbox', false],
      ['opensign.WrongWrongWrongWrong1', 'sandbox', true],
      ['WrongWrongWrongWrong1', 'sandbox', true],
      ['opensign.WrongWrongWrongWrong1', 'live', false],
      ['test.WrongWrongWrongWrong1', 'live', true],
    ] as const) {
      it(`${offers ? 'offers' : 'does not offer'} the other environment for ${wrong} rejected in ${environment}`, async () => {
        const seen: (readonly string[])[] = [];
        desk.user = {
          type: () => wrong,
          answer: (question, buttons) => {
            seen.push(buttons);
            return /looks like/.test(question) ? buttons.find((button) => /Anyway/.test(button)) : undefined;
          },
        };
        await setToken(environments, environment);
        const button = environment === 'sandbox' ? 'Store in Live' : 'Store in Sandbox';
        assert.deepStrictEqual(seen.at(-1), ['Try Again', ...(offers ? [button] : []), 'Store Anyway']);
      });
    }
  });

  describe('Remove API Token', () => {
    const storeBoth = async () => {
      await environments.storeToken(readTarget('sandbox'), token, unverified);
      desk.setBaseUrl('sandbox', other.baseUrl);
      await environments.storeToken(readTarget('sandbox'), token, unverified);
    };
    const hosts = () => environments.tokens('sandbox').map(({ origin }) => origin);

    it('names the token to remove, and offers no others if it is the only one', async () => {
      await environments.storeToken(readTarget('sandbox'), token, unverified);
      let offered: readonly string[] = [];
      desk.user = { answer: (_, buttons) => (offered = buttons)[0] };
      await removeToken(environments, 'sandbox');
      const { host } = new URL(emulator.origin);
      assert.ok(desk.shown[0]?.startsWith(`Remove the API token for Sandbox (${host}) from VS Code?`));
      assert.deepStrictEqual(desk.shown[1], 'Sandbox token removed.');
      assert.deepStrictEqual(hosts(), []);
      await removeToken(environments, 'sandbox');
      assert.strictEqual(desk.shown[2], 'No API token is stored for Sandbox.');
      assert.deepStrictEqual(offered, []);
    });

    it('removes the token in use, and keeps those of other hosts', async () => {
      await storeBoth();
      desk.user = { answer: (_, buttons) => buttons[0] };
      await removeToken(environments, 'sandbox');
      assert.deepStrictEqual(hosts(), [emulator.origin]);
    });

    it('removes all tokens of an environment', async () => {
      await storeBoth();
      await environments.storeToken(readTarget('live'), token, unverified);
      desk.user = {
        answer: (_, buttons) => buttons.find((button) => button === 'Remove All Sandbox Tokens (2)'),
      };
      await removeToken(environments, 'sandbox');
      assert.deepStrictEqual(hosts(), []);
      assert.strictEqual(environments.tokens('live').length, 1);
      assert.strictEqual(desk.shown[1], 'Sandbox tokens removed: 2.');
    });

    it('asks for the token if none is in use', async () => {
      await storeBoth();
      desk.setBaseUrl('sandbox', 'https://third.example/api/v1.2');
      const { host } = new URL(emulator.origin);
      desk.user = { pick: () => host, answer: (_, buttons) => buttons[0] };
      await removeToken(environments, 'sandbox');
      assert.deepStrictEqual(hosts(), [other.origin]);
    });

    it('keeps a token that another window set while the question was open', async () => {
      await environments.storeToken(readTarget('sandbox'), token, unverified);
      const there = await desk.open();
      desk.user = {
        answer: async (_, buttons) => {
          await there.storeToken(readTarget('sandbox'), 'test.other', unverified);
          await new Promise<void>((resolve) => {
            const check = () => {
              if (environments.tokens('sandbox')[0]?.id === there.tokens('sandbox')[0]?.id) {
                resolve();
              }
            };
            environments.onDidChangeStatus(check);
            check();
          });
          return buttons[0];
        },
      };
      await removeToken(environments, 'sandbox');
      assert.strictEqual(await there.token('sandbox'), 'test.other');
      assert.match(desk.shown[1] ?? '', /Another window replaced or removed/);
    });
  });
});
