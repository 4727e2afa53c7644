import * as assert from 'node:assert';
import { droppedOf } from '../../../src/sending/comparison';
import { parsePerson, personLine } from '../../../src/sending/person';
import { recipientItems } from '../../../src/sending/recipientItems';

const nobody = () => undefined;

describe('a signer as typed', () => {
  it('reads an address, and a name with an address', () => {
    assert.deepStrictEqual(parsePerson(' ana@example.com '), { email: 'ana@example.com' });
    assert.deepStrictEqual(parsePerson('Ana  Ruiz <ana@example.com>'), {
      name: 'Ana Ruiz',
      email: 'ana@example.com',
    });
    assert.deepStrictEqual(parsePerson('"Ruiz, Ana" <ana@example.com>'), {
      name: 'Ruiz, Ana',
      email: 'ana@example.com',
    });
    assert.strictEqual(personLine({ name: 'Ana', email: 'a@b.co' }), 'Ana <a@b.co>');
  });

  it('refuses what the server would drop', () => {
    for (const line of ['', 'ana', 'ana@', '@example.com', 'ana@example', 'a b@example.com', 'Ana <ana>']) {
      assert.strictEqual(parsePerson(line), undefined, line);
    }
  });

  it('typed first, then who was there, then contacts, each address once', () => {
    const contacts = [
      { name: 'Li Wei', email: 'li@example.com' },
      { name: 'Ana', email: 'ANA@example.com' },
    ];
    const current = { name: 'Ana R', email: 'ana@example.com' };
    const labels = (typed: string) =>
      recipientItems({ typed, current, contacts, roleOf: nobody }).map(({ label }) => label);
    assert.deepStrictEqual(labels(''), ['Ana R', 'Li Wei']);
    // A contact lends its name to an address that was typed without one.
    assert.deepStrictEqual(labels('li@example.com'), ['Li Wei', 'Ana R']);
    assert.deepStrictEqual(labels('New <new@example.com>'), ['New', 'Ana R', 'Li Wei']);
  });

  it('what cannot be taken is said, and cannot be chosen', () => {
    const items = recipientItems({ typed: 'ana', current: undefined, contacts: [], roleOf: nobody });
    assert.strictEqual(items.length, 1);
    assert.strictEqual(items[0]?.person, undefined);
    assert.match(items[0]?.description ?? '', /“ana” isn’t an email/);
  });

  it('people who fill another role come last, marked', () => {
    const contacts = ['a', 'b', 'c'].map((name) => ({ name, email: `${name}@example.com` }));
    const roleOf = (email: string) => (email.startsWith('a') ? 'One' : undefined);
    const items = recipientItems({ typed: '', current: undefined, contacts, roleOf });
    assert.deepStrictEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['b', undefined],
        ['c', undefined],
        ['a', 'Already assigned to “One”'],
      ],
    );
  });

  it('says that somebody fills another role already', () => {
    const [item] = recipientItems({ typed: 'a@b.co', current: undefined, contacts: [], roleOf: () => 'One' });
    assert.match(item?.detail ?? '', /Already assigned to “One”/);
  });
});

describe('links beside recipients', () => {
  it('addresses are compared whatever their case; two roles with one address share a link', () => {
    const recipients = [
      { role: 'One', email: 'Ana@Example.com' },
      { role: 'Two', email: 'ana@example.com' },
      { role: 'Three', email: 'gone@example.com' },
    ];
    const links = [{ email: 'ana@example.com', url: 'https://x' }];
    assert.deepStrictEqual(droppedOf(recipients, { id: 'x', links }), [recipients[2]]);
    assert.strictEqual(droppedOf(recipients, { id: 'x', links: [] }).length, 3);
  });
});
