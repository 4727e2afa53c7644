import * as assert from 'node:assert';
import { OpenSignClient } from '../../../src/api/client';
import { isCanceled, OpenSignError } from '../../../src/api/errors';
import { parseEnvelope, type Outgoing } from '../../../src/api/outgoing';
import { StreamedBody } from '../../../src/api/streamedBody';
import { findDropped, sendDocument } from '../../../src/sending/sendDocument';
import {
  droppedText,
  failureText,
  liveQuestion,
  reminder,
  sentText,
} from '../../../src/sending/sendMessages';
import { askNaming, namingDetail } from '../../../src/ui/question';
import type { Draft } from '../../../src/sending/sendRequest';
import { useDialog } from '../support/dialog';
import { ImpatientClock, KeptLog, testFetch, token } from '../support/client';
import { failureOf } from '../upload/support';
import { Agreeing, outgoingFor, startWorld, type World } from './world';

const creates = (world: World) => world.emulator.journal.requests('POST', '/createdocument/*');

function liveClient(origin: string): OpenSignClient {
  return new OpenSignClient({
    environment: 'live',
    baseUrl: `${origin}/api/v1.2`,
    token,
    fetch: testFetch,
    clock: new ImpatientClock(),
    log: new KeptLog(),
    timeouts: { readMs: 5000, uploadMs: 5000 },
  });
}

async function liveOutgoing(world: World, id: string): Promise<Outgoing> {
  const client = liveClient(world.emulator.origin);
  const outgoing = await outgoingFor(world, id);
  return {
    ...outgoing,
    client,
    send: (signal) => client.documents.createFromTemplate(id, outgoing.fields, signal),
  };
}

