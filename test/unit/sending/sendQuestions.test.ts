import * as assert from 'node:assert';
import { questions } from '../../../src/sending/sendQuestions';
import { askForDocument } from '../../../src/sending/sendFromTemplate';
import { createDraft } from '../../../src/sending/sendRequest';
import { parseTemplateFacts } from '../../../src/sending/templateFacts';
import { runWizard } from '../../../src/ui/wizard';
import { testClient } from '../support/client';
import { useDialog } from '../support/dialog';
import { startWorld, type World } from './world';

const contacts = ['Ana', 'Bo'].map((name) => ({ name, email: `${name.toLowerCase()}@example.com` }));

describe('choosing signers', () => {
  function start() {
    const widgets = [{ type: 'signature', page: 1, x: 1, y: 1, w: 1, h: 1 }];
    const facts = parseTemplateFacts({
      objectId: 'Tp5mVa20Rk',
      title: 'NDA',
      signers: ['One', 'Two'].map((role) => ({ role, widgets })),
    });
    assert.ok(facts);
    const draft = createDraft(facts);
    const dialog = useDialog();
    const done = runWizard(() => questions('live', facts, draft, Promise.resolve(contacts)));
    const emails = () => draft.people.map((person) => person?.email);
    return { dialog, done, emails };
  }

  it('pressing Enter twice assigns two roles to two people', async () => {
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

  it('one person for two roles: asks, and the default goes back', async () => {
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

describe('sending from a template', () => {
  let world: World;
  afterEach(() => world.emulator.close());

  /** Asks for a document. Contacts are read when the gate opens. */
  async function start(...roles: readonly string[]) {
    world = await startWorld();
    world.account.addContact({ name: 'Ana', email: 'Ana@Example.com' });
    const { id } = world.account.addTemplate({ title: 'NDA', roles: roles.map((role) => ({ role })) });
    const { client } = testClient(world.emulator.baseUrl);
    const gate = new Gate();
    const list = client.contacts.list.bind(client.contacts);
    client.contacts.list = async (...args) => {
      await gate.opened;
      return list(...args);
    };
    const dialog = useDialog();
    const environments = { active: 'sandbox', client: () => Promise.resolve(client) } as const;
    const previews = { show: () => Promise.resolve() };
    const done = askForDocument(environments, previews, { environment: 'sandbox', id });
    const answer = async (label?: string, typed?: string) => {
      const input = await dialog.list;
      void dialog.next();
      if (typed !== undefined) {
        input.type(typed);
      }
      input.accept(label);
    };
    return { dialog, done, gate, answer };
  }

  it('waits for the contacts before it shows the request, and uses their spelling of addresses', async () => {
    const { dialog, done, gate, answer } = await start('One', 'Two');
    await answer(undefined, 'Ana <ANA@example.com>');
    await answer(undefined, 'Ana R <ana@EXAMPLE.com>');
    await answer('Assign Both Roles');
    // Title, notification, order, days, redirect URL and note stay as they are.
    for (let step = 0; step < 6; step++) {
      await answer();
    }
    gate.open();
    const last = await dialog.list;
    assert.strictEqual(
      last.items[0]?.detail,
      'Ana fills 2 roles. · Ana <Ana@Example.com> (One), Ana R <Ana@Example.com> (Two)',
    );
    last.accept('Send in Sandbox');
    const outgoing = await done;
    assert.deepStrictEqual(
      (outgoing?.fields.signers as { email: string }[]).map(({ email }) => email),
      ['Ana@Example.com', 'Ana@Example.com'],
    );
  });

  it('canceling while contacts are read ends it: their spelling of addresses isn’t known', async () => {
    const { dialog, done, gate, answer } = await start('One');
    dialog.canceled = /^Reading contacts/;
    await answer(undefined, 'Ana <ANA@example.com>');
    // Title, notification, days, redirect URL and note stay as they are.
    for (let step = 0; step < 5; step++) {
      await answer();
    }
    gate.open();
    // The last question is never asked.
    const asked = dialog.list.then(() => 'asked');
    await assert.rejects(Promise.race([done, asked]), { kind: 'canceled' });
  });

  it('many recipients don’t hide who fills several roles', async () => {
    const { dialog, gate, answer } = await start(...Array.from({ length: 10 }, (_, at) => `Role ${at}`));
    gate.open();
    for (let role = 0; role < 10; role++) {
      const person = `Person ${role % 9} ${'x'.repeat(60)}`;
      await answer(undefined, `${person} <p${role % 9}@example.com>`);
    }
    await answer('Assign Both Roles');
    for (let step = 0; step < 6; step++) {
      await answer();
    }
    const detail = (await dialog.list).items[0]?.detail ?? '';
    assert.match(detail, /^Person 0 x+ fills 2 roles\. · Person 0 x+ <p0@example\.com>/);
  });
});

class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}
