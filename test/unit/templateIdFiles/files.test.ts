import * as assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseEnv } from 'node:util';
import { runInNewContext } from 'node:vm';
import * as ts from 'typescript';
import { difference } from '../../../src/templateIdFiles/difference';
import type { IdEntry, World } from '../../../src/templateIdFiles/entry';
import { formatOf, formats, type Format } from '../../../src/templateIdFiles/format';
import { readIdText, rewrite } from '../../../src/templateIdFiles/idText';
import { env, facts, json, python, randomNumbers, randomTitles, typescript, world, written } from './world';

const example = world(['Employee NDA', 'Lease', '2024'], ['Employee NDA', '契約']);
const longer = world(['Employee NDA', 'Lease', '2024', 'Addendum'], ['Employee NDA', '契約']);

function entriesOf(text: string, format: Format): readonly IdEntry[] {
  const read = readIdText(text, format);
  assert.ok(read.state === 'ours', read.state);
  return read.entries;
}

type Values = Readonly<Record<string, { readonly live: string | null; readonly sandbox: string | null }>>;

function valuesOf(entries: readonly IdEntry[]): Values {
  return Object.fromEntries(
    entries.map(({ identifier, ids }) => [
      identifier,
      { live: ids.live ?? null, sandbox: ids.sandbox ?? null },
    ]),
  );
}

/** Titles that no program may stumble over. */
function nastyWorld(seed: number): World {
  const random = randomNumbers(seed);
  return { live: facts('L', ...randomTitles(random, 25)), sandbox: facts('S', ...randomTitles(random, 25)) };
}

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

