import * as assert from 'node:assert';
import { csharpImport, goImport, pythonImport } from '../../../src/dotenv/imports';
import { applyEdits, type TextEdit } from '../../../src/dotenv/textEdit';
import { assertLinear } from '../support/linear';

type FindImport = (text: string) => TextEdit | undefined;

/** What tempts a pattern to read the same place again and again, in about `size` characters. */
const worst: readonly (readonly [what: string, find: FindImport, text: (size: number) => string])[] = [
  ['Python: names in one import', pythonImport, (size) => `import ${'mod, '.repeat(size / 5)}x y`],
  ['Python: spaces after import', pythonImport, (size) => `import${' '.repeat(size)}!`],
  ['Python: spaces between names', pythonImport, (size) => `import a${' '.repeat(size)},!`],
  [
    'Python: a future import with an odd line break',
    pythonImport,
    (size) => `from __future__ import ${'a'.repeat(size)}\\\u2028`,
  ],
  [
    'Python: future imports that are never closed',
    pythonImport,
    (size) => 'from __future__ import (\n'.repeat(size / 25),
  ],
  [
    'Python: docstrings with an odd line break',
    pythonImport,
    (size) => `"""${'a"""#'.repeat(size / 5)}\u2028`,
  ],
  ['C#: spaces after using', csharpImport, (size) => `using${' '.repeat(size)}!`],
  ['C#: comments that are never closed', csharpImport, (size) => '/*\n'.repeat(size / 3)],
  ['Go: blocks that are never closed', goImport, (size) => 'import ( \n'.repeat(size / 10)],
  ['Go: spaces after import', goImport, (size) => `import${' '.repeat(size)}!`],
  ['Go: names in a block', goImport, (size) => `import (\n${'a '.repeat(size / 2)})`],
];

describe('imports for a lookup', function () {
  this.timeout(120_000);

  for (const [what, find, text] of worst) {
    it(`are found in linear time: ${what}`, () => {
      assertLinear(what, 20_000, (size) => {
        const input = text(size);
        return () => void find(input);
      });
    });
  }

  const added = (find: FindImport, text: string) => {
    const edit = find(text);
    return edit && applyEdits(text, [edit]);
  };

  it('are known in each form of a Python import', () => {
    for (const line of [
      'import os',
      'import os\r',
      'import os;x()',
      'import os # why',
      'import  a.b as c ,\tos.path , d',
      'import a, os',
    ]) {
      assert.strictEqual(added(pythonImport, `x()\n${line}\n`), undefined, line);
    }
    for (const line of [
      'import os as o',
      'import a # os',
      'importos',
      'import a; os',
      ' import os',
      'import oss',
    ]) {
      assert.strictEqual(added(pythonImport, `${line}\n`)?.includes('import os\n'), true, line);
    }
  });

  it('come after each form of a Python future import', () => {
    for (const line of [
      'from __future__ import annotations',
      'from __future__ import a, \\\n  b',
      'from __future__ import (\n  a, # why\n  b,\n) # why',
      'from __future__ import(a)',
    ]) {
      assert.strictEqual(added(pythonImport, `${line}\nx()\n`), `${line}\nimport os\n\nx()\n`);
    }
  });
});