describe('sending a document', () => {
  let world: World;
  let ui: Agreeing;
  afterEach(() => world.emulator.close());

  async function start(...options: Parameters<typeof startWorld>): Promise<string> {
    world = await startWorld(...options);
    ui = new Agreeing();
    return world.account.addTemplate({ title: 'NDA', note: 'Old', roles: [{ role: 'One' }, { role: 'Two' }] })
      .id;
  }

  it('sends once, returns the ID and the links, and asks nothing in Sandbox', async () => {
    const id = await start();
    await sendDocument(await outgoingFor(world, id, (draft) => (draft.title = 'My NDA')), ui.options);
    const [result] = ui.results;
    assert.ok(result);
    assert.deepStrictEqual(result.dropped, []);
    assert.deepStrictEqual(result.readBack, { title: 'My NDA', ignored: [] });
    assert.strictEqual(result.document.links.length, 2);
    assert.deepStrictEqual(ui.changes, [['sandbox', result.document.id]]);
    assert.deepStrictEqual(ui.asked, []);
    assert.strictEqual(creates(world).length, 1);
    assert.strictEqual(sentText(result.outgoing, result.readBack.title), 'Sent “My NDA” in Sandbox.');
  });

  it('sets the note after sending', async () => {
    const id = await start();
    await sendDocument(await outgoingFor(world, id, (draft) => (draft.note = 'New')), ui.options);
    const [put] = world.emulator.journal.requests('PUT', '/document/*');
    assert.deepStrictEqual(put?.body, { note: 'New' });
    assert.strictEqual(ui.results[0]?.noteFailed, false);
  });

  it('a signer that the server drops is an error', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id, (draft) => {
      // Skips the checks: a server may reject what they accept.
      draft.people[1] = { name: 'Bad', email: 'no address' };
    });
    await sendDocument(outgoing, ui.options);
    const [result] = ui.results;
    assert.ok(result);
    assert.deepStrictEqual(
      result.dropped.map(({ role }) => role),
      ['Two'],
    );
    const text = droppedText(outgoing, result.document.id, result.dropped);
    assert.ok(text.includes(result.document.id ?? '?') && text.includes('Bad <no address> (Two)'), text);
  });

  it('out of credits: one request, the quota’s message, nothing is sent', async () => {
    const id = await start({}, 0);
    const outgoing = await outgoingFor(world, id);
    await sendDocument(outgoing, ui.options);
    const [error] = ui.failed;
    assert.strictEqual(error?.kind, 'quota');
    assert.match(failureText(outgoing, error).message, /No credits left/);
    assert.strictEqual(creates(world).length, 1);
    assert.deepStrictEqual(ui.changes, []);
  });

  it('no response: the outcome is unknown, nothing is retried, and the list is refreshed', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id, () => {}, 150);
    world.emulator.faults.add({ path: '/createdocument/*', hang: true, when: 'after' });
    await sendDocument(outgoing, ui.options);
    assert.strictEqual(ui.unknown[0]?.kind, 'outcomeUnknown');
    assert.deepStrictEqual(ui.changes, [['sandbox', undefined]]);
    assert.strictEqual(creates(world).length, 1);
  });

  it('canceled while sending: reports that it may have been sent', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id);
    world.emulator.faults.add({ path: '/createdocument/*', hang: true });
    const done = sendDocument(outgoing, ui.options);
    await world.emulator.journal.waitFor(
      ({ path, body }) => path.startsWith('/createdocument/') && body !== undefined,
    );
    ui.cancel();
    await done;
    assert.strictEqual(ui.unknown[0]?.kind, 'canceled');
    assert.deepStrictEqual(ui.changes, [['sandbox', undefined]]);
  });

  it('canceled before all of it was sent: nothing can exist, and nothing is reported', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id);
    const half = new StreamedBody(2, async function* () {
      yield new Uint8Array(1);
      ui.cancel();
      await new Promise(() => {});
    });
    const { documents } = outgoing.client;
    const send = (signal: AbortSignal) => documents.create(half, signal);
    await assert.rejects(sendDocument({ ...outgoing, send }, ui.options), isCanceled);
    assert.deepStrictEqual([ui.unknown, ui.failed, ui.changes], [[], [], []]);
  });

  it('sends nothing after another environment became active', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id);
    ui.active = 'live';
    const error = await failureOf(sendDocument(outgoing, ui.options));
    assert.ok(error instanceof OpenSignError && error.kind === 'otherEnvironment');
    assert.strictEqual(error.details.environment, 'sandbox');
    assert.strictEqual(creates(world).length, 0);
  });

  it('Live: asks with the credits left, and stops when the environment changes during the question', async () => {
    const id = await start({}, 7);
    ui.active = 'live';
    const outgoing = await liveOutgoing(world, id);
    ui.agree = false;
    await sendDocument(outgoing, ui.options);
    assert.deepStrictEqual(ui.asked, [{ credits: 7, account: { name: 'Ana', email: 'owner@example.com' } }]);
    ui.agree = true;
    ui.whenAsked = () => (ui.active = 'sandbox');
    const error = await failureOf(sendDocument(outgoing, ui.options));
    assert.ok(error instanceof OpenSignError && error.kind === 'otherEnvironment');
    assert.strictEqual(creates(world).length, 0);
    ui.active = 'live';
    ui.whenAsked = () => {};
    await sendDocument(outgoing, ui.options);
    assert.strictEqual(creates(world).length, 1);
  });

  it('Live: sending works when the credits can’t be read', async () => {
    const id = await start();
    ui.active = 'live';
    world.emulator.faults.add({ path: '/getcredits', status: 500, body: 'no' });
    await sendDocument(await liveOutgoing(world, id), ui.options);
    assert.strictEqual(ui.asked[0]?.credits, undefined);
    assert.strictEqual(ui.results.length, 1);
  });

  it('Live: sending works when the sender can’t be read, and the question mentions it', async () => {
    const id = await start();
    ui.active = 'live';
    world.emulator.faults.add({ path: '/getuser', status: 500, body: 'no' });
    const outgoing = await liveOutgoing(world, id);
    await sendDocument(outgoing, ui.options);
    assert.deepStrictEqual(ui.asked, [{ credits: 10, account: undefined }]);
    assert.match(namingDetail(liveQuestion(outgoing, ui.asked[0] ?? facts())), /name couldn’t be read/);
    assert.strictEqual(ui.results.length, 1);
  });

  it('reports a success without signers, even without a document ID', async () => {
    const id = await start();
    world.emulator.faults.add({
      path: '/createdocument/*',
      status: 200,
      body: { signurl: [], message: 'Document sent successfully!' },
    });
    const outgoing = await outgoingFor(world, id, (draft) => (draft.note = 'New'));
    await sendDocument(outgoing, ui.options);
    const [result] = ui.results;
    assert.ok(result);
    assert.strictEqual(result.document.id, undefined);
    assert.strictEqual(result.dropped.length, 2);
    assert.deepStrictEqual(ui.changes, [['sandbox', undefined]]);
    const text = droppedText(outgoing, undefined, result.dropped);
    assert.match(
      text,
      /^Sandbox accepted “NDA” but added no signer, so nobody can sign it\..*p1@example\.com/,
    );
  });

  it('reports what an old server ignores: signing order and redirect URL', async () => {
    const id = await start({ mode: 'v1' });
    const outgoing = await outgoingFor(world, id, (draft) => {
      draft.inOrder = false;
      draft.redirectUrl = 'https://example.com/done';
    });
    await sendDocument(outgoing, ui.options);
    const [result] = ui.results;
    assert.ok(result);
    assert.deepStrictEqual(result.readBack.ignored, ['atOnce', 'redirectUrl']);
    assert.match(
      sentText(outgoing, 'NDA', result.readBack.ignored),
      /signers are asked one after the other\. The server ignored the redirect URL\.$/,
    );
  });

  it('reports nothing when the server ignores nothing', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id, (draft) => {
      draft.inOrder = false;
      draft.redirectUrl = 'https://example.com/done';
    });
    await sendDocument(outgoing, ui.options);
    assert.deepStrictEqual(ui.results[0]?.readBack.ignored, []);
  });
});

