import * as assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as ts from 'typescript';
import { lookupEdits } from '../../../src/dotenv/lookup';
import { applyEdits } from '../../../src/dotenv/textEdit';
import { installed } from './installed';

const token = 'test.0123456789abcdefghijk';
const name = 'OPENSIGN_SANDBOX_API_TOKEN';

/** `text` after the token that stands at `TOK` was replaced; undefined when the code keeps it. */
function moved(languageId: string, text: string, path = '/w/a'): string | undefined {
  const code = text.replace('TOK', token);
  const start = code.indexOf(token);
  const edits = lookupEdits({ text: code, languageId, path }, { start, end: start + token.length }, name);
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
    [
      'vue',
      '<p>TOK</p>',
      undefined,
    ],
    [
      'vue',
      "<template/>\n<script setup lang=\"ts\">\nconst t = 'TOK'\n</script>",
      "<template/>\n<script setup lang=\"ts\">\nconst t = process.env.NAME ?? ''\n</script>",
    ],
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
  PHP: [
    ['php', "<?php\n$t = 'TOK';", "<?php\n$t = getenv('NAME');"],
    ['php', '<?php\nf(["h" => "TOK"]);', '<?php\nf(["h" => getenv(\'NAME\')]);'],
    ['php', "<?php\ndefine('T', 'TOK');", "<?php\ndefine('T', getenv('NAME'));"],
    ['php', "<?php\nconst T = 'TOK';", undefined],
    ['php', "<?php\nclass A { private string $t = 'TOK'; }", undefined],
    ['php', "<?php\nfunction f($t = 'TOK') {}", undefined],
    ['php', "<?php\nclass A { public function f() { return 'TOK'; } }", "<?php\nclass A { public function f() { return getenv('NAME'); } }"],
    ['php', '<?php\n$t = "a TOK";', undefined],
  ], // prettier-ignore
  'C#': [
    [
      'csharp',
      'using System.Net;\n\nvar t = "TOK";',
      'using System;\nusing System.Net;\n\nvar t = Environment.GetEnvironmentVariable("NAME");',
    ],
    ['csharp', 'using System;\nvar t = @"TOK";', 'using System;\nvar t = Environment.GetEnvironmentVariable("NAME");'],
    [
      'csharp',
      '// Licence\r\n#nullable enable\r\nnamespace A;\r\nclass B { string t = "TOK"; }',
      '// Licence\r\n#nullable enable\r\nusing System;\r\n\r\nnamespace A;\r\nclass B { string t = Environment.GetEnvironmentVariable("NAME"); }',
    ],
    [
      'csharp',
      'using System;\nclass A { private const string T = "TOK"; }',
      'using System;\nclass A { private static readonly string T = Environment.GetEnvironmentVariable("NAME"); }',
    ],
    ['csharp', 'void F() { const string t = "TOK"; }', undefined],
    ['csharp', '[Header("TOK")]\nclass A {}', undefined],
    ['csharp', 'void F(string t = "TOK") {}', undefined],
    ['csharp', 'switch (x) { case "TOK": break; }', undefined],
  ], // prettier-ignore
  Go: [
    ['go', 'package a\n\nvar t = "TOK"\n', 'package a\n\nimport "os"\n\nvar t = os.Getenv("NAME")\n'],
    ['go', 'package a\n\nconst t = "TOK"\n', 'package a\n\nimport "os"\n\nvar t = os.Getenv("NAME")\n'],
    ['go', 'package a\n\nconst (\n\tt = "TOK"\n)\n', undefined],
    ['go', 'package a\n\nimport "fmt"\n\nvar t = `TOK`\n', 'package a\n\nimport "fmt"\nimport "os"\n\nvar t = os.Getenv("NAME")\n'],
    [
      'go',
      'package a\n\nimport (\n\t"fmt"\n\t"strings"\n\n\t"x.org/y"\n)\n\nvar t = "TOK"\n',
      'package a\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n\n\t"x.org/y"\n)\n\nvar t = os.Getenv("NAME")\n',
    ],
    [
      'go',
      'package a\r\n\r\nimport (\r\n\t"fmt"\r\n\r\n\t"x.org/y"\r\n)\r\n\r\nvar t = "TOK"\r\n',
      'package a\r\n\r\nimport (\r\n\t"fmt"\r\n\t"os"\r\n\r\n\t"x.org/y"\r\n)\r\n\r\nvar t = os.Getenv("NAME")\r\n',
    ],
    ['go', 'package a\n\nimport (\n\t"os"\n)\n\nvar t = "TOK"\n', 'package a\n\nimport (\n\t"os"\n)\n\nvar t = os.Getenv("NAME")\n'],
    ['go', 'package a\n\nimport (\n)\n\nvar t = "TOK"\n', 'package a\n\nimport (\n\t"os"\n)\n\nvar t = os.Getenv("NAME")\n'],
    ['go', 'package a\n\nimport ("fmt")\n\nvar t = "TOK"\n', 'package a\n\nimport ("fmt"\n\t"os"\n)\n\nvar t = os.Getenv("NAME")\n'],
    ['go', 'package a\ntype A struct { B string `TOK` }\n', undefined],
  ], // prettier-ignore
  'Java, Ruby and Rust': [
    ['java', 'class A { static final String T = "TOK"; }', 'class A { static final String T = System.getenv("NAME"); }'],
    ['java', 'class A { @Value("TOK") String t; }', undefined],
    ['java', 'switch (x) { case "TOK": }', undefined],
    ['ruby', "t = 'TOK'", 't = ENV.fetch("NAME")'],
    ['ruby', 't = "#{a} TOK"', 't = "#{a} #{ENV.fetch("NAME")}"'],
    ['ruby', "t = 'a TOK'", undefined],
    ['rust', 'let t = "TOK";', 'let t = std::env::var("NAME").expect("NAME is not set");'],
    ['rust', 'let t = r#"TOK"#.to_string();', 'let t = std::env::var("NAME").expect("NAME is not set").to_string();'],
    ['rust', 'const T: &str = "TOK";', undefined],
    ['rust', 'println!("TOK");', undefined],
    ['rust', 'match x { "TOK" => 1, _ => 2 }', undefined],
    ['kotlin', 'val t = "TOK"', undefined],
    ['json', '{"t": "TOK"}', undefined],
    ['yaml', 't: TOK', undefined],
  ], // prettier-ignore
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

describe('lookups of variables in code', () => {
  for (const [language, list] of Object.entries(cases)) {
    describe(language, () => {
      for (const [languageId, before, after] of list) {
        it(JSON.stringify(before), () => assert.strictEqual(moved(languageId, before), after));
      }
    });
  }

  it('are known by the name of a request file too', () => {
    assert.strictEqual(moved('plaintext', 'x-api-token: TOK', '/w/a.http'), 'x-api-token: {{$dotenv NAME}}');
  });

  const env = { ...process.env, NAME: token };
  const value = JSON.stringify(token);

  it('give TypeScript that runs and holds the same value', () => {
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

  it('give Python that runs and holds the same value', function () {
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

  it('give shell scripts that run and hold the same value', function () {
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

  it('give Rust that compiles and holds the same value', function () {
    this.timeout(120_000);
    const rustc = installed('rustc');
    if (rustc === undefined) {
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'opensign-rust-'));
    try {
      const text = moved('rust', 'fn main() { let t = "TOK".to_string(); print!("{}", t); }') ?? '';
      writeFileSync(join(folder, 'a.rs'), text);
      execFileSync(rustc, ['-o', join(folder, 'a'), join(folder, 'a.rs')], { stdio: 'pipe' });
      assert.strictEqual(execFileSync(join(folder, 'a'), { env, encoding: 'utf8' }), token);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('give Java that compiles and holds the same value', function () {
    this.timeout(120_000);
    const java = installed('java');
    if (java === undefined) {
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'opensign-java-'));
    try {
      const text = moved(
        'java',
        'class A { static final String T = "TOK"; public static void main(String[] a) { System.out.print(T); } }',
      );
      writeFileSync(join(folder, 'A.java'), text ?? '');
      assert.strictEqual(
        execFileSync(java, [join(folder, 'A.java')], { env, encoding: 'utf8', stdio: 'pipe' }),
        token,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
