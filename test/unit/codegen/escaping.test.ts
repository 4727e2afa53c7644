import * as assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { plainText, snippetText, tabStop } from '../../../src/codegen/codeText';
import { generate, languages, type LanguageId } from '../../../src/codegen/generateCode';
import { createFromTemplate } from '../../../src/codegen/codeRequest';
import { literalLanguages, read } from './literals';
import { odd, program, taskFor } from './support';

const pieces = [
  ...Array.from(
    '\'"`\\$#{}%@<>?*/!&;:=()[]|~^ \n\r\t\0\u0085\u2028\u2029\u202e\u200d\ufeff\ue000\ufdd0\ufdd1\ufdd2éß日😀aZ09uxnN_',
  ),
  ...'\\u0041 \\x41 \\N{DIGIT ONE} ?> <?php {{x}} ${HOME} $HOME $x {$x} #{x} #$x #@x """ \'\'\' \\u000a */ // ### %s %% %d \\" \\\' \\\\ ${1:x} $0 coding:x \\u{41} \ud83d\ude00'.split(
    ' ',
  ),
];

/** The same texts in every run, so that failures can be reproduced. */
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

const titleKeys = { javascript: 'title: ', python: "'title': " } as const;

describe('server text in generated code', function () {
  this.timeout(120_000);

  for (const language of literalLanguages) {
    it(`${language}: a literal has exactly the text as its value`, () => {
      const key = titleKeys[language];
      for (const text of texts(400)) {
        const lines = plainText(generated(language, text)).split('\n');
        const line = lines.find((candidate) => candidate.trim().startsWith(key));
        const literal = line?.trim().slice(key.length).replace(/,$/, '') ?? '';
        assert.strictEqual(read(language, literal), text, literal);
      }
    });
  }

  it('javascript: the engine reads the same body', () => {
    for (const text of texts(300)) {
      const source = plainText(generated('javascript', text));
      const body = /JSON\.stringify\((\{[^]*?\n\t\})\)/.exec(source)?.[1] ?? '';
      // The code under test is the input here.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
      assert.deepStrictEqual(new Function(`return ${body}`)(), bodyOf(text));
    }
  });

  it('http: the body is JSON without REST Client variables', () => {
    for (const text of texts(400)) {
      const source = plainText(generated('http', text));
      const body = source.slice(source.indexOf('\n\n') + 2);
      assert.ok(!body.includes('{{'), body);
      assert.deepStrictEqual(JSON.parse(body), bodyOf(text));
    }
  });

  it('shell: curl receives the body', () => {
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
    it(`${id}: a title changes only its own line and its comment`, () => {
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

  it('replaces half a pair of surrogates with U+FFFD', () => {
    for (const { id } of languages) {
      const source = program(id, taskFor('createFromTemplate', requestFor('a\ud800b')));
      assert.ok(source.includes('a\ufffdb'), id);
    }
  });
});

/** A snippet's text and the text of each tab stop, as VS Code reads it. Throws on anything but numbered stops. */
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
  it('inserts the code unchanged, in every language', () => {
    for (const { id } of languages) {
      for (const text of texts(200)) {
        const source = generated(id, text);
        assert.strictEqual(readSnippet(snippetText(source)).text, plainText(source));
      }
    }
  });

  it('stops at the name, email and value of every signer, in this order', () => {
    for (const { id } of languages) {
      const { stops } = readSnippet(snippetText(generated(id, 'NDA', 'Role')));
      assert.deepStrictEqual(stops, ['Role', 'a@example.com', ''], id);
    }
  });

  it('keeps snippet syntax in the text of a stop', () => {
    const source = `a$1${tabStop('x}${2:y}\\')}}`;
    assert.deepStrictEqual(readSnippet(snippetText(source)), {
      text: 'a$1x}${2:y}\\}',
      stops: ['x}${2:y}\\'],
    });
  });
});
