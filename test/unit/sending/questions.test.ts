import * as assert from 'node:assert';
import { draftOf } from '../../../src/sending/draft';
import { questions } from '../../../src/sending/questions';
import { templateFacts } from '../../../src/sending/templateFacts';
import { walk } from '../../../src/ui/steps';
import { useDialog } from '../support/dialog';

const contacts = ['Ana', 'Bo'].map((name) => ({ name, email: `${name.toLowerCase()}@example.com` }));

describe('choosing signers', () => {
  function start() {
    const widgets = [{ type: 'signature', page: 1, x: 1, y: 1, w: 1, h: 1 }];
    const facts = templateFacts({
      objectId: 'Tp5mVa20Rk',
      title: 'NDA',
      signers: ['One', 'Two'].map((role) => ({ role, widgets })),
    });
    assert.ok(facts);
    const draft = draftOf(facts);
    const dialog = useDialog();
    const done = walk(() => questions('live', facts, draft, Promise.resolve(contacts)));
    const emails = () => draft.people.map((person) => person?.email);
    return { dialog, done, emails };
  }

  it('Enter twice fills two roles with two people', async () => {
    const { dialog, emails } = start();
    for (const role of ['One', 'Two']) {
      const list = await dialog.list;
      assert.match(list.placeholder, new RegExp(`Signer for “${role}”`));
      await Promise.resolve();
      void dialog.next();
      list.accept(list.items[0]?.label ?? '');
    }
    assert.deepStrictEqual(emails(), ['ana@example.com', 'bo@example.com']);
  });

  it('one person for two roles: asks, and the first answer goes back', async () => {
    const { dialog, emails } = start();
    const pick = async (label: string) => {
      const list = await dialog.list;
      await Promise.resolve();
      void dialog.next();
      list.accept(label);
      return list;
    };
    await pick('Ana');
    const second = await pick('Ana');
    assert.deepStrictEqual(
      second.items.map(({ label, detail }) => [label, detail]),
      [
        ['Bo', undefined],
        ['Ana', 'Already assigned to “One”'],
      ],
    );
    const question = await dialog.list;
    assert.strictEqual(question.placeholder, 'Ana is already assigned to “One”. Assign “Two” too?');
    assert.strictEqual(question.activeItems[0]?.label, 'Choose Someone Else');
    await pick('Choose Someone Else');
    assert.deepStrictEqual(emails(), ['ana@example.com', undefined]);
    await pick('Ana');
    await pick('Assign Both Roles');
    assert.deepStrictEqual(emails(), ['ana@example.com', 'ana@example.com']);
  });
});
