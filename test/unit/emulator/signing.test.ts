import assert from 'node:assert/strict';
import { startEmulator, type Account, type Emulator } from '../../emulator';
import { ask, at, TOKEN } from './client';
import { CARLA, FILE, SIGNATURE } from './world';

const LI = { ...CARLA, role: 'Second', name: 'Li', email: 'li@signers.example' };

describe('signing', () => {
  let emulator: Emulator;
  let account: Account;
  const document = (more: object = {}): string =>
    account.addDocument({ title: 'NDA', roles: [CARLA, LI], ...more }).id;
  const status = async (id: string): Promise<string> =>
    at((await ask(emulator, 'GET', `/document/${id}`)).json, 'status');
  const listed = async (doctype: string): Promise<number> => {
    const { json } = await ask(emulator, 'GET', `/documentlist/${doctype}`);
    return (json as { result: unknown[] }).result.length;
  };

  beforeEach(async () => {
    emulator = await startEmulator({ environment: 'sandbox' });
    account = emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com', plan: 'teams' });
  });
  afterEach(() => emulator.close());

  it('changes from viewed to signed to completed', async () => {
    const id = document();
    const before = (await ask(emulator, 'GET', `/document/${id}`)).json;
    emulator.control.view(id, 'CARLA@signers.example');
    emulator.control.sign(id, LI.email, {
      ip: '203.0.113.9',
      responses: [{ name: 'company', response: 'Blue' }],
    });
    const half = (await ask(emulator, 'GET', `/document/${id}`)).json;
    assert.notEqual(at(half, 'audit_trail', 0, 'viewed'), '');
    assert.equal(at(half, 'audit_trail', 0, 'signed'), '');
    assert.notEqual(at(half, 'audit_trail', 1, 'signed'), '');
    assert.notEqual(at(half, 'file').split('?')[0], at(before, 'file').split('?')[0]);
    assert.equal(await listed('inprogress'), 1);
    emulator.control.sign(id, CARLA.email);
    assert.equal(await status(id), 'completed');
    assert.deepEqual([await listed('inprogress'), await listed('completed')], [0, 1]);
    const { json: ips } = await ask(emulator, 'GET', `/signerips/${id}`);
    assert.equal(at(ips, 'signer_ips', 1, 'ip_address'), '203.0.113.9');
    const { json: data } = await ask(emulator, 'GET', `/formdata/${id}`);
    assert.equal(at(data, 'status'), 'completed');
    assert.match(at(data, 'sent_date'), /^\d\d\/\d\d\/\d{4}$/);
    assert.equal(at(data, 'form_data', 1, 'widgets', 0, 'response'), 'Blue');
  });

  it('ends when the document is declined or expires', async () => {
    const declined = document();
    emulator.control.decline(declined, LI.email, 'no');
    const expired = document();
    emulator.control.expire(expired);
    assert.deepEqual([await status(declined), await status(expired)], ['declined', 'expired']);
    assert.deepEqual([await listed('declined'), await listed('expired')], [1, 1]);
    assert.throws(() => emulator.control.sign(declined, LI.email), /is declined/);
    assert.throws(() => emulator.control.sign(expired, LI.email), /is expired/);
    assert.throws(() => emulator.control.sign('AAAAAAAAAA', LI.email), /No document/);
  });

  it('enforces a strict order, and rejects unknown signers', () => {
    const id = document({ send_in_order_strict: true });
    emulator.control.view(id, LI.email);
    assert.throws(() => emulator.control.sign(id, LI.email), /Someone else must sign/);
    assert.throws(() => emulator.control.sign(id, 'x@example.com'), /isn't a signer/);
    emulator.control.sign(id, CARLA.email);
    assert.throws(() => emulator.control.sign(id, CARLA.email), /signed already/);
    emulator.control.sign(id, LI.email);
  });

  it('completes without the viewers', async () => {
    const id = document({ roles: [CARLA, { ...LI, signer_role: 'viewer', widgets: [] }] });
    emulator.control.sign(id, CARLA.email);
    assert.equal(await status(id), 'completed');
  });

  it('emails only the first signer if in order, and nobody without send_email', async () => {
    const signers = [CARLA, LI].map((signer) => ({ ...signer, widgets: [SIGNATURE] }));
    const create = (more: object) =>
      ask(emulator, 'POST', '/createdocument', { body: { title: 'x', file: FILE, signers, ...more } });
    await create({ send_email: false });
    assert.equal(emulator.mails.length, 0);
    await create({ email_subject: 'Hi' });
    assert.deepEqual(
      emulator.mails.map(({ to, subject, kind }) => [to, subject, kind]),
      [[CARLA.email, 'Hi', 'request']],
    );
    await create({ sendInOrder: false });
    assert.equal(emulator.mails.length, 3);
  });

  it('uses a credit for a document without reachable signers', async () => {
    account.addContact({ email: 'zoe@signers.example' });
    const { id } = account.addTemplate({ title: 'T', roles: [{ role: 'Customer' }] });
    const before = account.credits;
    const signers = [{ ...CARLA, email: 'Zoe@Signers.example' }];
    const { json } = await ask(emulator, 'POST', `/createdocument/${id}`, { body: { signers } });
    assert.deepEqual((json as { signurl: unknown }).signurl, []);
    assert.deepEqual([account.credits, emulator.mails.length], [before - 1, 0]);
    const read = await ask(emulator, 'GET', `/document/${at(json, 'objectId')}`);
    assert.equal(at(read.json, 'signers', 0, 'email'), '');
  });

  it('can omit the ID if it drops every signer, or find addresses in any letter case', async () => {
    const signers = [{ ...CARLA, email: 'ADA@example.com', widgets: [SIGNATURE] }];
    const body = { title: 'x', file: FILE, signers };
    const answers: unknown[] = [];
    for (const quirks of [
      { noIdWithoutSigners: true },
      { noIdWithoutSigners: true, emailCaseCollides: false },
    ]) {
      const server = await startEmulator({ environment: 'live', quirks });
      server.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
      const { json } = await ask(server, 'POST', '/createdocument', { body });
      answers.push(Object.keys(json as object));
      await server.close();
    }
    assert.deepEqual(answers, [
      ['signurl', 'message'],
      ['objectId', 'signurl', 'message'],
    ]);
  });

  it('can ignore the signing order and the redirect URL', async () => {
    const server = await startEmulator({
      environment: 'sandbox',
      quirks: { alwaysInOrder: true, ignoresRedirectUrl: true },
    });
    const ada = server.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
    const settings = { sendInOrder: false, redirect_url: 'https://x.example' };
    const own = { title: 'x', file: FILE, signers: [{ ...CARLA, widgets: [SIGNATURE] }] };
    const { id } = ada.addTemplate({
      title: 'T',
      redirect_url: 'https://t.example',
      roles: [{ role: 'Customer' }],
    });
    const calls: [string, object, string, string][] = [
      ['/createdocument', own, '/document', ''],
      ['/createtemplate', own, '/template', ''],
      [`/createdocument/${id}`, { signers: [CARLA] }, '/document', 'https://t.example'],
    ];
    for (const [path, body, read, url] of calls) {
      const { json } = await ask(server, 'POST', path, { body: { ...body, ...settings } });
      const back = (await ask(server, 'GET', `${read}/${at(json, 'objectId')}`)).json;
      assert.deepEqual([at(back, 'sendInOrder'), at(back, 'redirect_url')], ['true', url], path);
    }
    await server.close();
  });

  it('keeps the name of an existing contact', async () => {
    account.addContact({ name: 'Old name', email: CARLA.email, phone: '1' });
    const { json } = await ask(emulator, 'POST', '/createdocument', {
      body: { title: 'x', file: FILE, signers: [{ ...CARLA, widgets: [SIGNATURE] }] },
    });
    const read = await ask(emulator, 'GET', `/document/${at(json, 'objectId')}`);
    assert.deepEqual(
      [at(read.json, 'signers', 0, 'name'), at(read.json, 'signers', 0, 'phone')],
      ['Old name', '1'],
    );
  });

  it('can leave a resent email without a response', async () => {
    const id = document();
    emulator.control.setMailTransport(false);
    const abort = new AbortController();
    const body = { document_id: id, email: CARLA.email };
    const gone = assert.rejects(ask(emulator, 'POST', '/resendmail', { body, signal: abort.signal }));
    await emulator.journal.waitFor((entry) => entry.path === '/resendmail' && entry.body !== undefined);
    abort.abort();
    await gone;
    assert.equal((await emulator.journal.waitFor(({ aborted }) => aborted === true)).status, undefined);
  });

  it('creates a document without roles if there are no signers, and lists it nowhere (v1)', async () => {
    const old = await startEmulator({ environment: 'sandbox', mode: 'v1' });
    const ada = old.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
    const { id } = ada.addTemplate({ title: 'T', roles: [CARLA] });
    const { json } = await ask(old, 'POST', `/createdocument/${id}`, { body: { signers: [] } });
    const read = await ask(old, 'GET', `/document/${at(json, 'objectId')}`);
    const { name, email, phone } = CARLA;
    assert.deepEqual((read.json as { signers: unknown }).signers, [{ name, email, phone }]);
    assert.deepEqual((await ask(old, 'GET', '/documentlist/inprogress')).json, { result: [] });
    await old.close();
  });
});
