import * as assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { generateShownRequest, languages } from '../../../src/codegen/generateCode';
import { previewText, shownRequest } from '../../../src/sending/requestPreviews';
import type { Outgoing } from '../../../src/api/outgoing';
import { testClient, token } from '../support/client';

const ids = ['curl', ...languages.map(({ id }) => id)] as const;

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

describe('a request of the send preview as code', () => {
  for (const id of ids) {
    it(`${id}: reads the token from the environment and contains no secrets`, () => {
      const code = generateShownRequest(id, shownRequest(outgoing()));
      assert.deepStrictEqual(code.match(/OPENSIGN\w+/g), ['OPENSIGN_SANDBOX_API_TOKEN']);
      assert.ok(!code.includes(token) && !code.includes('hush-hush'));
      assert.ok(code.includes('https://sandbox.example.com/api/v1.2/createdocument'));
      assert.ok(code.includes('<nda.pdf in base64>'));
    });
  }

  for (const id of ids) {
    it(`${id}: reads the Live token for a Live request`, () => {
      const code = generateShownRequest(id, { ...shownRequest(outgoing()), environment: 'live' });
      assert.deepStrictEqual(code.match(/OPENSIGN\w+/g), ['OPENSIGN_API_TOKEN']);
    });
  }

  it('shell: escapes a quote in a title', () => {
    const code = generateShownRequest('curl', shownRequest(outgoing("'; rm -rf $HOME; '")));
    assert.ok(code.includes(`'\\''; rm -rf $HOME; '\\''`), code);
    assert.ok(code.includes('"x-api-token: $OPENSIGN_SANDBOX_API_TOKEN"'));
  });

  it('shell: the command receives the exact body', () => {
    const { body } = shownRequest(outgoing(odd));
    const script = `curl() { printf '%s\\0' "$@"; }\n${generateShownRequest('curl', shownRequest(outgoing(odd)))}`;
    const { stdout } = spawnSync('bash', ['-c', script], {
      env: { OPENSIGN_SANDBOX_API_TOKEN: 'from-the-environment' },
    });
    const args = stdout.toString().split('\0');
    assert.deepStrictEqual(JSON.parse(args[args.indexOf('--data') + 1] ?? ''), body);
    assert.ok(args.includes('x-api-token: from-the-environment'));
  });

  it('Node: sends the exact body', async () => {
    const sent: { headers: Record<string, string>; body: string }[] = [];
    const response = { ok: true, json: () => ({ objectId: 'Tp5mVa20Rk' }) };
    const fetch = (_: string, init: (typeof sent)[number]) => {
      sent.push(init);
      return response;
    };
    const process = { env: { OPENSIGN_SANDBOX_API_TOKEN: 'from-the-environment' } };
    const code = generateShownRequest('javascript', shownRequest(outgoing(odd)));
    const context = { fetch, process, console: { log: () => undefined } };
    await (runInNewContext(`(async () => {${code}})()`, context) as Promise<void>);
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
