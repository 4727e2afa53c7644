import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator';
import { DEMO_TOKENS, seedDemo, type Demo } from '../../emulator/seed';
import { ask, at } from './client';

describe('demo data', () => {
  const emulators: Emulator[] = [];
  const start = async (environment: 'sandbox' | 'live', templates?: number): Promise<[Emulator, Demo]> => {
    const emulator = await startEmulator({ environment });
    emulators.push(emulator);
    return [emulator, seedDemo(emulator, templates === undefined ? {} : { templates })];
  };
  afterEach(() => Promise.all(emulators.splice(0).map((emulator) => emulator.close())));

  it('has templates with the same title and different IDs in both environments', async () => {
    const [[, sandbox], [, live]] = [await start('sandbox'), await start('live')];
    assert.deepEqual([sandbox.templates.length, live.templates.length], [7, 4]);
    const titles = live.templates.map(({ title }) => title);
    const shared = sandbox.templates.filter(({ title }) => titles.includes(title));
    assert.equal(shared.length, 2);
    const ids = live.templates.map(({ id }) => id);
    assert.ok(shared.every(({ id }) => !ids.includes(id)));
    assert.ok(sandbox.templates.some(({ title }) => title === undefined));
    assert.ok(sandbox.templates.some(({ title }) => title !== undefined && !/[A-Za-z0-9]/.test(title)));
  });

  it('has documents in every state', async () => {
    const [emulator] = await start('live');
    for (const [doctype, count] of Object.entries({
      draft: 1,
      inprogress: 2,
      completed: 1,
      declined: 1,
      expired: 1,
    })) {
      const { json } = await ask(emulator, 'GET', `/documentlist/${doctype}`, { token: DEMO_TOKENS.live });
      assert.equal((json as { result: unknown[] }).result.length, count, doctype);
    }
  });

  for (const count of [3, 12]) {
    it(`can have ${count} templates`, async () => {
      const [, { account }] = await start('sandbox', count);
      assert.equal(account.templates().length, count);
    });
  }

  it('allows another process to act as the signers', async () => {
    const [emulator, { documents }] = await start('sandbox');
    const id = documents[1]?.id ?? '';
    const act = async (action: string, body: object): Promise<number> =>
      (await ask(emulator, 'POST', `${emulator.filesOrigin}/__control/${action}`, { token: null, body }))
        .status;
    assert.equal(await act('view', { documentId: id, email: 'li@example.com' }), 200);
    assert.equal(await act('sign', { documentId: id, email: 'li@example.com' }), 200);
    assert.equal(await act('decline', { documentId: id, email: 'omar@example.com', reason: 'no' }), 200);
    assert.equal(documents[1]?.state, 'declined');
    assert.equal(await act('sign', { documentId: id, email: 'omar@example.com' }), 400);
    assert.equal(await act('sign', { documentId: id }), 400);
    assert.equal(await act('dance', {}), 404);
    const { json } = await ask(emulator, 'GET', `${emulator.filesOrigin}/__control/state`, { token: null });
    assert.equal(at(json, 0, 'documents', 1, 'state'), 'declined');
  });
});
