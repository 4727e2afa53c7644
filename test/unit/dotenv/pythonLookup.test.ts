import * as assert from 'node:assert';
import { applyEdits } from '../../../src/dotenv/dotEnv';
import { getOsImport } from '../../../src/dotenv/pythonLookup';
import { assertLinear } from '../support/linear';

/** Texts of about `size` characters that make patterns backtrack. */
const worst: readonly (readonly [what: string, text: (size: number) => string])[] = [
  ['names in one import', (size) => `import ${'mod, '.repeat(size / 5)}x y`],
  ['spaces after import', (size) => `import${' '.repeat(size)}!`],
  ['spaces between names', (size) => `import a${' '.repeat(size)},!`],
  ['a future import with an odd line break', (size) => `from __future__ import ${'a'.repeat(size)}\\\u2028`],
  ['future imports that are never closed', (size) => 'from __future__ import (\n'.repeat(size / 25)],
  ['docstrings with an odd line break', (size) => `"""${'a"""#'.repeat(size / 5)}\u2028`],
];

describe('imports of os in Python', function () {
  this.timeout(120_000);

  for (const [what, text] of worst) {
    it(`are found in linear time: ${what}`, () => {
      assertLinear(what, 20_000, (size) => {
        const input = text(size);
        return () => void getOsImport(input);
      });
    });
  }

  const added = (text: string) => {
    const edit = getOsImport(text);
    return edit && applyEdits(text, [edit]);
  };

  it('are recognized in each form', () => {
    for (const line of [
      'import os',
      'import os\r',
      'import os;x()',
      'import os # why',
      'import  a.b as c ,\tos.path , d',
      'import a, os',
    ]) {
      assert.strictEqual(added(`x()\n${line}\n`), undefined, line);
    }
    for (const line of [
      'import os as o',
      'import a # os',
      'importos',
      'import a; os',
      ' import os',
      'import oss',
    ]) {
      assert.strictEqual(added(`${line}\n`)?.includes('import os\n'), true, line);
    }
  });

  it('come after each form of a future import', () => {
    for (const line of [
      'from __future__ import annotations',
      'from __future__ import a, \\\n  b',
      'from __future__ import (\n  a, # why\n  b,\n) # why',
      'from __future__ import(a)',
    ]) {
      assert.strictEqual(added(`${line}\nx()\n`), `${line}\nimport os\n\nx()\n`);
    }
  });
});
