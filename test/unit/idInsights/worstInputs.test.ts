import * as assert from 'node:assert';
import { redactText } from '../../../src/languageModelTools/toolAnswer';
import { getLookupEdits } from '../../../src/dotenv/tokenLookup';
import { applyRules } from '../../../src/idInsights/findings';
import { findIdPlace } from '../../../src/idInsights/idProviders';
import { assertLinear } from '../support/linear';
import { oddTokens, storedTokens, toSource } from './corpus/corpus';
import { fill, worstInputs } from './worstInputs';

/** Characters in the first measurement. */
const start = 20_000;
function scan(language: string, text: string): () => void {
  const rules = {
    findMisplaced: () => undefined,
    tokens: [...storedTokens, ...oddTokens],
    mismatches: true,
    hosts: { sandbox: [], live: [] },
  };
  // Each measurement scans the text again.
  return () => {
    const source = toSource(language, 'untitled', text);
    assert.ok(source);
    applyRules(source, rules);
  };
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
        return () => void findIdPlace(`${line};`, line, 'values');
      });
    });
  }

  it('take linear time in the search for IDs', () => {
    for (const part of ['aB3dE5gH7j ', 'template', 'aaaaaaaaaa,', '\\n']) {
      assertLinear(part, start, (size) => {
        const text = fill(part, size);
        return () => assert.notEqual(toSource('typescript', 'untitled', text)?.mayHoldIds, undefined);
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
        return () => void redactText(text);
      });
    });
  }
});
