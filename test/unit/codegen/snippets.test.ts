import * as assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { generate } from '../../../src/codegen/generateSnippet';
import { languages, type SnippetId } from '../../../src/codegen/snippetLanguages';
import { previewText, shownRequest } from '../../../src/sending/requestPreviews';
import type { Outgoing } from '../../../src/api/outgoing';
import { testClient, token } from '../support/client';

const ids: readonly SnippetId[] = ['curl', ...languages.map(({ id }) => id)];

const odd = 'O’Neil \'single\' "double" `back` $HOME ${HOME} \\n \n end';

function outgoing(title = 'NDA'): Outgoing {
  return {
    client: testClient('https://sandbox.example.com').client,
    title,
    recipients: [],
    envelope: { cc: [], bcc: [] },
    sendEmail: true,
    path: '/createdocument',
    fields: { title, send_email: true, file_password: 'hush-hush' },
    fileName: 'nda.pdf',
    send: () => Promise.reject(new Error('not here')),
  };
}

describe('a request as code', () => {
  for (const id of ids) {
    it(`${id}: the token is read from the environment, and nothing secret is in it`, () => {
      const code = generate(id, shownRequest(outgoing()));
      assert.deepStrictEqual(code.match(/OPENSIGN\w+/g), ['OPENSIGN_SANDBOX_API_TOKEN']);
      assert.ok(!code.includes(token) && !code.includes('hush-hush'));
      assert.ok(code.includes('https://sandbox.example.com/api/v1.2/createdocument'));
      assert.ok(code.includes('<nda.pdf in base64>'));
    });
  }

  for (const id of ids) {
    it(`${id}: a request of live reads live's token`, () => {
      const code = generate(id, { ...shownRequest(outgoing()), environment: 'live' });
      assert.deepStrictEqual(code.match(/OPENSIGN\w+/g), ['OPENSIGN_API_TOKEN']);
    });
  }

  it('shell: a quote in a title does not end the argument', () => {
    const code = generate('curl', shownRequest(outgoing("'; rm -rf $HOME; '")));
    assert.ok(code.includes(`'\\''; rm -rf $HOME; '\\''`), code);
    assert.ok(code.includes('"x-api-token: $OPENSIGN_SANDBOX_API_TOKEN"'));
  });

  it('shell: what the command gets is the body, to the letter', () => {
    const { body } = shownRequest(outgoing(odd));
    const script = `curl() { printf '%s\\0' "$@"; }\n${generate('curl', shownRequest(outgoing(odd)))}`;
    const { stdout } = spawnSync('bash', ['-c', script], {
      env: { OPENSIGN_SANDBOX_API_TOKEN: 'from-the-environment' },
    });
    const args = stdout.toString().split('\0');
    assert.deepStrictEqual(JSON.parse(args[args.indexOf('--data') + 1] ?? ''), body);
    assert.ok(args.includes('x-api-token: from-the-environment'));
  });

  it('Node: what is sent is the body, to the letter', () => {
    const sent: { headers: Record<string, string>; body: string }[] = [];
    const fetch = (_: string, init: (typeof sent)[number]) => void sent.push(init);
    const process = { env: { OPENSIGN_SANDBOX_API_TOKEN: 'from-the-environment' } };
    runInNewContext(generate('nodeFetch', shownRequest(outgoing(odd))), { fetch, process });
    assert.deepStrictEqual(JSON.parse(sent[0]?.body ?? ''), shownRequest(outgoing(odd)).body);
    assert.strictEqual(sent[0]?.headers['x-api-token'], 'from-the-environment');
  });

  it('the preview is JSON without token, password and file', () => {
    const preview = JSON.parse(previewText(outgoing())) as { body: unknown; headers: unknown };
    assert.deepStrictEqual(preview.body, {
      title: 'NDA',
      send_email: true,
      file_password: '<password>',
      file: '<nda.pdf in base64>',
    });
    assert.deepStrictEqual(preview.headers, {
      'content-type': 'application/json',
      'x-api-token': '$OPENSIGN_SANDBOX_API_TOKEN',
    });
    assert.ok(!previewText(outgoing()).includes(token));
  });
});
