import * as assert from 'node:assert';
import type { OpenSignClient } from '../../../src/api/client';
import { envelopeOf } from '../../../src/api/outgoing';
import { fileBody } from '../../../src/api/fileBody';
import { isObject, list, type JsonObject } from '../../../src/api/values';
import { checkLayoutFile, type LayoutFile } from '../../../src/layout/checkLayoutFile';
import { sendsEmail, spellAddresses, toRecipients, toRequest } from '../../../src/layout/layoutRequest';
import { widgetTypes } from '../../../src/layout/layoutSchema';
import { toLayoutText } from '../../../src/layout/layoutText';
import { findUnsignedRoles, setKind } from '../../../src/layout/unsignedRoles';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator';
import { makePdf } from '../../fixtures/pdf';
import { testClient, token } from '../support/client';

const everyType = widgetTypes.map((type, index) => ({
  type,
  page: 1,
  x: 72,
  y: 40 * index + 10,
  w: 110,
  h: 20,
  options: { name: `${type} field`, ...(type === 'date' ? { format: 'yyyy-mm-dd' } : {}) },
}));

const text = JSON.stringify({
  version: 1,
  title: 'Mutual NDA',
  note: 'Please review',
  description: 'Two parties',
  options: {
    sendInOrder: false,
    timeToCompleteDays: 9,
    redirectUrl: 'https://example.com/done',
    sendEmail: false,
  },
  roles: [
    { role: 'Discloser', name: 'Ana', email: 'ana@example.com', widgets: everyType },
    {
      role: 'Récipient',
      widgets: [{ type: 'signature', page: 1, x: 300, y: 10, w: 150, h: 45 }],
    },
  ],
  prefill: [
    { type: 'textbox', page: 1, x: 300, y: 100, w: 100, h: 20, options: { name: 'ref', response: '42' } },
  ],
});

function parsed(source: string): LayoutFile {
  const { file, problems } = checkLayoutFile(source);
  assert.ok(file, JSON.stringify(problems));
  return file;
}

