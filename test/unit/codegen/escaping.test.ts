import * as assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { code, plainText, snippetText, Stop, type Code } from '../../../src/codegen/code';
import { generate } from '../../../src/codegen/generateCode';
import { languages, type LanguageId } from '../../../src/codegen/codeLanguages';
import { pdfContent } from '../../../src/codegen/literal';
import { createFromTemplate, draftDocument, type ApiRequest } from '../../../src/codegen/codeRequest';
import { literalLanguages, read } from './literals';
import { odd, program, taskFor } from './support';

const pieces = [
  ...Array.from(
    '\'"`\\$#{}%@<>?*/!&;:=()[]|~^ \n\r\t\0\u0085\u2028\u2029\u202e\u200d\ufeff\ue000éß日😀aZ09uxnN_',
  ),
  ...'\\u0041 \\x41 \\N{DIGIT ONE} ?> <?php {{x}} ${HOME} $HOME $x {$x} #{x} #$x #@x """ \'\'\' \\u000a */ // ### %s %% %d \\" \\\' \\\\ ${1:x} $0 coding:x \\u{41} \ud83d\ude00'.split(
    ' ',
  ),
];

/** Always the same texts, so that a failure comes back. */
function* texts(count: number): Generator<string> {
  let state = 20260704;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  yield* ['', '\\', "'", '"', '\\\\', "\\'", '#', '$', '{', odd, ...pieces];
  for (let index = 0; index < count; index++) {
    yield Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)] ?? '').join('');
  }
}

function requestFor(title: string, name = title) {
  return createFromTemplate({
    id: 'Tp5mVa20Rk',
    title,
    roles: [{ role: name, name, email: 'a@example.com', widgets: [{ type: 'textbox', name }] }],
  });
}

const generated = (language: LanguageId, title: string, name?: string) =>
  generate(language, taskFor('createFromTemplate', requestFor(title, name), { template: { title } }), '');

/** The JSON that the request sends. */
function bodyOf(title: string) {
  return {
    title,
    send_email: true,
    signers: [{ role: title, name: title, email: 'a@example.com', widgets: [{ name: title, default: '' }] }],
  };
}

const titleKeys = {
  javascript: 'title: ',
  python: "'title': ",
  php: "'title' => ",
  csharp: '["title"] = ',
  go: '"title": ',
  ruby: "'title' => ",
  rust: '"title": ',
} as const;

