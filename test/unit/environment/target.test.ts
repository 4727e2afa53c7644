import * as assert from 'node:assert';
import { OpenSignError } from '../../../src/api/errors';
import type { Environments } from '../../../src/environment/environments';
import { chooseLiveRegion } from '../../../src/environment/liveRegion';
import { setToken } from '../../../src/environment/setToken';
import { parseTarget, readTarget } from '../../../src/environment/target';
import { startEmulator, type Emulator } from '../../emulator';
import { startLoopback, type Loopback } from '../support/loopback';
import { Desk } from './desk';

const token = 'opensign.0123456789abcdefghijk';
const setting = 'opensign.live.baseUrl';

describe('a base URL without a version', () => {
  let emulator: Emulator | undefined;
  let server: Loopback | undefined;
  let desk: Desk;
  let environments: Environments;

  beforeEach(async () => {
    desk = new Desk();
    environments = await desk.open();
  });
  afterEach(async () => {
    desk.dispose();
    await emulator?.close();
    await server?.close();
    emulator = server = undefined;
  });

  async function startServer(basePath: string): Promise<Emulator> {
    emulator = await startEmulator({ environment: 'live', basePath });
    emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    desk.settings.set(setting, emulator.origin);
    return emulator;
  }
  const requested = (of: Emulator) => of.journal.entries.map(({ path, status }) => [path, status]);

  for (const [version, tries] of [
    ['v1.2', 1],
    ['v1.1', 2],
    ['v1', 3],
  ] as const) {
    it(`is completed to ${version} when a token is set, and only that is stored`, async () => {
      const { origin, journal } = await startServer(`/api/${version}`);
      desk.user = { type: () => token };
      await setToken(environments, 'live');
      assert.strictEqual(desk.settings.get(setting), `${origin}/api/${version}`);
      assert.strictEqual(journal.entries.length, tries);
      assert.deepStrictEqual(desk.shown, [
        `Live token stored. It belongs to Ada (ada@example.com). The base URL is now ${origin}/api/${version}.`,
      ]);
      await (await environments.client('live')).listTemplates(0, 10);
    });
  }

  it('is completed even if the token is rejected', async () => {
    const { origin } = await startServer('/api/v1');
    desk.user = { type: () => 'opensign.wrong', answer: () => 'Store Anyway' };
    await setToken(environments, 'live');
    assert.strictEqual(desk.settings.get(setting), `${origin}/api/v1`);
    assert.strictEqual(environments.status('live').token.state, 'rejected');
  });

  it('is completed when it is saved, without any token', async () => {
    const { origin, journal } = await startServer('/api/v1');
    await environments.storeToken(readTarget('live'), token, { state: 'unverified' });
    desk.user = { pick: () => 'Self-hosted…', type: () => origin };
    await chooseLiveRegion(environments);
    assert.strictEqual(desk.settings.get(setting), `${origin}/api/v1`);
    assert.deepStrictEqual(desk.shown, [`Live now uses ${origin}/api/v1.`]);
    assert.deepStrictEqual(
      journal.entries.map(({ headers }) => headers['x-api-token'] ?? ''),
      ['', '', ''],
    );
  });

  it('is completed with the stored token when the settings file returns to its origin', async () => {
    const { origin, journal } = await startServer('/api/v1');
    await environments.storeToken(readTarget('live'), token, { state: 'unverified' });
    const found = new Promise<void>((resolve) =>
      environments.onDidChangeStatus(() => {
        if (environments.status('live').token.state === 'valid') {
          resolve();
        }
      }),
    );
    desk.setBaseUrl('live', origin);
    await found;
    assert.strictEqual(desk.settings.get(setting), `${origin}/api/v1`);
    assert.strictEqual(journal.entries.length, 3);
  });

  it('is reported if it can’t be saved, and the token is still stored', async () => {
    const { origin } = await startServer('/api/v1.2');
    desk.settingsAreReadOnly = true;
    desk.user = { type: () => token };
    await setToken(environments, 'live');
    assert.strictEqual(await environments.token('live'), token);
    assert.deepStrictEqual(desk.shown, [
      `Live token stored. It belongs to Ada (ada@example.com). Couldn’t save the base URL ${origin}/api/v1.2. Set it in your user settings.`,
    ]);
  });

  it('that can’t be saved makes reads check the token once', async () => {
    const { journal } = await startServer('/api/v1.2');
    await environments.storeToken(readTarget('live'), token, { state: 'unverified' });
    desk.settingsAreReadOnly = true;
    const found = new Promise<void>((resolve) =>
      environments.onDidChangeStatus(() => {
        if (environments.status('live').token.state === 'valid') {
          resolve();
        }
      }),
    );
    const client = await environments.client('live');
    await client.listTemplates(0, 10);
    await found;
    for (let read = 0; read < 4; read++) {
      await client.listTemplates(0, 10);
    }
    assert.strictEqual(journal.entries.filter(({ path }) => path === '/getuser').length, 1);
  });

  it('is not changed if no API responds, and every URL tried is named', async () => {
    server = await startLoopback((_, response) => response.writeHead(404).end('Cannot GET'));
    const { origin } = server;
    desk.settings.set(setting, origin);
    desk.user = {
      type: () => token,
      answer: (_, buttons) => buttons.find((button) => /Unverified/.test(button)),
    };
    await setToken(environments, 'live');
    assert.strictEqual(desk.settings.get(setting), origin);
    assert.ok(desk.shown[0]?.includes(`Tried: ${origin}/api/v1.2, ${origin}/api/v1.1, ${origin}/api/v1.`));
    assert.strictEqual(server.received.length, 3);
    const { baseUrl } = environments.status('live');
    assert.strictEqual(baseUrl.ok && baseUrl.url, `${origin}/api/v1.2`);
  });

  it('follows no redirect', async () => {
    emulator = await startEmulator({ environment: 'live' });
    const trap = emulator;
    server = await startLoopback(({ url }, response) =>
      response.writeHead(302, { location: trap.origin + url }).end(),
    );
    desk.settings.set(setting, server.origin);
    const { url, result } = await environments.verify(readTarget('live'), token);
    assert.strictEqual(url, undefined);
    assert.ok(result instanceof OpenSignError && result.kind === 'redirected');
    assert.deepStrictEqual(requested(trap), []);
  });

  it('is tried only once if the server can’t be reached', async () => {
    server = await startLoopback(() => undefined);
    const { origin } = server;
    await server.close();
    server = undefined;
    const { url, result } = await environments.findApi(parseTarget('live', origin));
    assert.strictEqual(url, undefined);
    assert.ok(result instanceof OpenSignError && result.kind === 'offline');
    assert.strictEqual(desk.log.lines.length, 1);
  });

  it('is not changed if it has a version', async () => {
    const { origin, journal } = await startServer('/api/v1');
    desk.settings.set(setting, `${origin}/api/v1.2`);
    const { result } = await environments.verify(readTarget('live'), token);
    assert.ok(result instanceof OpenSignError && result.kind === 'notOpenSign');
    assert.strictEqual(journal.entries.length, 1);
  });
});
