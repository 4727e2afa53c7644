import * as assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import * as ts from 'typescript';
import { applyEdits } from '../../../src/dotenv/dotEnv';
import { getLookupEdits } from '../../../src/dotenv/tokenLookup';
import { installed } from './installed';

const token = 'test.0123456789abcdefghijk';
const name = 'OPENSIGN_SANDBOX_API_TOKEN';

/** `text` after the token at `TOK` was replaced. Undefined when the code keeps it. */
function moved(languageId: string, text: string, path = '/w/a'): string | undefined {
  const code = text.replace('TOK', token);
  const start = code.indexOf(token);
  const edits = getLookupEdits({ text: code, languageId, path }, { start, end: start + token.length }, name);
  return edits && applyEdits(code, edits).replaceAll(name, 'NAME');
}

type Case = readonly [languageId: string, before: string, after: string | undefined];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'TypeScript and JavaScript': [
    ['typescript', "const t = 'TOK';", "const t = process.env.NAME ?? '';"],
    ['typescript', 'f("TOK", 1)', 'f(process.env.NAME ?? "", 1)'],
    ['typescript', "const t: string = 'TOK'\nf()", "const t: string = process.env.NAME ?? ''\nf()"],
    ['typescript', "const t = 'TOK'\n  + x", "const t = (process.env.NAME ?? '')\n  + x"],
    ['typescript', "x || 'TOK'", "x || (process.env.NAME ?? '')"],
    ['typescript', "'TOK'.length", "(process.env.NAME ?? '').length"],
    ['typescript', "if (x === 'TOK') {}", "if (x === (process.env.NAME ?? '')) {}"],
    ['typescript', "const f = () => 'TOK';", "const f = () => process.env.NAME ?? '';"],
    ['typescript', 'const t = `TOK`;', "const t = process.env.NAME ?? '';"],
    ['typescript', 'const t = `a ${x} TOK`;', 'const t = `a ${x} ${process.env.NAME}`;'],
    ['typescript', 'const t = `TOK${x}`;', 'const t = `${process.env.NAME}${x}`;'],
    ['typescript', 'const t = tag`TOK`;', 'const t = tag`${process.env.NAME}`;'],
    ['typescript', "const t = { h: 'TOK' };", "const t = { h: process.env.NAME ?? '' };"],
    ['typescript', "const t = { 'TOK': 1 };", undefined],
    ['typescript', "import x from 'TOK';", undefined],
    ['typescript', "const x = require('TOK');", undefined],
    ['typescript', "switch (x) { case 'TOK': }", undefined],
    ['typescript', "enum E { A = 'a', B = 'TOK' }", undefined],
    ['typescript', "type T = 'TOK';", undefined],
    ['typescript', "const t = 'TOK' as const;", undefined],
    ['typescript', "const t = 'x-api-token: TOK';", undefined],
    ['typescript', '// TOK', undefined],
    ['javascript', "const t = 'TOK' + x;", 'const t = process.env.NAME + x;'],
    ['javascript', 'const t = `a TOK`;', 'const t = `a ${process.env.NAME}`;'],
    ['typescriptreact', 'const a = <A token="TOK" />;', 'const a = <A token={process.env.NAME ?? ""} />;'],
    ['typescriptreact', 'const a = <A on={() => x} token="TOK" />;', 'const a = <A on={() => x} token={process.env.NAME ?? ""} />;'],
    ['typescriptreact', 'const a = <A on={() => { f({}); }} token="TOK" />;', undefined],
    ['typescriptreact', 'let a;\na="TOK";', undefined],
    ['typescriptreact', "const t = 'TOK';", "const t = process.env.NAME ?? '';"],
  ], // prettier-ignore
  Python: [
    ['python', 't = "TOK"\n', 'import os\n\nt = os.environ["NAME"]\n'],
    ['python', 'import os\nt = "TOK"\n', 'import os\nt = os.environ["NAME"]\n'],
    ['python', 'import sys, os\nt = "TOK"\n', 'import sys, os\nt = os.environ["NAME"]\n'],
    ['python', 'import os.path\nt = "TOK"\n', 'import os.path\nt = os.environ["NAME"]\n'],
    ['python', 'import os as o\nt = "TOK"\n', 'import os\nimport os as o\nt = os.environ["NAME"]\n'],
    ['python', 'import ostrich\nt = "TOK"\n', 'import os\nimport ostrich\nt = os.environ["NAME"]\n'],
    [
      'python',
      '#!/usr/bin/env python3\n# coding: utf-8\n"""Doc.\n\nimport os\n   """\n\nfrom __future__ import (\n  annotations,\n)\n\nimport sys\nt = r\'TOK\'\n',
      '#!/usr/bin/env python3\n# coding: utf-8\n"""Doc.\n\nimport os\n   """\n\nfrom __future__ import (\n  annotations,\n)\n\nimport os\nimport sys\nt = os.environ["NAME"]\n',
    ],
    ['python', '"""Doc."""\nt = "TOK"', '"""Doc."""\nimport os\n\nt = os.environ["NAME"]'],
    [
      'python',
      '# Licence\r\n\r\n# The token\r\nt = "TOK"\r\n',
      '# Licence\r\n\r\nimport os\r\n\r\n# The token\r\nt = os.environ["NAME"]\r\n',
    ],
    ['python', 'import os\nt = f"a {x} TOK"', 'import os\nt = f"a {x} {os.environ[\'NAME\']}"'],
    ['python', "import os\nt = f'{{TOK}}'", 'import os\nt = f\'{{{os.environ["NAME"]}}}\''],
    ['python', 't = f"{g(\'TOK\')}"', undefined],
    ['python', 't = "x-api-token: TOK"', undefined],
    ['python', 't = b"TOK"', undefined],
    ['python', 't = ("a"\n  "TOK")', undefined],
    ['python', 'h = {"x-api-token": "TOK"}', 'import os\n\nh = {"x-api-token": os.environ["NAME"]}'],
  ],
  'other languages': [
    ['php', "<?php\n$t = 'TOK';", undefined],
    ['csharp', 'using System;\nvar t = "TOK";', undefined],
    ['go', 'package a\n\nvar t = "TOK"\n', undefined],
    ['java', 'class A { static final String T = "TOK"; }', undefined],
    ['ruby', "t = 'TOK'", undefined],
    ['rust', 'let t = "TOK";', undefined],
    ['kotlin', 'val t = "TOK"', undefined],
    ['vue', "<script>\nconst t = 'TOK'\n</script>", undefined],
    ['json', '{"t": "TOK"}', undefined],
    ['yaml', 't: TOK', undefined],
  ],
  'shell and .http': [
    ['shellscript', 'curl -H "x-api-token: TOK"', 'curl -H "x-api-token: $NAME"'],
    ['shellscript', 'T=TOK', 'T=$NAME'],
    ['shellscript', 'T=TOK_a', 'T=${NAME}_a'],
    ['shellscript', "curl -H 'x-api-token: TOK'", `curl -H 'x-api-token: '"$NAME"''`],
    ['shellscript', `a="$(curl -H 'x: TOK')"`, `a="$(curl -H 'x: '"$NAME"'')"`],
    ['shellscript', "# don't: TOK", undefined],
    ['shellscript', "# don't\nT='TOK'", `# don't\nT=''"$NAME"''`],
    ['shellscript', "cat <<'E'\nTOK\nE", undefined],
    ['shellscript', "cat <<'E'\nx\nE\nT=TOK", "cat <<'E'\nx\nE\nT=$NAME"],
    ['http', 'GET https://a\nx-api-token: TOK', 'GET https://a\nx-api-token: {{$dotenv NAME}}'],
  ],
};