describe('texts of the server in generated code', function () {
  this.timeout(120_000);

  for (const language of literalLanguages) {
    it(`${language}: a literal stands for the text, to the letter`, () => {
      const key = titleKeys[language];
      for (const text of texts(400)) {
        const lines = plainText(generated(language, text)).split('\n');
        const line = lines.find((candidate) => candidate.trim().startsWith(key));
        const literal = line?.trim().slice(key.length).replace(/,$/, '') ?? '';
        assert.strictEqual(read(language, literal), text, literal);
      }
    });
  }

  it('javascript: and the engine reads it so', () => {
    for (const text of texts(300)) {
      const source = plainText(generated('javascript', text));
      const body = /JSON\.stringify\((\{[^]*?\n\t\})\)/.exec(source)?.[1] ?? '';
      // The code under test is the input here.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
      assert.deepStrictEqual(new Function(`return ${body}`)(), bodyOf(text));
    }
  });

  it('java: the text block stands for the body, and nothing in it is an escape of Java but a doubled backslash', () => {
    for (const text of texts(400)) {
      const source = plainText(generated('java', text));
      const block = /"""\n([^]*?)"""/.exec(source)?.[1] ?? '';
      assert.doesNotMatch(block.replaceAll('\\\\', ''), /\\/);
      assert.deepStrictEqual(JSON.parse(block.replaceAll('\\\\', '\\')), bodyOf(text));
      assert.strictEqual(source.replaceAll('\\\\', '').match(/\\u/)?.[0], undefined);
    }
  });

  it('java: nor is it a format where the text block is one', () => {
    for (const text of texts(400)) {
      const request: ApiRequest = { ...draftDocument(), body: { title: text, file: pdfContent } };
      const source = program('java', taskFor('draftDocument', request));
      const block = /"""\n([^]*?)""".formatted\(pdf\)/.exec(source)?.[1] ?? '';
      assert.deepStrictEqual(block.replaceAll('%%', '').match(/%.?/g), ['%s']);
      const formatted = block.replace(/%(.)/g, (_, letter) => (letter === '%' ? '%' : 'PDF'));
      assert.deepStrictEqual(JSON.parse(formatted.replaceAll('\\\\', '\\')), { title: text, file: 'PDF' });
    }
  });

  it('http: the body is JSON, without a variable of the REST Client in it', () => {
    for (const text of texts(400)) {
      const source = plainText(generated('http', text));
      const body = source.slice(source.indexOf('\n\n') + 2);
      assert.ok(!body.includes('{{'), body);
      assert.deepStrictEqual(JSON.parse(body), bodyOf(text));
    }
  });

  it('shell: what curl gets is the body', () => {
    const all = [...texts(300)];
    const script = all.map((text) => plainText(generated('shell', text))).join('\n');
    const { stdout } = spawnSync('sh', ['-s'], {
      input: `curl() { printf '%s\\0' "$@"; }\n${script}`,
      env: { OPENSIGN_SANDBOX_API_TOKEN: 't', OPENSIGN_SANDBOX_BASE_URL: 'b' },
      maxBuffer: 2 ** 26,
    });
    const args = stdout.toString().split('\0');
    const bodies = args.filter((_, index) => args[index - 1] === '--data');
    assert.deepStrictEqual(
      bodies.map((body) => JSON.parse(body) as unknown),
      all.map(bodyOf),
    );
  });

  for (const { id } of languages) {
    it(`${id}: a title changes nothing but its own line and its comment`, () => {
      const plain = plainText(generated(id, 'Plain', 'Role')).split('\n');
      for (const text of texts(200)) {
        const lines = plainText(generated(id, text, 'Role')).split('\n');
        const changed = lines.filter((line, index) => line !== plain[index]);
        assert.strictEqual(lines.length, plain.length);
        for (const line of changed) {
          assert.match(line, /^\s*(\/\/|#) OpenSign, Sandbox: |^\s*\S*title\W/);
        }
        const comment = lines.find((line) => line.includes('OpenSign, Sandbox')) ?? '';
        assert.doesNotMatch(comment.trim(), /[\p{C}\p{Zl}\p{Zp}\\]|\?>|coding[:=]/u);
      }
    });
  }

  it('half a pair of surrogates, which is no text, becomes what stands for such', () => {
    for (const { id } of languages) {
      const source = program(id, taskFor('createFromTemplate', requestFor('a\ud800b')));
      assert.ok(source.includes('a\ufffdb'), id);
    }
  });
});

/** What VS Code makes of a snippet: its text, and that of each tab stop. Throws on anything but numbered stops. */
function readSnippet(snippet: string): { text: string; stops: string[] } {
  const stops: string[] = [];
  let text = '';
  let open: number | undefined;
  for (let index = 0; index < snippet.length; index++) {
    const character = snippet.charAt(index);
    const stop = /^\$\{(\d+)(:|\})/.exec(snippet.slice(index));
    if (character === '\\' && '\\$}'.includes(snippet.charAt(index + 1) || 'x')) {
      index++;
      text += snippet.charAt(index);
    } else if (stop !== null && open === undefined) {
      assert.strictEqual(Number(stop[1]), stops.length + 1);
      stops.push('');
      open = stop[2] === ':' ? text.length : undefined;
      index += stop[0].length - 1;
    } else if (character === '}' && open !== undefined) {
      stops[stops.length - 1] = text.slice(open);
      open = undefined;
    } else {
      assert.notStrictEqual(character, '$', `a variable at ${index}: ${snippet.slice(index, index + 20)}`);
      text += character;
    }
  }
  assert.strictEqual(open, undefined);
  return { text, stops };
}

describe('a snippet', () => {
  it('inserts the code to the letter, in every language', () => {
    for (const { id } of languages) {
      for (const text of texts(200)) {
        const source: Code = generated(id, text);
        assert.strictEqual(readSnippet(snippetText(source)).text, plainText(source));
      }
    }
  });

  it('stops at name, e-mail and value of every signer, in this order', () => {
    for (const { id } of languages) {
      const { stops } = readSnippet(snippetText(generated(id, 'NDA', 'Role')));
      assert.deepStrictEqual(stops, ['Role', 'a@example.com', ''], id);
    }
  });

  it('keeps what looks like one in the text of a stop', () => {
    const source = code`a$1${new Stop('x}${2:y}\\')}}`;
    assert.deepStrictEqual(readSnippet(snippetText(source)), {
      text: 'a$1x}${2:y}\\}',
      stops: ['x}${2:y}\\'],
    });
  });
});