describe('signing links', () => {
  it('match recipients regardless of case; two roles with one address share a link', () => {
    const recipients = [
      { role: 'One', email: 'Ana@Example.com' },
      { role: 'Two', email: 'ana@example.com' },
      { role: 'Three', email: 'gone@example.com' },
    ];
    const links = [{ email: 'ana@example.com', url: 'https://x' }];
    assert.deepStrictEqual(findDropped(recipients, { id: 'x', links }), [recipients[2]]);
    assert.strictEqual(findDropped(recipients, { id: 'x', links: [] }).length, 3);
  });
});

const facts = (credits?: number) => ({ credits, account: { name: 'Ana', email: 'owner@example.com' } });

describe('the Live question', () => {
  let world: World;
  afterEach(() => world.emulator.close());

  async function outgoingOf(roles: number, change: (draft: Draft) => void = () => {}): Promise<Outgoing> {
    world = await startWorld();
    const names = Array.from({ length: roles }, (_, index) => ({ role: `Role ${index}` }));
    const { id } = world.account.addTemplate({ title: 'NDA', roles: names });
    const outgoing = await outgoingFor(world, id, change);
    return { ...outgoing, client: liveClient(world.emulator.origin) };
  }

  it('names sender, title, every recipient, copies and cost', async () => {
    const outgoing = {
      ...(await outgoingOf(2)),
      envelope: parseEnvelope({ cc: ['cc@example.com'], bcc: ['bcc@example.com'], sender_name: 'Legal' }),
    };
    const question = liveQuestion(outgoing, facts(7));
    assert.strictEqual(question.question, 'Send “NDA” in Live?');
    const detail = namingDetail(question);
    for (const part of [
      'Sender: Ana (owner@example.com)\nEmails show this sender: Legal',
      'Person 0 <p0@example.com> (Role 0)\nPerson 1 <p1@example.com> (Role 1)\nCc: cc@example.com\nBcc: bcc@example.com',
      'Uses 1 of your 7 credits.',
    ]) {
      assert.ok(detail.includes(part), detail);
    }
    assert.match(namingDetail(liveQuestion(outgoing, facts())), /isn’t known/);
    assert.match(reminder('sandbox', true), /real emails/);
    assert.match(reminder('sandbox', false), /No email/);
  });

  it('names approvers and viewers, one person in two roles, and the target of a link', async () => {
    const outgoing: Outgoing = {
      ...(await outgoingOf(3, (draft) => {
        draft.people[1] = { name: 'Person 0', email: 'P0@example.com' };
      })),
      fileName: 'nda.pdf',
      linkTarget: '/elsewhere/secret.pdf',
    };
    const recipients = outgoing.recipients.map((recipient, index) =>
      index === 2 ? { ...recipient, kind: 'viewer' as const } : recipient,
    );
    const detail = namingDetail(liveQuestion({ ...outgoing, recipients }, facts()));
    assert.match(detail, /\(Role 2, viewer\)/);
    assert.match(detail, /Person 0 fills 2 roles\./);
    assert.match(detail, /nda\.pdf is a symbolic link\. The linked file is sent: \/elsewhere\/secret\.pdf/);
  });

  it('a long name can’t hide an address', async () => {
    const outgoing = await outgoingOf(1, (draft) => {
      draft.people[0] = { name: 'x'.repeat(500), email: 'far@example.com' };
    });
    assert.match(namingDetail(liveQuestion(outgoing, facts())), /<far@example\.com> \(Role 0\)/);
  });

  it('names up to 15 people in the dialog, which sends', async () => {
    const outgoing = await outgoingOf(15);
    const dialog = useDialog();
    dialog.answer = 'Send in Live';
    assert.strictEqual(await askNaming(liveQuestion(outgoing, facts())), true);
    assert.deepStrictEqual(dialog.buttons, [['Send in Live']]);
    assert.match(dialog.details[0] ?? '', /p14@example\.com/);
  });

  it('more people: the dialog counts them and opens a list, which sends', async () => {
    const outgoing = await outgoingOf(16);
    const dialog = useDialog();
    dialog.answer = 'Show All';
    const done = askNaming(liveQuestion(outgoing, facts()));
    const list = await dialog.list;
    assert.deepStrictEqual(dialog.buttons, [['Show All']]);
    assert.match(dialog.details[0] ?? '', /16 entries\. Select Show All/);
    assert.strictEqual(list.items.length, 17);
    assert.ok(list.items.some(({ label }) => label === 'Person 15 <p15@example.com> (Role 15)'));
    // Enter alone sends nothing: the first person is the active row, and selecting a person does nothing.
    list.accept(list.activeItems[0]?.label ?? '');
    assert.strictEqual(list.isOpen, true);
    list.accept('Send in Live');
    assert.strictEqual(await done, true);
    assert.strictEqual(list.isOpen, false);
  });

  it('closing the list or the dialog sends nothing', async () => {
    const outgoing = await outgoingOf(16);
    const dialog = useDialog();
    dialog.answer = 'Show All';
    const done = askNaming(liveQuestion(outgoing, facts()));
    (await dialog.list).hide();
    assert.strictEqual(await done, false);
    dialog.answer = undefined;
    assert.strictEqual(await askNaming(liveQuestion(outgoing, facts())), false);
  });
});