describe('id files', function () {
  // The compiler and Python take their time.
  this.timeout(120_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'template-ids-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are told by their names', () => {
    const kinds = (names: readonly string[]) => names.map((name) => formatOf(`/a.ts/${name}`)?.kind);
    assert.deepStrictEqual(
      kinds(['x.ts', 'X.TS', 'x.test.mts', 'x.cts']),
      Array<string>(4).fill('typescript'),
    );
    assert.deepStrictEqual(
      kinds(['x.d.ts', 'x.d.mts', 'x.js', 'ts', 'environment', 'x.envx', 'x']),
      Array<undefined>(7).fill(undefined),
    );
    assert.deepStrictEqual(
      kinds(['.env', 'a.env', '.env.local', '.env.a-b.c']),
      Array<string>(4).fill('env'),
    );
    assert.deepStrictEqual(kinds(['x.json', 'x.py']), ['json', 'python']);
  });

  for (const format of formats) {
    describe(`in ${format.kind}`, () => {
      it('are read as they were written, whatever the titles are', () => {
        for (const seed of seeds) {
          const of = nastyWorld(seed);
          const { text, entries } = rewrite(undefined, format, of);
          assert.deepStrictEqual(entriesOf(text, format), entries, `seed ${seed}`);
          assert.strictEqual(rewrite(text, format, of).text, text);
          const pair = new Set(entries.map(({ ids }) => ids.live).filter((id) => id !== undefined));
          assert.strictEqual(pair.size, of.live?.length);
        }
      });

      it('keep line endings, byte order mark and the end of the file', () => {
        for (const newline of ['\n', '\r\n']) {
          for (const end of ['', newline]) {
            for (const mark of ['', '\ufeff']) {
              const layOut = (text: string) => mark + text.trimEnd().replaceAll('\n', newline) + end;
              const text = layOut(written(format, example));
              const { text: now, changes } = rewrite(text, format, longer);
              assert.strictEqual(changes.length, 1);
              assert.strictEqual(now, layOut(written(format, longer)));
            }
          }
        }
      });

      it('change by lines of what changed only', () => {
        const before = written(format, example);
        const { start, end, text } = difference(before, rewrite(before, format, longer).text);
        assert.strictEqual(end, start, before.slice(start, end));
        assert.match(text, /addendum/i);
        assert.ok(text.split('\n').length <= 7, text);
      });

      it('are not taken for such when something else wrote them', () => {
        assert.strictEqual(readIdText('', format).state, 'foreign');
        const text = written(format, example).replaceAll('written by OpenSign for VS Code', 'by me');
        assert.strictEqual(readIdText(text, format).state, 'foreign');
      });

      it('count as broken when an id is none or an identifier is there twice', () => {
        const text = written(format, example);
        assert.strictEqual(readIdText(text.replace('L000000000', 'L-00'), format).state, 'broken');
        const twice = text.replaceAll(/employee_?nda/gi, (name) => (/_/.test(name) ? 'LEASE' : 'lease'));
        if (format !== json) {
          assert.strictEqual(readIdText(twice, format).state, 'broken');
        }
      });
    });
  }

  describe('in TypeScript', () => {
    /** Compiles with every check and tells what is wrong. */
    const problems = (files: Readonly<Record<string, string>>): readonly string[] => {
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(path.join(folder, name), text);
      }
      const options: ts.CompilerOptions = {
        strict: true,
        noEmit: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        isolatedModules: true,
        noUnusedLocals: true,
        types: [],
        lib: ['lib.es2022.d.ts'],
      };
      const program = ts.createProgram(
        Object.keys(files).map((name) => path.join(folder, name)),
        options,
      );
      return ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    };
    const values = (text: string): Values => {
      const { outputText } = ts.transpileModule(text, {
        compilerOptions: { module: ts.ModuleKind.CommonJS },
      });
      const exports: { templateIds?: Values } = {};
      runInNewContext(outputText, { exports });
      return JSON.parse(JSON.stringify(exports.templateIds)) as Values;
    };

    it('compile, with types that tell what is missing', () => {
      const use = `
        import { templateIds, type TemplateKey } from './ids';
        export const key: TemplateKey = 'employeeNda';
        export const both: 'L000000000' | 'S000000000' = templateIds[key].live ?? templateIds[key].sandbox;
        export const missing: null = templateIds.lease.sandbox;
        // @ts-expect-error There is no such template.
        export const other: TemplateKey = 'nothing';
        // @ts-expect-error It cannot be used where an id is needed.
        export const text: string = templateIds.template1.live;
        // @ts-expect-error It cannot be changed.
        templateIds.lease.live = 'Other00000';`;
      assert.deepStrictEqual(problems({ 'ids.ts': written(typescript, example), 'use.ts': use }), []);
    });

    it('compile and hold the ids whatever the titles are', () => {
      const texts = seeds.map((seed) => written(typescript, nastyWorld(seed)));
      assert.deepStrictEqual(
        problems(Object.fromEntries(texts.map((text, index) => [`nasty${index}.ts`, text]))),
        [],
      );
      for (const text of texts) {
        assert.deepStrictEqual(values(text), valuesOf(entriesOf(text, typescript)));
      }
    });

    it('compile without a template', () => {
      const text = written(typescript, world([], []));
      assert.deepStrictEqual(problems({ 'empty.ts': text }), []);
      assert.deepStrictEqual(values(text), {});
    });

    it('show titles in their documentation, and never as a tag', () => {
      const text = written(typescript, world(['@deprecated use {@link x} */ \\@'], []));
      const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true);
      const tags: string[] = [];
      const visit = (node: ts.Node): void => {
        tags.push(...ts.getJSDocTags(node).map(({ tagName }) => tagName.text));
        ts.forEachChild(node, visit);
      };
      visit(source);
      assert.deepStrictEqual(tags, []);
      assert.match(text, /\/\*\* \\@deprecated use \{\\@link x\} \*\\\/ \\\\@ \*\//);
    });

    it('are read after a formatter, and keep its way when they are written again', async () => {
      const prettier = await import('prettier');
      const options = { parser: 'typescript', singleQuote: true, semi: false, tabWidth: 4 } as const;
      const before = await prettier.format(written(typescript, example), options);
      assert.deepStrictEqual(rewrite(before, typescript, example).changes, []);
      const { text } = rewrite(before, typescript, longer);
      assert.strictEqual(text, await prettier.format(written(typescript, longer), options));
      const tabs = await prettier.format(before, { ...options, useTabs: true, quoteProps: 'consistent' });
      const again = rewrite(tabs, typescript, longer).text;
      assert.strictEqual(again, await prettier.format(again, { ...options, useTabs: true }));
    });

    it('come out of a formatter as they are', async () => {
      const prettier = await import('prettier');
      const text = written(typescript, example);
      assert.strictEqual(await prettier.format(text, { parser: 'typescript' }), text);
    });

    it('keep what stands before them', () => {
      const head = '/* eslint-disable */\n// Copyright\n\n';
      const { text } = rewrite(head + written(typescript, example), typescript, longer);
      assert.strictEqual(text, head + written(typescript, longer));
    });

    const edits: Readonly<Record<string, (text: string) => string>> = {
      'another statement': (text) => `${text}export const mine = 1;\n`,
      'a comment of its own': (text) => text.replace('employeeNda:', '// mine\n  employeeNda:'),
      'another key': (text) => text.replace('live: "L000000000",', 'live: "L000000000",\n    test: null,'),
      'an expression': (text) => text.replace('"L000000000"', 'process.env.ID'),
      'another name': (text) => text.replaceAll('templateIds', 'ids'),
      'a merge conflict': (text) => text.replace('  lease:', '<<<<<<< HEAD\n  lease:'),
      'a missing brace': (text) => text.replace('} as const', ' as const'),
      'a cut end': (text) => text.slice(0, text.indexOf('} as const')),
    };
    for (const [name, edit] of Object.entries(edits)) {
      it(`are broken by ${name}, which would be lost`, () => {
        const text = written(typescript, example);
        assert.notStrictEqual(edit(text), text);
        assert.strictEqual(readIdText(edit(text), typescript).state, 'broken');
      });
    }

    it('are not broken by another identifier, which stays', () => {
      const text = written(typescript, example).replaceAll('employeeNda', 'secrecy');
      const next = rewrite(text, typescript, longer).text;
      assert.match(next, /secrecy: \{\s*live: "L000000000"/);
      assert.doesNotMatch(next, /employeeNda/);
    });
  });

  describe('in JSON', () => {
    it('hold the ids whatever the titles are', () => {
      for (const seed of seeds) {
        const text = written(json, nastyWorld(seed));
        const { $comment, ...rest } = JSON.parse(text) as Record<string, { title: string } & Values[string]>;
        assert.match(JSON.stringify($comment), /Update Template IDs/);
        const entries = entriesOf(text, json);
        assert.deepStrictEqual(
          Object.fromEntries(
            Object.entries(rest).map(([key, { live, sandbox }]) => [key, { live, sandbox }]),
          ),
          valuesOf(entries),
        );
        assert.deepStrictEqual(
          Object.values(rest).map(({ title }) => title),
          entries.map(({ title }) => title),
        );
      }
    });

    it('keep their indentation', () => {
      const wide = (text: string) => `${JSON.stringify(JSON.parse(text), undefined, '\t')}\n`;
      assert.strictEqual(
        rewrite(wide(written(json, example)), json, longer).text,
        wide(written(json, longer)),
      );
    });

    it('are broken by another key, and by what is no JSON', () => {
      const text = written(json, example);
      assert.strictEqual(readIdText(text.replace('"live"', '"Live"'), json).state, 'broken');
      assert.strictEqual(
        readIdText(text.replace('{\n    "title"', '{\n    "mine": 1,\n    "title"'), json).state,
        'broken',
      );
      assert.strictEqual(readIdText(text.slice(0, -3), json).state, 'broken');
    });
  });

  describe('in Python', () => {
    const hasPython = spawnSync('python3', ['--version']).status === 0;

    it('run, and hold the ids whatever the titles are', function () {
      if (!hasPython) {
        this.skip();
      }
      const texts = [example, world([], []), ...seeds.map(nastyWorld)].map((of) => written(python, of));
      texts.forEach((text, index) => writeFileSync(path.join(folder, `ids${index}.py`), text));
      const script = `
import importlib, json
result = []
for index in range(${texts.length}):
    module = importlib.import_module(f"ids{index}")
    ids = {n: v._asdict() for n, v in vars(module).items() if isinstance(v, module.TemplateId)}
    assert set(module.__annotations__) == set(ids)
    result.append(ids)
print(json.dumps(result))
`;
      const output = execFileSync('python3', ['-W', 'error', '-c', script], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      });
      assert.deepStrictEqual(
        JSON.parse(output),
        texts.map((text) => valuesOf(entriesOf(text, python))),
      );
    });

    it('are broken by a statement of its own', () => {
      const text = written(python, example);
      assert.strictEqual(readIdText(`${text}MINE = 1\n`, python).state, 'broken');
      assert.strictEqual(readIdText(text.replace('#: Lease', '#: Lease\n# mine'), python).state, 'broken');
    });

    it('are read after a formatter that changes quotes and lines', () => {
      const compact = written(python, example)
        .replace(/\(\n\s+/g, '(')
        .replace(/,\n\)/g, ')')
        .replace(/,\n\s+sandbox/g, ', sandbox')
        .replaceAll(/"(\w+)"/g, "'$1'");
      assert.match(compact, /TemplateId\(live='L000000000', sandbox='S000000000'\)/);
      assert.deepStrictEqual(rewrite(compact, python, example).changes, []);
    });

    it('keep what stands before them', () => {
      const head = '#!/usr/bin/env python3\n# Mine.\n\n';
      const { text } = rewrite(head + written(python, example), python, longer);
      assert.strictEqual(text, head + written(python, longer));
    });
  });

  describe('in .env', () => {
    it('hold the ids whatever the titles are', () => {
      for (const seed of seeds) {
        const text = written(env, nastyWorld(seed));
        const expected = entriesOf(text, env).flatMap(({ identifier, ids }) => [
          [`OPENSIGN_TEMPLATE_${identifier}`, ids.live],
          [`OPENSIGN_SANDBOX_TEMPLATE_${identifier}`, ids.sandbox],
        ]);
        assert.deepStrictEqual(
          { ...parseEnv(text) },
          Object.fromEntries(expected.filter(([, id]) => id !== undefined)),
        );
      }
    });

    it('say what is missing', () => {
      assert.match(written(env, example), /^# OPENSIGN_SANDBOX_TEMPLATE_LEASE is missing: /m);
      assert.match(written(env, example), /^# OPENSIGN_TEMPLATE_1 is missing: /m);
    });

    it('leave everything around them as it is', () => {
      const others = 'OPENSIGN_API_TOKEN=secret\n';
      const { text } = rewrite(others, env, example);
      assert.strictEqual(text, `${others}\n${written(env, example)}`);
      const more = `${text}\nOTHER="x # y"`;
      assert.strictEqual(
        rewrite(more, env, longer).text,
        `${others}\n${written(env, longer)}\nOTHER="x # y"`,
      );
    });

    it('leave other variables in their place, also when the rest is broken', () => {
      const text = `A=1\n${written(env, example)}B=2\n`.replace('#: Lease\n', 'C=3\n');
      assert.strictEqual(readIdText(text, env).state, 'broken');
      const next = rewrite(text, env, example).text;
      assert.deepStrictEqual(entriesOf(next, env), entriesOf(written(env, example), env));
      assert.strictEqual(next, `A=1\nC=3\nB=2\n\n${written(env, example)}`);
      const open = `A=1\n${written(env, example)}B=2\n`.replace(/# End.*\n/, '');
      assert.strictEqual(rewrite(open, env, example).text, `A=1\nB=2\n\n${written(env, example)}`);
    });
  });

  it('differ by whole lines, and become each other', () => {
    const random = randomNumbers(3);
    const text = () => Array.from({ length: random(6) }, () => ['a', 'b', '\n', '\r\n'][random(4)]).join('');
    for (let run = 0; run < 3000; run++) {
      const [before, after] = [text(), text()];
      const { start, end, text: middle } = difference(before, after);
      assert.ok(start <= end, JSON.stringify([before, after]));
      assert.strictEqual(before.slice(0, start) + middle + before.slice(end), after);
    }
  });
});