describe('variables read instead of a token', () => {
  for (const [language, list] of Object.entries(cases)) {
    describe(language, () => {
      for (const [languageId, before, after] of list) {
        it(JSON.stringify(before), () => assert.strictEqual(moved(languageId, before), after));
      }
    });
  }

  it('are also written by the name of a request file', () => {
    assert.strictEqual(moved('plaintext', 'x-api-token: TOK', '/w/a.http'), 'x-api-token: {{$dotenv NAME}}');
  });

  const env = { ...process.env, NAME: token };
  const value = JSON.stringify(token);

  it('give TypeScript that runs and has the same value', () => {
    for (const expression of [
      "'TOK'",
      '`TOK`',
      "'TOK'.trim()",
      '`${""}TOK`',
      "'' + 'TOK'",
      "'' || 'TOK'",
      "['TOK'][0]",
    ]) {
      const text = moved('typescript', `const t: string | undefined = ${expression};\nt`) ?? '';
      const { outputText, diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
      assert.deepStrictEqual(diagnostics, [], text);
      assert.strictEqual(runInNewContext(outputText, { process: { env } }), token, text);
    }
  });

  it('give Python that runs and has the same value', function () {
    this.timeout(120_000);
    const python = installed('python3');
    if (python === undefined) {
      this.skip();
    }
    const heads = [
      '',
      '"""Doc"""\n',
      '#!/x\n"""D\n"""\nfrom __future__ import annotations\n',
      'import sys\n',
      '# a\n# b\n\n',
    ];
    const texts = heads.flatMap((head) =>
      ['"TOK"', "f'{1}TOK'[1:]", "'''TOK'''"].map((part) => `${head}t = ${part}\n`),
    );
    const check = texts.map((text) => `${moved('python', text) ?? ''}\nassert t == ${value}, t\n`);
    const program = `for text in ${JSON.stringify(check)}: exec(text, {})`;
    execFileSync(python, ['-c', program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  });

  it('give shell scripts that run and have the same value', function () {
    this.timeout(120_000);
    const bash = installed('bash');
    if (bash === undefined) {
      this.skip();
    }
    for (const script of [
      'printf %s TOK',
      'printf %s "TOK"',
      "printf %s 'TOK'",
      `printf %s "$(printf '%s' 'TOK')"`,
      'cat <<E\nTOK\nE',
    ]) {
      const out: string = execFileSync(bash, ['-c', moved('shellscript', script) ?? ''], {
        env,
        encoding: 'utf8',
      });
      assert.strictEqual(out.trim(), token, script);
    }
  });
});
