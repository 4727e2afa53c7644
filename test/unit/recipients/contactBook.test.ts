import * as assert from 'node:assert';
import type { Contact } from '../../../src/api/contacts';
import { OpenSignError } from '../../../src/api/errors';
import { parsePerson, readContacts } from '../../../src/recipients/contactBook';
import { testClient } from '../support/client';
import { neverAborted, startWorld } from '../sending/world';

type Client = Parameters<typeof readContacts>[0];

/** A client with `pages` of contacts. */
function clientOf(page: (skip: number) => Promise<readonly Contact[]>) {
  const skips: number[] = [];
  const list = async (skip: number, limit: number) => {
    skips.push(skip);
    return { items: await page(skip), next: skip + limit };
  };
  return { skips, client: { contacts: { list } } as unknown as Client };
}

const contact = (id: number): Contact => ({ id: `c${id}`, name: `P${id}`, email: `p${id}@example.com` });

describe('reading contacts', () => {
  it('reads to the last page', async () => {
    const { emulator, account } = await startWorld();
    try {
      for (let index = 0; index < 501; index++) {
        account.addContact({ name: `P${index}`, email: `p${index}@example.com` });
      }
      const { client } = testClient(emulator.baseUrl);
      const people = await readContacts(client, neverAborted);
      assert.strictEqual(people.length, 501);
      assert.strictEqual(emulator.journal.requests('GET', '/contactlist').length, 2);
    } finally {
      await emulator.close();
    }
  });

  it('stops at a page without new contacts, and after 20 pages', async () => {
    const same = clientOf(() => Promise.resolve([contact(1)]));
    assert.strictEqual((await readContacts(same.client, neverAborted)).length, 1);
    assert.strictEqual(same.skips.length, 2);
    const endless = clientOf((skip) => Promise.resolve([contact(skip)]));
    assert.strictEqual((await readContacts(endless.client, neverAborted)).length, 20);
    assert.strictEqual(endless.skips.length, 20);
  });

  it('keeps the contacts of earlier pages when a later page fails', async () => {
    const { client } = clientOf((skip) =>
      skip === 0 ? Promise.resolve([contact(1)]) : Promise.reject(new OpenSignError('offline')),
    );
    assert.deepStrictEqual(await readContacts(client, neverAborted), [
      { name: 'P1', email: 'p1@example.com' },
    ]);
  });

  it('rejects when canceled', async () => {
    const { client } = clientOf(() => Promise.reject(new OpenSignError('canceled')));
    await assert.rejects(readContacts(client, neverAborted), { kind: 'canceled' });
  });
});

describe('a signer as typed', () => {
  it('parses an address, and a name with an address', () => {
    assert.deepStrictEqual(parsePerson(' ana@example.com '), { email: 'ana@example.com' });
    assert.deepStrictEqual(parsePerson('Ana  Ruiz <ana@example.com>'), {
      name: 'Ana Ruiz',
      email: 'ana@example.com',
    });
    assert.deepStrictEqual(parsePerson('"Ruiz, Ana" <ana@example.com>'), {
      name: 'Ruiz, Ana',
      email: 'ana@example.com',
    });
  });

  it('rejects what the server would drop', () => {
    for (const line of ['', 'ana', 'ana@', '@example.com', 'ana@example', 'a b@example.com', 'Ana <ana>']) {
      assert.strictEqual(parsePerson(line), undefined, line);
    }
  });
});
