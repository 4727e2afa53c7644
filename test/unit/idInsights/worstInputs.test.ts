import * as assert from 'node:assert';
import { cleanText } from '../../../src/languageModelTools/clean';
import { getLookupEdits } from '../../../src/dotenv/tokenLookup';
import { findingsOf } from '../../../src/idInsights/findings';
import { idPlace } from '../../../src/idInsights/idPlace';
import { mayHoldIds } from '../../../src/source/idLiterals';
import { syntaxOf } from '../../../src/source/language';
import { assertLinear } from '../support/linear';
import { oddTokens, storedTokens } from './corpus/corpus';
import { fill, worstInputs } from './worstInputs';

/** Characters that a measurement begins with. */
const start = 20_000;
function scan(language: string, text: string): () => void {
  const syntax = syntaxOf(language, 'untitled');
  assert.ok(syntax);
  const rules = {
    misplaced: () => undefined,
    tokens: [...storedTokens, ...oddTokens],
    mismatches: true,
    hosts: { sandbox: [], live: [] },
  };
  return () => void findingsOf(text, syntax, rules);
}

describe('the worst inputs', function () {
  this.timeout(120_000);

  for (const { language, name, text } of worstInputs) {
    it(`take linear time: ${name}`, () => {
      assertLinear(name, start, (size) => scan(language, text(size)));
    });
  }

  const lines = ['import ', 'template="', 'template', '  ', "['template']", 'a.b/template/'];
  for (const part of lines) {
    it(`take linear time as one line before the cursor: ${JSON.stringify(part)}`, () => {
      assertLinear(part, start, (size) => {
        const line = fill(part, size);
        return () => void idPlace(`${line};`, line, 'values');
      });
    });
  }

  it('take linear time when IDs are looked for', () => {
    for (const part of ['aB3dE5gH7j ', 'template', 'aaaaaaaaaa,', '\\n']) {
      assertLinear(part, start, (size) => {
        const text = fill(part, size);
        return () => void mayHoldIds(text);
      });
    }
  });

  for (const part of ["<<'A' \n", "<<'A'\nB\n"]) {
    it(`take linear time in a token's lookup: ${JSON.stringify(part)}`, () => {
      assertLinear(part, start, (size) => {
        const text = fill(part, size);
        const code = { text: `${text}X`, languageId: 'shellscript', path: 'a' };
        return () => void getLookupEdits(code, { start: text.length, end: text.length + 1 }, 'V');
      });
    });
  }

  for (const part of [
    'a.',
    'a-',
    'https://',
    'https:/',
    '%25',
    'a%2F',
    '\\',
    '&#47;',
    'opensign.',
    'x ',
  ] as const) {
    it(`take linear time in an answer to a model: ${JSON.stringify(part)}`, () => {
      assertLinear(part, start, (size) => {
        const text = fill(part, size);
        return () => void cleanText(text);
      });
    });
  }
});