describe('layout file and server', () => {
  let emulator: Emulator;
  let client: OpenSignClient;
  afterEach(() => emulator.close());

  async function start(options: Partial<EmulatorOptions> = {}): Promise<void> {
    emulator = await startEmulator({ environment: 'sandbox', ...options });
    emulator.addAccount({ token, name: 'Owner', email: 'owner@example.com' });
    ({ client } = testClient(emulator.baseUrl));
  }

  async function create(source: string): Promise<string> {
    const fields = toRequest(parsed(source), 'template', 'fallback');
    return client.createTemplate(fileBody(fields, makePdf()));
  }

  async function exported(id: string): Promise<string> {
    const json = await client.getTemplateJson(id);
    assert.ok(isObject(json));
    return toLayoutText(json);
  }

  it('v1.2: export, create and export again give the same file', async () => {
    await start();
    const first = await exported(await create(text));
    const second = await exported(await create(first));
    assert.strictEqual(second, first);
    const file = parsed(first);
    assert.strictEqual(file.title, 'Mutual NDA');
    assert.deepStrictEqual(
      file.roles[0]?.widgets?.map(({ type, x, y, w, h }) => ({ type, x, y, w, h })),
      everyType.map(({ type, x, y, w, h }) => ({ type, x, y, w, h })),
    );
    assert.deepStrictEqual(file.options?.redirectUrl, 'https://example.com/done');
    assert.strictEqual(file.prefill?.[0]?.options?.response, '42');
  });

  it('sends an edit, and exports it again', async () => {
    await start();
    const first = await exported(await create(text));
    const edited = first.replace('"Mutual NDA"', '"One-sided NDA"').replace('"x": 300', '"x": 310');
    assert.notStrictEqual(edited, first);
    assert.strictEqual(await exported(await create(edited)), edited);
  });

  it('keeps the options that the server returns, spelled as in requests', async () => {
    await start();
    const options = { name: 'company', color: 'blue', fontsize: 20 };
    const widgets = [everyType[0], { ...everyType[8], options }];
    const first = await exported(
      await create(JSON.stringify({ version: 1, title: 'T', roles: [{ role: 'A', widgets }] })),
    );
    const { color, fontsize, fontSize } = parsed(first).roles[0]?.widgets?.[1]?.options ?? {};
    assert.deepStrictEqual(
      { color, fontsize, fontSize },
      { color: 'blue', fontsize: 20, fontSize: undefined },
    );
    assert.strictEqual(await exported(await create(first)), first);
  });

  it('v1, without options and with another name for text fields: export, create and export again give the same file', async () => {
    await start({ mode: 'v1' });
    const first = await exported(await create(text));
    assert.ok(!first.includes('text input'));
    assert.strictEqual(await exported(await create(first)), first);
  });

  it('completes options: always present, with required, a format and a selection', async () => {
    await start({ quirks: { strictOptions: true } });
    const { signers } = toRequest(parsed(text), 'template', 'x');
    const widgets = list(signers).flatMap((signer) => list((signer as JsonObject).widgets)) as {
      type: string;
      options: JsonObject;
    }[];
    for (const { type, options } of widgets) {
      assert.strictEqual(typeof options.name, 'string');
      assert.strictEqual(options.required, type === 'signature' ? undefined : true, type);
    }
    const date = widgets.find(({ type }) => type === 'date')?.options;
    assert.strictEqual(date?.format, 'yyyy-mm-dd');
    assert.strictEqual(date.signing_date, true);
    assert.ok(Array.isArray(widgets.find(({ type }) => type === 'checkbox')?.options.selectedvalues));
    // The strict server checks all of them.
    await create(text);
  });

  it('a date with a default is not the day of signing', () => {
    emulator = { close: () => Promise.resolve() } as Emulator;
    const widgets = [{ ...everyType[0] }, { ...everyType[7], options: { default: '01-02-2026' } }];
    const file = parsed(JSON.stringify({ version: 1, roles: [{ role: 'A', widgets }] }));
    const [signer] = list(toRequest(file, 'template', 'x').signers) as {
      widgets: { options: JsonObject }[];
    }[];
    assert.ok(!('signing_date' in (signer?.widgets[1]?.options ?? {})));
  });

  it('sending: the email flag is a boolean and not part of a template, and no recipient is dropped', async () => {
    await start();
    const filled = text.replace('"role":"Récipient"', '"role":"Récipient","email":"li@example.com"');
    const file = parsed(filled);
    const fields = toRequest(file, 'document', 'x');
    assert.strictEqual(fields.send_email, false);
    assert.strictEqual(sendsEmail(file), false);
    assert.strictEqual(
      toRequest(parsed(text.replace(',"sendEmail":false', '')), 'document', 'x').send_email,
      true,
    );
    assert.ok(!('send_email' in toRequest(file, 'template', 'x')));
    const sent = await client.documents.create(fileBody(fields, makePdf()));
    assert.deepStrictEqual(
      sent.links.map(({ email }) => email),
      toRecipients(file).map(({ email }) => email),
    );
    const [entry] = emulator.journal.requests('POST', '/createdocument');
    assert.strictEqual((entry?.body as JsonObject).timeToCompleteDays, 9);
    assert.deepStrictEqual(emulator.mails, []);
  });

  it('sending: spells addresses as contacts do, otherwise in lower case, and keeps the signer roles', () => {
    emulator = { close: () => Promise.resolve() } as Emulator;
    const roles = [
      { role: 'A', email: 'ANA@example.com', widgets: [everyType[0]] },
      { role: 'B', email: 'New@Example.com', signerRole: 'viewer' },
      { role: 'C', email: '', signerRole: 'approver' },
    ];
    const options = { bcc: ['bcc@example.com'], senderName: 'Legal' };
    const file = spellAddresses(parsed(JSON.stringify({ version: 1, options, roles })), ['Ana@Example.com']);
    const fields = toRequest(file, 'document', 'x');
    assert.deepStrictEqual(
      (list(fields.signers) as JsonObject[]).map(({ email }) => email),
      ['Ana@Example.com', 'new@example.com', ''],
    );
    assert.deepStrictEqual(toRecipients(file), [
      { role: 'A', email: 'Ana@Example.com' },
      { role: 'B', email: 'new@example.com', kind: 'viewer' },
    ]);
    assert.deepStrictEqual(envelopeOf(fields), {
      cc: [],
      bcc: ['bcc@example.com'],
      sender: { name: 'Legal' },
    });
  });

  it('exporting a template with an approver: the file is valid once the role is known', async () => {
    await start();
    const source = JSON.stringify({
      version: 1,
      roles: [
        { role: 'A', widgets: [everyType[0]] },
        { role: 'B', signerRole: 'approver', widgets: [] },
      ],
    });
    const fields = toRequest(parsed(source), 'template', 'x');
    const id = await client.createTemplate(fileBody(fields, makePdf()));
    const template = (await client.getTemplateJson(id)) as JsonObject;
    assert.deepStrictEqual(
      findUnsignedRoles(template).map(({ name }) => name),
      ['B'],
    );
    assert.strictEqual(checkLayoutFile(toLayoutText(template)).file, undefined);
    for (const kind of ['approver', 'viewer'] as const) {
      const { roles } = parsed(toLayoutText(setKind(template, kind)));
      assert.deepStrictEqual(
        roles.map(({ signerRole }) => signerRole),
        [undefined, kind],
      );
    }
  });
});
