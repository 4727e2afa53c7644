import * as assert from 'node:assert';
import { startEmulator, type Emulator } from '../../emulator';
import { seedDemo } from '../../emulator/seed';
import { compareSnapshots, fetchStatus, toSnapshot } from '../../../src/documents/documentSnapshot';
import { testClient, token } from '../support/client';

/** What a watch detects while signers make progress. */
describe('fetching the status of a document', () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  async function setUp(mode: 'v1' | 'v1.2') {
    emulator = await startEmulator({ environment: 'sandbox', mode });
    const demo = seedDemo(emulator, { token });
    const { client } = testClient(emulator.baseUrl);
    const found = demo.documents.find(({ title }) => title === 'NDA, Blue Harbor');
    assert.ok(found);
    const { id } = found;
    const look = async () => {
      const { document, group } = await fetchStatus(client, id, new AbortController().signal);
      assert.ok(!JSON.stringify(document).includes('http'), 'no link is kept');
      return toSnapshot(document, group);
    };
    return { emulator, control: emulator.control, id, look };
  }

  for (const mode of ['v1', 'v1.2'] as const) {
    it(`${mode}: detects that it was declined, has expired, or is completed`, async () => {
      for (const end of ['declined', 'expired', 'completed'] as const) {
        const { control, id, look } = await setUp(mode);
        const before = await look();
        assert.deepStrictEqual(before.state, { state: 'inProgress' });
        assert.strictEqual(compareSnapshots(before, await look()), undefined);
        switch (end) {
          case 'declined':
            control.decline(id, 'li@example.com');
            break;
          case 'expired':
            control.expire(id);
            break;
          case 'completed':
            control.sign(id, 'li@example.com');
            control.sign(id, 'omar@example.com');
        }
        assert.deepStrictEqual(compareSnapshots(before, await look())?.state, { state: end });
        await emulator?.close();
      }
    });
  }

  it('v1.2: detects every step with one request', async () => {
    const { emulator: server, control, id, look } = await setUp('v1.2');
    const before = await look();
    control.view(id, 'LI@example.com');
    const viewed = await look();
    assert.deepStrictEqual(compareSnapshots(before, viewed), { signers: [{ index: 0, state: 'viewed' }] });
    control.sign(id, 'omar@example.com');
    assert.deepStrictEqual(compareSnapshots(viewed, await look()), {
      signers: [{ index: 1, state: 'signed' }],
    });
    assert.strictEqual(server.journal.requests('GET', '/documentlist/*').length, 0);
  });

  it('v1: reads no more lists than necessary', async () => {
    const { emulator: server, look } = await setUp('v1');
    await look();
    assert.strictEqual(server.journal.requests('GET', '/documentlist/*').length, 1);
  });
});
