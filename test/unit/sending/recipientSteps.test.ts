import * as assert from 'node:assert';
import { recipientItems } from '../../../src/sending/recipientSteps';

const nobody = () => undefined;

describe('the list of signers', () => {
  it('shows what was typed first, then the current signer, then contacts, each address once', () => {
    const contacts = [
      { name: 'Li Wei', email: 'li@example.com' },
      { name: 'Ana', email: 'ANA@example.com' },
    ];
    const current = { name: 'Ana R', email: 'ana@example.com' };
    const labels = (typed: string) =>
      recipientItems({ typed, current, contacts, getRole: nobody }).map(({ label }) => label);
    assert.deepStrictEqual(labels(''), ['Ana R', 'Li Wei']);
    // An address typed without a name gets the contact's name.
    assert.deepStrictEqual(labels('li@example.com'), ['Li Wei', 'Ana R']);
    assert.deepStrictEqual(labels('New <new@example.com>'), ['New', 'Ana R', 'Li Wei']);
  });

  it('explains an invalid address, which can’t be selected', () => {
    const items = recipientItems({ typed: 'ana', current: undefined, contacts: [], getRole: nobody });
    assert.strictEqual(items.length, 1);
    assert.strictEqual(items[0]?.person, undefined);
    assert.match(items[0]?.description ?? '', /“ana” isn’t an email/);
  });

  it('marks people who fill another role and lists them last', () => {
    const contacts = ['a', 'b', 'c'].map((name) => ({ name, email: `${name}@example.com` }));
    const getRole = (email: string) => (email.startsWith('a') ? 'One' : undefined);
    const items = recipientItems({ typed: '', current: undefined, contacts, getRole });
    assert.deepStrictEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['b', undefined],
        ['c', undefined],
        ['a', 'Already assigned to “One”'],
      ],
    );
  });

  it('marks a typed address that fills another role', () => {
    const typed = 'a@b.co';
    const [item] = recipientItems({ typed, current: undefined, contacts: [], getRole: () => 'One' });
    assert.match(item?.detail ?? '', /Already assigned to “One”/);
  });
});
