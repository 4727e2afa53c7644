import * as assert from 'node:assert';
import { parseEnv } from 'node:util';
import { applyEdits, isDotEnv, setVariable } from '../../../src/dotenv/dotEnv';
import { assertLinear } from '../support/linear';
import { pick, seeded } from './random';

type Random = (below: number) => number;

const names = ['A', 'OPENSIGN_API_TOKEN', 'OPENSIGN_SANDBOX_API_TOKEN', 'API_TOKEN'];
const pieces = ['x', 'y1', ' ', '#', '$', '=', '\\n', '\\', '"', "'", '`', 'é', '/', ':', '!', '%', '&'];

const piecesText = (random: Random, most: number, all: readonly string[] = pieces): string =>
  Array.from({ length: random(most) }, () => pick(random, all)).join('');

/** One or more lines as people write them, some of them invalid. */
function line(random: Random): string {
  const name = `${pick(random, ['', '', ' ', '\t'])}${pick(random, ['', '', 'export '])}${pick(random, names)}`;
  const equals = pick(random, ['=', '=', ' = ', '= ']);
  const quote = pick(random, ['"', "'", '`']);
  const inside = piecesText(random, 6, [...pieces, '\n']).replaceAll(quote, '');
  const bare = piecesText(random, 6).trim();
  switch (random(8)) {
    case 0:
      return '';
    case 1:
      return `# ${bare}`;
    case 2:
      return pick(random, names);
    case 3:
      // Node reads `export A=` as a variable named `export A`.
      return `${pick(random, names)}=`;
    case 4:
      return `${name}=${quote}${bare}`;
    case 5:
      return `${name}${equals}${bare === '' ? 'x' : bare}${pick(random, ['', ' # why', '#why'])}`;
    default:
      return `${name}${equals}${quote}${inside}${quote}${pick(random, ['', '', ' ', ' # why', '# why', ' rest'])}`;
  }
}

function file(random: Random): string {
  const eol = pick(random, ['\n', '\n', '\r\n']);
  const lines = Array.from({ length: random(7) }, () => line(random));
  return lines.join('\n').replaceAll('\n', eol) + pick(random, ['', eol]);
}

describe('.env texts', () => {
  it("return a value that was set to Node's own reader, and keep the others", () => {
    const random = seeded(2);
    let refused = 0;
    for (let round = 0; round < 20_000; round++) {
      const text = file(random);
      const name = pick(random, names);
      const value =
        round % 2 === 0
          ? 'opensign.0123456789abcdefghijk'
          : piecesText(random, 8, [...pieces, '\n']).trim() || '1';
      const before = parseEnv(text);
      const edit = setVariable(text, name, value);
      if (edit === undefined) {
        refused++;
        continue;
      }
      const after = parseEnv(applyEdits(text, [edit]));
      const shown = JSON.stringify({ text, name, value, edit });
      assert.strictEqual(after[name], value, shown);
      assert.deepStrictEqual({ ...after, [name]: '' }, { ...before, [name]: '' }, shown);
    }
    assert.ok(refused < 2_000, String(refused));
  });

  const token = 'test.0123456789abcdefghijk';
  const cases: readonly (readonly [string, string, string])[] = [
    ['an empty file', '', `T=${token}\n`],
    ['a last line that is not ended', 'A=1', `A=1\nT=${token}\n`],
    ['Windows line endings', 'A=1\r\n', `A=1\r\nT=${token}\r\n`],
    ['a value', 'T=old\nA=1\n', `T=${token}\nA=1\n`],
    ['a value before Windows line endings', 'T=old\r\nA=1\r\n', `T=${token}\r\nA=1\r\n`],
    ['a value with a comment', 'T=old # mine\n', `T=${token} # mine\n`],
    ['nothing before a comment', 'T=#mine\n', `T=${token} #mine\n`],
    ['nothing and white space', 'T=  \r\nA=1\r\n', `T=${token}\r\nA=1\r\n`],
    ['a quoted value with a comment', 'T="old"#mine\n', `T=${token} #mine\n`],
    ['several lines', 'A=1\nT="a\nT=b\nc" # x\nB=2\n', `A=1\nT=${token} # x\nB=2\n`],
    ['export and indentation', '  export T = old\n', `  export T = ${token}\n`],
    ['duplicates: the last one counts', 'T=1\nT=2\n', `T=1\nT=${token}\n`],
    ['a comment that looks like it', '#T=1\n', `#T=1\nT=${token}\n`],
    ['another name that ends so', 'MY_T=1\n', `MY_T=1\nT=${token}\n`],
    ['what follows a closing quote', "T='x'y\n", `T=${token}\n`],
  ];
  for (const [what, text, expected] of cases) {
    it(`store a token: ${what}`, () => {
      const edit = setVariable(text, 'T', token);
      assert.ok(edit !== undefined);
      assert.strictEqual(applyEdits(text, [edit]), expected);
    });
  }

  it('are read in linear time', function () {
    this.timeout(120_000);
    for (const [first, part] of [
      ['A', ' '],
      ['', ' '],
      ['', 'A \n'],
      ['', 'export '],
      ['', '='],
      ['A=', '" \n'],
    ] as const) {
      assertLinear(JSON.stringify(part), 20_000, (size) => {
        const text = first + part.repeat(size / part.length);
        return () => void setVariable(text, 'A', 'x');
      });
    }
  });

  it('refuse a value that can’t be quoted', () => {
    assert.strictEqual(setVariable('', 'T', `"'\`$`), undefined);
    assert.strictEqual(setVariable('', 'T', 'a\rb'), undefined);
  });

  it('are recognized by the file’s name', () => {
    for (const name of [
      '.env',
      '.env.local',
      '.env.production.local',
      'prod.env',
      'prod.env.local',
      '.ENV',
    ]) {
      assert.strictEqual(isDotEnv({ path: `/w/${name}` }), true, name);
    }
    for (const name of [
      'env',
      '.envrc',
      'env.ts',
      'config.env.ts',
      'vite-env.d.ts',
      '.environment',
      'a.env/b',
    ]) {
      assert.strictEqual(isDotEnv({ path: `/w/${name}` }), false, name);
    }
  });
});
