import * as assert from 'node:assert';
import type * as vscode from 'vscode';
import { OpenSignError } from '../../../src/api/errors';
import { redactJson } from '../../../src/api/redact';
import { errorText } from '../../../src/ui/errorMessage';
import { Log } from '../../../src/ui/log';
import { testClient, token } from '../support/client';
import { startLoopback } from '../support/loopback';

/** Everything that must never appear, in every place where a server could put it. */
const secrets = {
  token,
  otherToken: 'opensign.ZYXWVUTSRQPONMLKJIHGFE',
  signature: 'a1b2c3signature',
  guest: 'WmsyOGZRcDBXZC9saUBleGFtcGxlLmNvbS9Db250YWN0MDE',
  draft: 'eyJhbGciOiJIUzI1NiJ9.payload.sig',
};
const hostile = [
  `token ${secrets.token} and ${secrets.otherToken}`,
  `see https://files.example.net/f.pdf?X-Amz-Signature=${secrets.signature}`,
  `sign at https://app.example.net/login/${secrets.guest}`,
  `edit at https://app.example.net/drafttemplate/${secrets.draft}`,
].join(' ');

function keptChannel(): { channel: vscode.LogOutputChannel; lines: string[] } {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const channel = { info: write, warn: write, error: write, show: () => undefined };
  return { channel: channel as unknown as vscode.LogOutputChannel, lines };
}

function assertClean(text: string, where: string): void {
  for (const [name, secret] of Object.entries(secrets)) {
    assert.ok(!text.includes(secret), `${where} holds the ${name}: ${text}`);
  }
}

describe('secrets', () => {
  const statuses = [200, 301, 400, 401, 402, 403, 404, 405, 407, 413, 418, 429, 500, 502, 503];
  const bodies: readonly (readonly [string, string])[] = [
    ['application/json', JSON.stringify({ error: hostile })],
    ['application/json', JSON.stringify({ message: { nested: hostile } })],
    ['text/html', `<html><pre>${hostile}</pre></html>`],
    ['application/json', hostile],
  ];
  for (const status of statuses) {
    it(`of a ${String(status)} response appear in no error, message or log`, async () => {
      for (const [type, body] of bodies) {
        const server = await startLoopback((_, response) => {
          response.writeHead(status, {
            'content-type': type,
            location: `https://x.example/?t=${secrets.token}`,
          });
          response.end(body);
        });
        const { channel, lines } = keptChannel();
        const log = new Log(channel);
        const { client, log: requests } = testClient(server.origin);
        try {
          const calls = [
            () => client.getAccount(),
            () => client.listTemplates(0, 500),
            () => client.updateTemplate('Tp5mVa20Rk', { name: 'x' }),
            () => client.draftTemplate(new TextEncoder().encode('{}')),
            () => client.download(`${server.origin}/f.pdf?X-Amz-Signature=${secrets.signature}`, 1000),
          ];
          for (const call of calls) {
            const error = await call().then(
              () => undefined,
              (reason: unknown) => reason,
            );
            if (error === undefined) {
              // A change with any JSON response counts as done.
              assert.strictEqual(status, 200);
              continue;
            }
            assert.ok(error instanceof OpenSignError);
            log.error('test', error);
            assertClean(JSON.stringify(error.details) + error.message + String(error.stack), 'the error');
            assertClean(errorText(error).message, 'the message');
          }
          assertClean(lines.join('\n') + requests.lines.join('\n'), 'the log');
          assert.ok(requests.lines.length >= 5);
        } finally {
          await server.close();
        }
      }
    });
  }

  it('of an unexpected error appear in no message', () => {
    const { channel, lines } = keptChannel();
    new Log(channel).error('test', new Error(`boom ${hostile} for ada@example.com`));
    assertClean(lines.join('\n'), 'the log');
    assert.ok(!lines.join('\n').includes('ada@example.com'));
    assert.strictEqual(errorText(new Error(hostile)).message, 'An unexpected error occurred in OpenSign.');
  });

  it('appear in no JSON document that the user opens', () => {
    const document = {
      file: `https://files.example.net/f.pdf?X-Amz-Signature=${secrets.signature}`,
      signurl: [{ url: `https://app.example.net/login/${secrets.guest}` }],
      deep: { note: hostile, list: [[hostile]] },
      page: 1,
      nothing: null,
    };
    const text = JSON.stringify(redactJson(document, [secrets.token]));
    assertClean(text, 'the document');
    assert.ok(text.includes('https://files.example.net/f.pdf'));
    assert.ok(text.includes('"page":1'));
  });
});
