import * as assert from 'node:assert';
import { startEmulator, type Emulator } from '../../emulator';
import type { Contact } from '../../../src/api/contacts';
import { findExisting } from '../../../src/account/editContacts';
import { getChanges, toContactInput, findUnsaved, toDraft } from '../../../src/account/contactFields';
import { PagedList } from '../../../src/objects/pagedList';
import { testClient, token } from '../support/client';

/** The rules for contacts against a server that behaves as OpenSign's. */
describe('contacts of a real server', () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  async function setUp(mode: 'v1' | 'v1.2' = 'v1.2') {
    emulator = await startEmulator({ environment: 'sandbox', mode });
    const account = emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
    const { client, clock } = testClient(emulator.baseUrl);
    const list = new PagedList<Contact>('sandbox', {
      pages: () => Promise.resolve((skip, limit, signal) => client.contacts.list(skip, limit, signal)),
      clock,
    });
    const all = async () => {
      await list.loadAll(() => undefined, new AbortController().signal);
      return list.state.items;
    };
    const refused = async (work: Promise<unknown>): Promise<unknown> => {
      try {
        await work;
      } catch (error) {
        return error;
      }
      throw new Error('it was accepted');
    };
    return { emulator, account, client, list, all, refused };
  }

  it('come in pages of 500', async () => {
    const { account, list } = await setUp();
    for (let number = 0; number < 501; number++) {
      account.addContact({ name: `C${String(number)}`, email: `c${String(number)}@example.com` });
    }
    const counts = new Set<number>();
    await list.loadAll((items) => counts.add(items.length), new AbortController().signal);
    assert.deepStrictEqual([...counts], [0, 500, 501]);
  });

  it('are added and changed with only the given fields', async () => {
    const { emulator: server, client } = await setUp();
    const draft = { ...toDraft(undefined), name: 'Bo', email: 'bo@example.com', company: 'Bo & Co' };
    const created = await client.contacts.create(toContactInput(draft));
    assert.deepStrictEqual(findUnsaved(toContactInput(draft), created), []);
    await client.contacts.update(created.id, getChanges(created, { ...toDraft(created), phone: '1' }));
    assert.deepStrictEqual(
      server.journal.entries.filter(({ method }) => method !== 'GET').map(({ body }) => body),
      [{ name: 'Bo', email: 'bo@example.com', company: 'Bo & Co' }, { phone: '1' }],
    );
    const { items } = await client.contacts.list(0, 10);
    assert.strictEqual(items[0]?.phone, '1');
  });

  it('are found by the ID that the server returns for a duplicate email', async () => {
    const { account, client, all, refused } = await setUp();
    const { id } = account.addContact({ name: 'Bo', email: 'bo@example.com', phone: '1' });
    const error = await refused(client.contacts.create({ name: 'Bob', email: 'bo@example.com' }));
    const existing = await findExisting(error, 'bo@example.com', all);
    assert.deepStrictEqual(existing, { id, name: 'Bo', email: 'bo@example.com', phone: '1' });
  });

  it('are known by that ID alone if the list could not be read', async () => {
    const { account, client, refused } = await setUp();
    const { id } = account.addContact({ name: 'Bo', email: 'bo@example.com' });
    const error = await refused(client.contacts.create({ name: 'Bob', email: 'bo@example.com' }));
    const nothing = () => Promise.resolve([]);
    assert.deepStrictEqual(await findExisting(error, 'bo@example.com', nothing), {
      id,
      email: 'bo@example.com',
    });
  });

  it('are found by an email in another case, for which the server returns a vague error', async () => {
    const { account, client, all, refused } = await setUp();
    const { id } = account.addContact({ name: 'Bo', email: 'bo@example.com' });
    const error = await refused(client.contacts.create({ name: 'Bob', email: 'BO@example.com' }));
    assert.strictEqual((error as { kind?: string }).kind, 'invalidRequest');
    assert.strictEqual((await findExisting(error, 'BO@example.com', all))?.id, id);
    assert.strictEqual(await findExisting(error, 'other@example.com', all), undefined);
  });

  it('are not searched if the token was rejected, or the email did not change', async () => {
    const { emulator: server, client, refused } = await setUp();
    const search = () => assert.fail('it searched');
    server.faults.add({ path: '/createcontact', status: 405, body: { error: 'Invalid API Token!' } });
    const error = await refused(client.contacts.create({ name: 'Bob', email: 'bo@example.com' }));
    assert.strictEqual(await findExisting(error, 'bo@example.com', search), undefined);
    const vague = await refused(client.contacts.update('Unknown001', {}));
    assert.strictEqual(await findExisting(vague, undefined, search), undefined);
  });

  it('can’t be changed on an old server, and lose the fields that it does not know', async () => {
    const { account, client, refused } = await setUp('v1');
    const { id } = account.addContact({ name: 'Bo', email: 'bo@example.com' });
    const error = await refused(client.contacts.update(id, { phone: '1' }));
    assert.strictEqual((error as { kind?: string }).kind, 'unsupported');
    const input = { name: 'Cy', email: 'cy@example.com', company: 'Cy & Co' };
    assert.deepStrictEqual(findUnsaved(input, await client.contacts.create(input)), ['company']);
  });
});
