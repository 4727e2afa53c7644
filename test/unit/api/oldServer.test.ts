import * as assert from 'node:assert';
import type { OpenSignClient } from '../../../src/api/client';
import { OpenSignError } from '../../../src/api/errors';
import { fileBody } from '../../../src/api/streamedBody';
import { errorText } from '../../../src/ui/errorMessage';
import { startEmulator } from '../../emulator';
import { testClient, token } from '../support/client';

const id = 'Tp5mVa20Rk';
const body = () => fileBody({}, new TextEncoder().encode('%PDF-1.4'));

/**
 * What servers of early 2025 don't support. Source: api.md 4. Drafting a document isn't listed: the emulator supports
 * it, like the older server whose code is public.
 */
const missing: readonly (readonly [
  string,
  (client: OpenSignClient, template: string, document: string) => Promise<unknown>,
])[] = [
  ['replacing a PDF', (client, template) => client.replaceTemplateFile(template, body())],
  ['drafting a template', (client) => client.draftTemplate(body())],
  ['revoking', (client, _, document) => client.documents.revoke(document, undefined)],
  ['signing links', (client, _, document) => client.documents.getSigningLinks(document)],
  ['IP addresses of signers', (client, _, document) => client.documents.getSignerIps(document)],
  ['form data', (client, _, document) => client.documents.getFormData(document)],
  ['changing a contact', (client) => client.contacts.update(id, { name: 'Ada' })],
];

describe('a server of early 2025', () => {
  for (const [what, call] of missing) {
    it(`is reported as too old for ${what}`, async () => {
      const emulator = await startEmulator({ environment: 'sandbox', mode: 'v1' });
      try {
        const account = emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
        const roles = [{ role: 'Signer', widgets: [] }];
        const template = account.addTemplate({ title: 'NDA', roles }).id;
        const document = account.addDocument({ title: 'NDA', roles }).id;
        const { client } = testClient(emulator.baseUrl);
        await assert.rejects(call(client, template, document), (error: unknown) => {
          assert.ok(error instanceof OpenSignError);
          assert.strictEqual(error.kind, 'unsupported');
          assert.match(errorText(error).message, /too old/);
          return true;
        });
      } finally {
        await emulator.close();
      }
    });
  }

  it('has no credits, which isn’t an error', async () => {
    const emulator = await startEmulator({ environment: 'sandbox', mode: 'v1' });
    try {
      emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
      assert.strictEqual(await testClient(emulator.baseUrl).client.credits.get(), undefined);
    } finally {
      await emulator.close();
    }
  });
});
