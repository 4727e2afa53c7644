import * as assert from 'node:assert';
import { OpenSignClient } from '../../../src/api/client';
import { OpenSignError } from '../../../src/api/errors';
import type { Outgoing } from '../../../src/api/outgoing';
import { deliver } from '../../../src/sending/deliver';
import { droppedText, failureText, liveQuestion, reminder, sentText } from '../../../src/sending/texts';
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
    assert.strictEqual(delivery.serverTitle, 'My NDA');
    assert.strictEqual(delivery.document.links.length, 2);
    assert.deepStrictEqual(ui.sent, [['sandbox', delivery.document.id]]);
    assert.deepStrictEqual(ui.asked, []);
    assert.strictEqual(creates(world).length, 1);
    assert.strictEqual(sentText(delivery.outgoing, delivery.serverTitle), '“My NDA” was sent in sandbox.');
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
    assert.ok(text.includes(delivery.document.id) && text.includes('Bad <no address> (Two)'), text);
  });

  it('out of credits: one request, the words of the quota, nothing was sent', async () => {
    const id = await start({}, 0);
    const outgoing = await outgoingFor(world, id);
    await deliver(outgoing, ui.options);
    const [error] = ui.failed;
    assert.strictEqual(error?.kind, 'quota');
    assert.match(failureText(outgoing, error).message, /no credits left/);
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
    await world.emulator.journal.waitFor(({ path }) => path.startsWith('/createdocument/'));
    ui.cancel();
    await done;
    assert.strictEqual(ui.unknown[0]?.kind, 'cancelled');
    assert.deepStrictEqual(ui.sent, [['sandbox', undefined]]);
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
    assert.deepStrictEqual(ui.asked, [7]);
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
    assert.deepStrictEqual(ui.asked, [undefined]);
    assert.strictEqual(ui.delivered.length, 1);
  });

  it('the question names environment, title, recipients and cost', async () => {
    const id = await start();
    const outgoing = await liveOutgoing(world, id);
    const { question, detail } = liveQuestion(outgoing, 7);
    assert.strictEqual(question, 'Send “NDA” in live?');
    assert.match(detail, /Environment: live/);
    assert.match(detail, /Person 0 <p0@example.com> \(One\)\nPerson 1 <p1@example.com> \(Two\)/);
    assert.match(detail, /uses 1 credit. Left now: 7/);
    assert.match(liveQuestion(outgoing, undefined).detail, /not known/);
    assert.match(reminder('sandbox', true), /really go out/);
    assert.match(reminder('sandbox', false), /No e-mail/);
  });
});
