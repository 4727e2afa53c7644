import * as assert from 'node:assert';
import type { OpenSignError } from '../../../src/api/errors';
import { isObject, list, type JsonObject } from '../../../src/api/values';
import { createLanguageModelTools } from '../../../src/languageModelTools/createLanguageModelTools';
import { draftQuestion, toConfirmation } from '../../../src/languageModelTools/draftPlan';
import { namingDetail } from '../../../src/ui/question';
import { token } from '../support/client';
import { dataOf, refused, signal, World } from './world';

describe('the draft tool', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.close());

  const roles = [
    {
      role: 'Discloser',
      widgets: [
        { type: 'signature', page: 1, x: 72, y: 72, options: { name: 'sig' } },
        { type: 'textbox', page: 1, x: 72, y: 200, options: { name: 'company' } },
      ],
    },
    { role: 'Recipient', name: 'Li', email: 'li@example.com', phone: '+49 1' },
  ];
  const template = (environment: 'sandbox' | 'live' = 'sandbox') =>
    world.accounts[environment].addTemplate({ title: 'Mutual *NDA*', note: 'secret', roles });
  const recipients = [{ role: 'Discloser', name: 'Ana', email: ' ana@example.com ' }];

  it('creates a draft with the template’s fields and the confirmed recipients, and emails nobody', async () => {
    const { id } = template();
    const input = { templateId: id, title: 'NDA for Ana', recipients };
    const drafts = world.drafts();
    const plan = await drafts.describe(input, signal);
    assert.deepStrictEqual(world.writes, []);
    assert.deepStrictEqual(plan.recipients, [
      { role: 'Discloser', email: 'ana@example.com', name: 'Ana' },
      { role: 'Recipient', email: 'li@example.com', name: 'Li' },
    ]);
    const answer = await drafts.create(input, signal);
    assert.match(answer, /^Environment: sandbox \(host /);
    assert.match(answer, /finish and send it in OpenSign/);
    assert.doesNotMatch(answer, /https?:|draftdocument/i);
    assert.ok(!answer.includes(token));
    assert.deepStrictEqual(world.writes, ['sandbox POST /draftdocument']);
    assert.deepStrictEqual(world.emulators.sandbox.mails, []);
    assert.deepStrictEqual(world.changed, ['sandbox']);
    // VS Code has already asked.
    assert.strictEqual(world.asked.length, 0);

    const [entry] = world.emulators.sandbox.journal.requests('POST', '/draftdocument');
    const body = entry?.body as JsonObject;
    assert.ok(!('send_email' in body));
    const signers = list(body.signers).filter(isObject);
    assert.deepStrictEqual(
      signers.map(({ role, name, email, phone }) => [role, name, email, phone]),
      [
        ['Discloser', 'Ana', 'ana@example.com', ''],
        ['Recipient', 'Li', 'li@example.com', '+49 1'],
      ],
    );
    const made = String(dataOf(answer).id);
    const document = await (await world.client('sandbox')).documents.get(made);
    assert.strictEqual(document.title, 'NDA for Ana');
    assert.strictEqual(document.status, 'draft');
    assert.deepStrictEqual(
      document.roles.map((role) => (role.widgets ?? []).map(({ type }) => type)),
      [['signature', 'textbox'], ['signature']],
    );
  });

  it('doesn’t give a new recipient the phone number of the assigned one', async () => {
    const { id } = template();
    const others = [...recipients, { role: 'Recipient', email: 'cy@example.com' }];
    const drafts = world.drafts();
    await drafts.describe({ templateId: id, recipients: others }, signal);
    await drafts.create({ templateId: id, recipients: others }, signal);
    const [entry] = world.emulators.sandbox.journal.requests('POST', '/draftdocument');
    const [, signer] = list((entry?.body as JsonObject).signers).filter(isObject);
    assert.deepStrictEqual(
      [signer?.name, signer?.email, signer?.phone],
      ['cy@example.com', 'cy@example.com', ''],
    );
  });

  it('finds a role with different white space, and sends it as the template spells it', async () => {
    const { id } = world.accounts.sandbox.addTemplate({ title: 'T', roles: [{ role: 'Chief  Buyer' }] });
    const input = { templateId: id, recipients: [{ role: 'Chief Buyer', email: 'a@example.com' }] };
    const drafts = world.drafts();
    const plan = await drafts.describe(input, signal);
    assert.deepStrictEqual(plan.recipients, [{ role: 'Chief  Buyer', email: 'a@example.com' }]);
    const { id: made } = dataOf(await drafts.create(input, signal));
    const { roles: filled } = await (await world.client('sandbox')).documents.get(String(made));
    assert.deepStrictEqual(
      filled.map(({ role, email }) => [role, email]),
      [['Chief  Buyer', 'a@example.com']],
    );
  });

  it('names environment, title and every recipient in the question, and the same in Markdown', async () => {
    const { id } = template();
    const plan = await world.drafts().describe({ templateId: id, recipients }, signal);
    const { question } = draftQuestion(plan);
    const detail = namingDetail(draftQuestion(plan));
    assert.strictEqual(question, 'Create the draft document “Mutual *NDA*” in Sandbox?');
    for (const part of [
      id,
      plan.host,
      'Discloser: Ana <ana@example.com>',
      'Recipient: Li <li@example.com>',
    ]) {
      assert.ok(detail.includes(part), part);
    }
    const { title, message } = toConfirmation(plan);
    const unescaped = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/ {2}$/gm, '');
    assert.ok(title.includes('\\*NDA\\*'));
    assert.strictEqual(unescaped(title), question);
    assert.strictEqual(unescaped(message), detail);
  });

  it('doesn’t cut long addresses and its own sentences in Markdown', () => {
    const email = `far.${'e'.repeat(180)}@example.com`;
    const { message } = toConfirmation({
      environment: 'live',
      host: 'app.opensignlabs.com',
      templateId: 'Tp5mVa20Rk',
      templateTitle: 'T'.repeat(120),
      title: 'T',
      recipients: [{ role: 'r'.repeat(120), name: 'n'.repeat(120), email }],
      unsigned: Array.from({ length: 20 }, (_, index) => `Role ${index} ${'x'.repeat(20)}`),
    });
    const lines = message.replace(/\\([!-/:-@[-`{-~])/g, '$1').split('\n');
    assert.ok(lines.some((line) => line.endsWith(`n <${email}>  `)));
    assert.ok(
      lines.some((line) => /Add one in OpenSign, or make these roles approvers.* there\. {2}$/.test(line)),
    );
  });

  it('reports every role as it is spelled, whatever its name and however many there are', async () => {
    const strange = ['a](command:x) $(zap)', 'שוכר', 'x'.repeat(250)];
    const names = [
      ...strange,
      ...Array.from({ length: 30 }, (_, index) => `Role ${index} ${'y'.repeat(60)}`),
    ];
    const { id } = world.accounts.sandbox.addTemplate({
      title: 'T',
      roles: names.map((role) => ({ role })),
    });
    const tools = createLanguageModelTools({
      environments: world,
      changes: world.changes,
      log: { error: () => assert.fail('a refusal is no failure') },
    });
    const token = { onCancellationRequested: () => ({ dispose: () => {} }) } as never;
    const given = { role: 'Nobody', email: 'a@example.com' };
    const input = { templateId: id, recipients: [given] };
    const { message } = await refused(
      Promise.resolve(tools.opensign_draftDocument.prepareInvocation({ input }, token)),
    );
    const all = names.join(', ');
    assert.strictEqual(
      message,
      `Sandbox: Nothing was created. The template has no role “Nobody”. Its roles, exactly as spelled: ${all}. ` +
        `These roles need a recipient: ${all}.`,
    );
  });

  const wrong: readonly (readonly [string, object, RegExp])[] = [
    [
      'an unknown role',
      { recipients: [...recipients, { role: 'discloser', email: 'a@b.de' }] },
      /no role “discloser”.*Discloser, Recipient/,
    ],
    ['an open role without a recipient', { recipients: [] }, /These roles need a recipient: Discloser\./],
    [
      'a bad address',
      { recipients: [{ role: 'Discloser', email: 'ana@' }] },
      /“ana@” for the role “Discloser”/,
    ],
    [
      'no address',
      { recipients: [{ role: 'Discloser', email: ' ' }] },
      /for the role “Discloser” is missing/,
    ],
    ['a role twice', { recipients: [...recipients, ...recipients] }, /“Discloser” is given twice/],
    [
      'one person in two roles',
      { recipients: [{ role: 'Discloser', email: 'LI@example.com' }] },
      /given for two roles/,
    ],
    ['an empty title', { title: '  ', recipients }, /needs a title/],
    ['recipients that aren’t a list', { recipients: 'ana' }, /must be a list/],
  ];
  for (const [what, input, message] of wrong) {
    it(`reports ${what} and writes nothing, whether or not the call was described`, async () => {
      const { id } = template();
      const drafts = world.drafts();
      for (const work of [
        drafts.describe({ templateId: id, ...input }, signal),
        drafts.create({ templateId: id, ...input }, signal),
      ]) {
        assert.match((await refused(work)).message, message);
      }
      assert.deepStrictEqual(world.writes, []);
      assert.strictEqual(world.asked.length, 0);
    });
  }

  it('creates drafts with roles without a signature widget, and names them in the question', async () => {
    const { id } = world.accounts.sandbox.addTemplate({
      title: 'T',
      roles: [{ role: 'A', widgets: [{ type: 'date', page: 1, x: 1, y: 1 }] }, { role: 'B' }],
    });
    const input = {
      templateId: id,
      recipients: ['A', 'B'].map((role) => ({ role, email: `${role}@example.com` })),
    };
    const drafts = world.drafts();
    const plan = await drafts.describe(input, signal);
    assert.match(draftQuestion(plan).detail, /^Missing signature widget: A\. Add one in OpenSign/);
    await drafts.create(input, signal);
    assert.deepStrictEqual(world.writes, ['sandbox POST /draftdocument']);
  });

  it('spells addresses like the contact, otherwise in lower case', async () => {
    world.accounts.sandbox.addContact({ name: 'Ana', email: 'Ana@Example.com' });
    const { id } = template();
    const people = [
      { role: 'Discloser', email: 'ANA@example.com' },
      { role: 'Recipient', email: 'New@Example.com' },
    ];
    const plan = await world.drafts().describe({ templateId: id, recipients: people }, signal);
    assert.deepStrictEqual(
      plan.recipients.map(({ email }) => email),
      ['Ana@Example.com', 'new@example.com'],
    );
  });

  it('reports what is wrong with an unusable template', async () => {
    const { id } = world.accounts.sandbox.addTemplate({
      title: 'T',
      roles: [{ role: 'A', widgets: [{ type: 'hologram', page: 1, x: 1, y: 1 }] }],
    });
    const input = { templateId: id, recipients: [{ role: 'A', email: 'a@example.com' }] };
    assert.match((await refused(world.drafts().describe(input, signal))).message, /no widget of type/);
    const gone = { ...input, templateId: 'AAAAAAAAAA' };
    assert.strictEqual(
      ((await refused(world.drafts().describe(gone, signal))) as OpenSignError).kind,
      'notFound',
    );
    assert.deepStrictEqual(world.writes, []);
  });

  it('doesn’t use a template that changed after it was confirmed', async () => {
    const { id } = template();
    const input = { templateId: id, recipients };
    const drafts = world.drafts();
    await drafts.describe(input, signal);
    await (await world.client('sandbox')).updateTemplate(id, { name: 'Something else' });
    assert.match((await refused(drafts.create(input, signal))).message, /no longer what was confirmed/);
    assert.deepStrictEqual(world.writes, [`sandbox PUT /template/${id}`]);
  });

  it('doesn’t write to the other environment what was confirmed for one, even if it would fit', async () => {
    world.liveWrites = true;
    const { id } = template();
    const input = { templateId: id, recipients };
    const drafts = world.drafts();
    await drafts.describe(input, signal);
    world.active = 'live';
    const error = (await refused(drafts.create(input, signal))) as OpenSignError;
    assert.deepStrictEqual([error.kind, error.details.environment], ['otherEnvironment', 'sandbox']);
    assert.deepStrictEqual(world.writes, []);
  });

  it('refuses to write to Live without a request unless the user allows it', async () => {
    world.active = 'live';
    const { id } = template('live');
    const input = { templateId: id, recipients };
    for (const work of [world.drafts().describe(input, signal), world.drafts().create(input, signal)]) {
      assert.match((await refused(work)).message, /opensign\.agents\.liveWrites/);
    }
    assert.strictEqual(world.emulators.live.journal.entries.length, 0);
  });

  it('asks in its own dialog before writing to Live, even though VS Code has asked, and accepts a no', async () => {
    world.active = 'live';
    world.liveWrites = true;
    world.agree = false;
    const { id } = template('live');
    const input = { templateId: id, recipients };
    const drafts = world.drafts();
    await drafts.describe(input, signal);
    assert.strictEqual(((await refused(drafts.create(input, signal))) as OpenSignError).kind, 'canceled');
    assert.deepStrictEqual([world.asked.length, world.writes], [1, []]);
    const [plan] = world.asked;
    assert.ok(plan);
    assert.match(draftQuestion(plan).detail, /uses a credit/);
    world.agree = true;
    await drafts.describe(input, signal);
    assert.match(await drafts.create(input, signal), /^Environment: live /);
    assert.deepStrictEqual(world.writes, ['live POST /draftdocument']);
  });

  it('doesn’t write to Live if the environment or the setting changes while the dialog is open', async () => {
    world.liveWrites = true;
    const { id } = template('live');
    const input = { templateId: id, recipients };
    for (const change of [() => (world.active = 'sandbox'), () => (world.liveWrites = false)]) {
      world.active = 'live';
      world.liveWrites = true;
      world.whenAsked = change;
      await refused(world.drafts().create(input, signal));
    }
    assert.strictEqual(world.asked.length, 2);
    assert.deepStrictEqual(world.writes, []);
  });

  it('asks about a call that was never described, in Sandbox too', async () => {
    const { id } = template();
    const drafts = world.drafts();
    const input = { templateId: id, recipients };
    await drafts.describe(input, signal);
    await drafts.create(input, signal);
    assert.strictEqual(world.asked.length, 0);
    // One confirmation allows one draft.
    world.agree = false;
    await refused(drafts.create(input, signal));
    assert.strictEqual(world.asked.length, 1);
    assert.strictEqual(world.writes.length, 1);
  });

  it('doesn’t retry when no response comes, and refreshes the lists', async () => {
    const { id } = template();
    world.emulators.sandbox.faults.add({ path: '/draftdocument', cut: 'before', when: 'after' });
    const input = { templateId: id, recipients };
    const drafts = world.drafts();
    await drafts.describe(input, signal);
    assert.strictEqual(
      ((await refused(drafts.create(input, signal))) as OpenSignError).kind,
      'outcomeUnknown',
    );
    assert.deepStrictEqual(world.writes, ['sandbox POST /draftdocument']);
    assert.deepStrictEqual(world.changed, ['sandbox']);
  });

  it('sends nothing when it’s canceled before the request', async () => {
    const { id } = template();
    const controller = new AbortController();
    world.whenAsked = () => controller.abort();
    const work = world.drafts().create({ templateId: id, recipients }, controller.signal);
    assert.strictEqual(((await refused(work)) as OpenSignError).kind, 'canceled');
    assert.deepStrictEqual(world.writes, []);
  });
});
