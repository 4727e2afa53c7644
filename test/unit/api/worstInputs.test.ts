import * as assert from 'node:assert';
import type * as vscode from 'vscode';
import { errorFromResponse } from '../../../src/api/errors';
import { cleanMessage, cutText, redact, redactJson, withoutSecrets } from '../../../src/api/redact';
import { Log } from '../../../src/ui/log';
import { assertLinear } from '../support/linear';

/**
 * Parts that, repeated, made one of the patterns backtrack; every rule is tested with each of them. When you add a
 * pattern to `api/redact`, add what could make it backtrack.
 */
const worst: readonly string[] = [
  'a',
  '.',
  ' ',
  '\n',
  '@',
  'a@',
  'a@a.',
  'a.a',
  'a%40',
  'ada@example',
  'http://',
  'https://a',
  'http://a/',
  'https',
  'h',
  '?',
  '#',
  'https://a?',
  'https://a/login/',
  '/login/',
  'https://a/drafttemplate',
  'test.',
  'opensign.',
  'test.aaaaaaaaaaaaaaa.',
  'opensign.aaaaaaaaaaaaaaaaaaaaaa',
  'api ',
  'api\t',
  '"',
  '<',
  '\ud83d',
  '😀',
];
const token = 'test.0123456789abcdefghijk';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const log = new Log(silent as unknown as vscode.LogOutputChannel);

const rules: readonly (readonly [string, (text: string) => unknown])[] = [
  ['redact', (text) => redact(text, [token])],
  ['redactJson', (text) => redactJson({ text }, [token])],
  ['withoutSecrets', (text) => withoutSecrets(text, [token])],
  ['cleanMessage', (text) => cleanMessage(text, [token])],
  [
    'the error of a response',
    (text) =>
      errorFromResponse({
        status: 400,
        json: { error: text },
        write: true,
        lateRoute: false,
        secrets: [token],
      }),
  ],
  ['the log', (text) => log.error('test', new Error(text))],
];

describe('the worst inputs', () => {
  for (const [name, rule] of rules) {
    it(`of double length take ${name} at most 2.5 times as long`, () => {
      for (const part of worst) {
        assertLinear(JSON.stringify(part), 20_000, (size) => {
          const text = part.repeat(Math.ceil(size / part.length));
          return () => rule(text);
        });
      }
    }).timeout(120_000);
  }

  it('are examined only at their beginning for messages and the log', () => {
    let read = 0;
    /** A text that counts the characters read from it. */
    class Counted extends String {
      override slice(start?: number, end?: number): string {
        const part = super.slice(start, end);
        read += part.length;
        return part;
      }
    }
    const text = new Counted('x'.repeat(1_000_000)) as unknown as string;
    cleanMessage(text, [token]);
    withoutSecrets(text, [token]);
    assert.strictEqual(read, 2 * 4096);
  });
});

describe('a truncated text', () => {
  const secrets = [
    token,
    'opensign.ZYXWVUTSRQPONMLKJIHGFE',
    'ada.lovelace@example.com',
    'https://app.example.net/login/WmsyOGZRcDBXZC9saUBleGFtcGxl',
    'https://files.example.net/9f8e7d_contract.pdf?sig=s3cr3t',
  ];
  // The host of a link may be shown.
  const hidden = [
    token,
    secrets[1],
    'lovelace',
    'WmsyOG',
    'WmsyOGZRcDBXZC9saUBleGFtcGxl',
    '9f8e7d',
    's3cr3t',
  ];

  it('shows no secret or part of one, wherever it is truncated', () => {
    for (const secret of secrets) {
      for (let before = 3700; before <= 4100; before += 3) {
        // Spaces become one, so that what is at the end of the truncated text is shown.
        const shown = cleanMessage(`${' '.repeat(before)} ${secret} ${' '.repeat(before)}`, [token]);
        for (const part of hidden) {
          assert.ok(!shown.includes(part ?? ''), shown);
        }
        for (const prefix of ['test.0', 'opensign.Z', 'ada']) {
          assert.ok(!shown.includes(prefix), shown);
        }
      }
    }
  });

  it('never ends in half a surrogate pair, which makes some functions throw', () => {
    for (let before = 0; before < 8; before++) {
      const text = `${'a'.repeat(before)}${'😀'.repeat(3000)}`;
      for (const shown of [
        cleanMessage(text),
        withoutSecrets(text),
        cutText(text, 299),
        cutText(text, 300),
      ]) {
        assert.doesNotThrow(() => encodeURIComponent(shown));
      }
    }
    assert.doesNotThrow(() => encodeURIComponent(cleanMessage('\ud83d alone, \ude00 too, \ud83d')));
    assert.strictEqual(cutText('ab😀', 3), 'ab');
    assert.strictEqual(cutText('ab😀', 4), 'ab😀');
  });

  it('keeps the words, and the host of a link', () => {
    assert.strictEqual(
      cleanMessage('Not sent to ada@example.com: see https://user@app.example.net/a/b?c#d now'),
      'Not sent to …@…: see https://…@…/… now',
    );
    assert.strictEqual(
      cleanMessage('see http://app.example.net:8080 now'),
      'see http://app.example.net:8080/… now',
    );
    assert.strictEqual(
      cleanMessage('The package @scope/name is at 5 @ 3'),
      'The package @scope/name is at 5 @ 3',
    );
  });

  it('of JSON that is nested too deeply ends where it gets too deep', () => {
    let deep: unknown = 'core';
    for (let level = 0; level < 100_000; level++) {
      deep = [deep];
    }
    const text = JSON.stringify(redactJson({ deep }));
    assert.ok(text.includes('…') && !text.includes('core'));
  });
});
