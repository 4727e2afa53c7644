import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmulator, type Account, type Emulator, type EmulatorOptions } from '../../emulator';
import { ask, at, TOKEN } from './client';
import { CARLA } from './world';

interface Received {
  body: string;
  signature: string | undefined;
}

const MIA = { role: 'Manager', name: 'Mia', email: 'mia@signers.example', phone: '1' };

describe('webhook events', () => {
  let emulator: Emulator;
  let account: Account;
  let receiver: Server;
  let received: Received[];
  let answer = 200;

  beforeEach(async () => {
    received = [];
    answer = 200;
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        received.push({ body, signature: request.headers['x-webhook-signature'] as string | undefined });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await emulator.close();
    receiver.closeAllConnections();
    receiver.close();
  });

  async function run(options: Partial<EmulatorOptions>, key?: string): Promise<Record<string, unknown>[]> {
    emulator = await startEmulator({ environment: 'sandbox', ...options });
    account = emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
    emulator.control.setWebhookKey(account, key);
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    await ask(emulator, 'POST', '/webhook', { body: { url } });
    assert.equal(at((await ask(emulator, 'GET', '/webhook')).json, 'webhook'), url);
    const { id } = account.addTemplate({
      title: 'NDA',
      note: 'n2',
      description: 'd2',
      roles: [{ role: 'Customer' }, MIA],
    });
    const { json, status } = await ask(emulator, 'POST', `/createdocument/${id}`, {
      body: { signers: [CARLA] },
    });
    assert.equal(status, 200);
    const document = at(json, 'objectId');
    emulator.control.view(document, CARLA.email);
    emulator.control.sign(document, CARLA.email);
    emulator.control.sign(document, MIA.email);
    await emulator.webhooksSettled();
    return received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  }

  it('are sent in order, unsigned and with ISO dates by a v1 server', async () => {
    const [created, viewed, signed, , completed, ...more] = await run({ mode: 'v1' }, 'key');
    assert.deepEqual(more, []);
    const head = ['event', 'objectId', 'file', 'name', 'note', 'description'];
    assert.deepEqual(Object.keys(created ?? {}), [...head, 'signers', 'createdAt']);
    const { name, email, phone } = CARLA;
    assert.deepEqual(created?.['signers'], [{ name, email, phone }]);
    assert.deepEqual([viewed?.['event'], viewed?.['viewedBy']], ['viewed', email]);
    assert.deepEqual([signed?.['event'], signed?.['signer']], ['signed', { name, email, phone }]);
    assert.match(String(signed?.['signedAt']), /^\d{4}-\d\d-\d\dT/);
    const emails = (completed?.['signers'] as { email: string }[]).map((signer) => signer.email);
    assert.deepEqual([completed?.['event'], emails], ['completed', [MIA.email, email, MIA.email]]);
    assert.ok(completed?.['certificate']);
    assert.ok(received.every(({ signature }) => signature === undefined));
  });

  it('have a type, a signature and formatted dates on the hosted service', async () => {
    const [created, , , , completed] = await run({}, 'key');
    assert.equal(created?.['type'], 'request-sign');
    assert.match(String(completed?.['completedAt']), /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d IST$/);
    assert.equal((completed?.['signers'] as unknown[]).length, 2);
    for (const { body, signature } of received) {
      assert.equal(signature, createHmac('sha256', 'key').update(body).digest('hex'));
    }
  });

  it('are sent once, and a failing receiver doesn’t affect the caller', async () => {
    answer = 500;
    await run({});
    assert.equal(received.length, 5);
    assert.deepEqual(
      emulator.deliveries.map(({ event, status }) => `${event} ${status ?? ''}`),
      ['created 500', 'viewed 500', 'signed 500', 'signed 500', 'completed 500'],
    );
    assert.equal(received[0]?.signature, undefined);
    await ask(emulator, 'POST', '/webhook', { body: { url: 'no address' } });
    const { id } = account.addDocument({ title: 'NDA', roles: [CARLA] });
    emulator.control.decline(id, CARLA.email, 'no');
    await emulator.webhooksSettled();
    const last = emulator.deliveries.at(-1);
    assert.deepEqual([last?.event, last?.status, last?.error], ['declined', undefined, 'Invalid URL']);
    assert.equal((JSON.parse(last?.body ?? '') as Record<string, unknown>)['declinedReason'], 'no');
  });
});
