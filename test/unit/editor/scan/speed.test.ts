import * as assert from 'node:assert';
import { findingsOf } from '../../../../src/editor/scan/findings';
import { syntaxOf } from '../../../../src/editor/scan/language';
import { assertLinear } from '../../support/linear';
import { oddTokens, storedTokens } from '../corpus/corpus';
import { randomId, seeded } from '../corpus/random';
import { makeDocument } from './documents';
import { worstInputs } from './worstInputs';

const ids = Array.from({ length: 10_000 }, randomId.bind(undefined, seeded(1)));
const known = new Set(ids);

/** All rules on one text. */
const scan =
  (language: string, tokens = storedTokens) =>
  (text: string) => {
    const syntax = syntaxOf(language, 'untitled');
    assert.ok(syntax);
    return () =>
      findingsOf(text, syntax, {
        misplaced: (id) =>
          known.has(id)
            ? { environment: 'live', known: { id, kind: 'template', roles: [], seenAt: 0 } }
            : undefined,
        tokens,
        mismatches: true,
        hosts: { sandbox: [], live: [] },
      });
  };

// Limits in milliseconds are the benchmark's: `npm run bench`.
describe('the work of scanning', function () {
  this.timeout(120_000);

  for (const kind of ['typescript', 'json', 'yaml', 'minified'] as const) {
    it(`doubles with the lines (${kind})`, () => {
      assertLinear(kind, 2000, (lines) => {
        const { language, text } = makeDocument(kind, lines, ids, seeded(2));
        return scan(language)(text);
      });
    });
  }

  const start = 2 ** 15;
  for (const { language, name, text } of worstInputs) {
    it(`doubles with ${name} (${language})`, () => {
      assertLinear(name, start, (size) => scan(language)(text(size)));
      // With a token of an unusual shape every word is compared, and with a token's variable statements are read.
      const end = '\nOPENSIGN_API_TOKEN https://sandbox.opensignlabs.com/api/v1.2';
      const all = scan(language, [...storedTokens, ...oddTokens]);
      assertLinear(`${name}, compared`, start, (size) => all(text(size) + end));
    });
  }
});
