import * as assert from 'node:assert';
import { OpenSignClient } from '../../../src/api/client';
import { isCanceled, OpenSignError } from '../../../src/api/errors';
import { parseEnvelope, type Outgoing } from '../../../src/api/outgoing';
import { StreamedBody } from '../../../src/api/streamedBody';
import { deliver } from '../../../src/sending/sendDocument';
import { droppedText, failureText, liveQuestion, reminder, sentText } from '../../../src/sending/sendTexts';
import { askNaming, namingDetail } from '../../../src/ui/question';
import type { Draft } from '../../../src/sending/draftSend';
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

  it('sends once, tells the id and the links, and asks nothing in sandbox', async () => {
    const id = await start();
    await deliver(await outgoingFor(world, id, (draft) => (draft.title = 'My NDA')), ui.options);
    const [delivery] = ui.delivered;
    assert.ok(delivery);
    assert.deepStrictEqual(delivery.dropped, []);
    assert.deepStrictEqual(delivery.readBack, { title: 'My NDA', ignored: [] });
    assert.strictEqual(delivery.document.links.length, 2);
    assert.deepStrictEqual(ui.sent, [['sandbox', delivery.document.id]]);
    assert.deepStrictEqual(ui.asked, []);
    assert.strictEqual(creates(world).length, 1);
    assert.strictEqual(sentText(delivery.outgoing, delivery.readBack.title), 'Sent “My NDA” in Sandbox.');
  });

  it('a note goes onto the document afterwards', async () => {
    const id = await start();
    await deliver(await outgoingFor(world, id, (draft) => (draft.note = 'New')), ui.options);
    const [put] = world.emulator.journal.requests('PUT', '/document/*');
    assert.deepStrictEqual(put?.body, { note: 'New' });
    assert.strictEqual(ui.delivered[0]?.noteFailed, false);
  });

  it('a signer whom the server dropped is no success', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id, (draft) => {
      // Past the checks on purpose: what they let through, a server may still dislike.
      draft.people[1] = { name: 'Bad', email: 'no address' };
    });
    await deliver(outgoing, ui.options);
    const [delivery] = ui.delivered;
    assert.ok(delivery);
    assert.deepStrictEqual(
      delivery.dropped.map(({ role }) => role),
      ['Two'],
    );
    const text = droppedText(outgoing, delivery.document.id, delivery.dropped);
    assert.ok(text.includes(delivery.document.id ?? '?') && text.includes('Bad <no address> (Two)'), text);
  });

  it('out of credits: one request, the words of the quota, nothing was sent', async () => {
    const id = await start({}, 0);
    const outgoing = await outgoingFor(world, id);
    await deliver(outgoing, ui.options);
    const [error] = ui.failed;
    assert.strictEqual(error?.kind, 'quota');
    assert.match(failureText(outgoing, error).message, /No credits left/);
    assert.strictEqual(creates(world).length, 1);
    assert.deepStrictEqual(ui.sent, []);
  });

  it('no answer: the outcome is unknown, it is sent once, and the lists are read again', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id, () => {}, 150);
    world.emulator.faults.add({ path: '/createdocument/*', hang: true, when: 'after' });
    await deliver(outgoing, ui.options);
    assert.strictEqual(ui.unknown[0]?.kind, 'outcomeUnknown');
    assert.deepStrictEqual(ui.sent, [['sandbox', undefined]]);
    assert.strictEqual(creates(world).length, 1);
  });

  it('called off on the way: it may have arrived, and that is said', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id);
    world.emulator.faults.add({ path: '/createdocument/*', hang: true });
    const done = deliver(outgoing, ui.options);
    await world.emulator.journal.waitFor(
      ({ path, body }) => path.startsWith('/createdocument/') && body !== undefined,
    );
    ui.cancel();
    await done;
    assert.strictEqual(ui.unknown[0]?.kind, 'canceled');
    assert.deepStrictEqual(ui.sent, [['sandbox', undefined]]);
  });

  it('canceled before all of it was sent: nothing may exist, and nothing is reported', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id);
    const half = new StreamedBody(2, async function* () {
      yield new Uint8Array(1);
      ui.cancel();
      await new Promise(() => {});
    });
    const { documents } = outgoing.client;
    const send = (signal: AbortSignal) => documents.create(half, signal);
    await assert.rejects(deliver({ ...outgoing, send }, ui.options), isCanceled);
    assert.deepStrictEqual([ui.unknown, ui.failed, ui.sent], [[], [], []]);
  });

  it('an environment that was left: nothing is sent', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id);
    ui.active = 'live';
    const error = await failureOf(deliver(outgoing, ui.options));
    assert.ok(error instanceof OpenSignError && error.kind === 'otherEnvironment');
    assert.strictEqual(error.details.environment, 'sandbox');
    assert.strictEqual(creates(world).length, 0);
  });

  it('live: asks with the credits that are left, and stops when the environment is left at the question', async () => {
    const id = await start({}, 7);
    ui.active = 'live';
    const outgoing = await liveOutgoing(world, id);
    ui.agree = false;
    await deliver(outgoing, ui.options);
    assert.deepStrictEqual(ui.asked, [{ credits: 7, account: { name: 'Ana', email: 'owner@example.com' } }]);
    ui.agree = true;
    ui.whenAsked = () => (ui.active = 'sandbox');
    const error = await failureOf(deliver(outgoing, ui.options));
    assert.ok(error instanceof OpenSignError && error.kind === 'otherEnvironment');
    assert.strictEqual(creates(world).length, 0);
    ui.active = 'live';
    ui.whenAsked = () => {};
    await deliver(outgoing, ui.options);
    assert.strictEqual(creates(world).length, 1);
  });

  it('live: credits that cannot be read are unknown and keep nobody from sending', async () => {
    const id = await start();
    ui.active = 'live';
    world.emulator.faults.add({ path: '/getcredits', status: 500, body: 'no' });
    await deliver(await liveOutgoing(world, id), ui.options);
    assert.strictEqual(ui.asked[0]?.credits, undefined);
    assert.strictEqual(ui.delivered.length, 1);
  });

  it('Live: a sender that can’t be read is said to be unknown and keeps nobody from sending', async () => {
    const id = await start();
    ui.active = 'live';
    world.emulator.faults.add({ path: '/getuser', status: 500, body: 'no' });
    const outgoing = await liveOutgoing(world, id);
    await deliver(outgoing, ui.options);
    assert.deepStrictEqual(ui.asked, [{ credits: 10, account: undefined }]);
    assert.match(namingDetail(liveQuestion(outgoing, ui.asked[0] ?? facts())), /name couldn’t be read/);
    assert.strictEqual(ui.delivered.length, 1);
  });

  it('success without any signer is reported, although the server names no document', async () => {
    const id = await start();
    world.emulator.faults.add({
      path: '/createdocument/*',
      status: 200,
      body: { signurl: [], message: 'Document sent successfully!' },
    });
    const outgoing = await outgoingFor(world, id, (draft) => (draft.note = 'New'));
    await deliver(outgoing, ui.options);
    const [delivery] = ui.delivered;
    assert.ok(delivery);
    assert.strictEqual(delivery.document.id, undefined);
    assert.strictEqual(delivery.dropped.length, 2);
    assert.deepStrictEqual(ui.sent, [['sandbox', undefined]]);
    const text = droppedText(outgoing, undefined, delivery.dropped);
    assert.match(
      text,
      /^Sandbox accepted “NDA” but added no signer, so nobody can sign it\..*p1@example\.com/,
    );
  });

  it('reports what an old server ignored: signing order and redirect URL', async () => {
    const id = await start({ mode: 'v1' });
    const outgoing = await outgoingFor(world, id, (draft) => {
      draft.inOrder = false;
      draft.redirectUrl = 'https://example.com/done';
    });
    await deliver(outgoing, ui.options);
    const [delivery] = ui.delivered;
    assert.ok(delivery);
    assert.deepStrictEqual(delivery.readBack.ignored, ['atOnce', 'redirectUrl']);
    assert.match(
      sentText(outgoing, 'NDA', delivery.readBack.ignored),
      /signers are asked one after the other\. The server ignored the redirect URL\.$/,
    );
  });

  it('reports nothing of a server that did as asked', async () => {
    const id = await start();
    const outgoing = await outgoingFor(world, id, (draft) => {
      draft.inOrder = false;
      draft.redirectUrl = 'https://example.com/done';
    });
    await deliver(outgoing, ui.options);
    assert.deepStrictEqual(ui.delivered[0]?.readBack.ignored, []);
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

  it('tells approvers and viewers, one person in two roles, and where a link leads', async () => {
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
    assert.match(detail, /nda\.pdf is a link\. This file is sent: \/elsewhere\/secret\.pdf/);
  });

  it('a long name can’t hide an address', async () => {
    const outgoing = await outgoingOf(1, (draft) => {
      draft.people[0] = { name: 'x'.repeat(500), email: 'far@example.com' };
    });
    assert.match(namingDetail(liveQuestion(outgoing, facts())), /<far@example\.com> \(Role 0\)/);
  });

  it('up to 15 people are named in the dialog, which sends', async () => {
    const outgoing = await outgoingOf(15);
    const dialog = useDialog();
    dialog.answer = 'Send in Live';
    assert.strictEqual(await askNaming(liveQuestion(outgoing, facts())), true);
    assert.deepStrictEqual(dialog.buttons, [['Send in Live']]);
    assert.match(dialog.details[0] ?? '', /p14@example\.com/);
  });

  it('more people: the dialog only counts and shows all; the list of all of them sends', async () => {
    const outgoing = await outgoingOf(16);
    const dialog = useDialog();
    dialog.answer = 'Show All';
    const done = askNaming(liveQuestion(outgoing, facts()));
    const list = await dialog.list;
    assert.deepStrictEqual(dialog.buttons, [['Show All']]);
    assert.match(dialog.details[0] ?? '', /16 entries\. Select Show All/);
    assert.strictEqual(list.items.length, 17);
    assert.ok(list.items.some(({ label }) => label === 'Person 15 <p15@example.com> (Role 15)'));
    // Enter alone sends nothing: the first person is the active row, and choosing a person does nothing.
    list.accept(list.activeItems[0]?.label ?? '');
    assert.strictEqual(list.isOpen, true);
    list.accept('Send in Live');
    assert.strictEqual(await done, true);
    assert.strictEqual(list.isOpen, false);
  });

  it('closing the list, or the dialog, sends nothing', async () => {
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
