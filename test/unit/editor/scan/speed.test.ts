import * as assert from 'node:assert';
import { findingsOf } from '../../../../src/editor/scan/findings';
import { syntaxOf } from '../../../../src/editor/scan/language';
import { oddTokens, storedTokens } from '../corpus/corpus';
import { randomId, seeded } from '../corpus/random';
import { makeDocument } from './documents';

const ids = Array.from({ length: 10_000 }, randomId.bind(undefined, seeded(1)));
const known = new Set(ids);

/** Milliseconds that all rules take: the best of so many runs, for other programs run on this machine too. */
function best(runs: number, language: string, text: string, tokens = storedTokens): number {
  const syntax = syntaxOf(language, 'untitled');
  assert.ok(syntax);
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    findingsOf(text, syntax, {
      misplaced: (id) =>
        known.has(id)
          ? { environment: 'live', known: { id, kind: 'template', roles: [], seenAt: 0 } }
          : undefined,
      tokens,
      mismatches: true,
      hosts: { sandbox: [], live: [] },
    });
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

describe('the speed of scanning', () => {
  for (const kind of ['typescript', 'json', 'yaml', 'minified'] as const) {
    // The benchmark asks for less: this one has to hold on a machine that does other things.
    it(`is enough for 10,000 lines (${kind})`, () => {
      const { language, text } = makeDocument(kind, 10_000, ids, seeded(2));
      best(2, language, text);
      const time = best(5, language, text);
      assert.ok(time < 60, `${time.toFixed(1)} ms`);
    });
  }

  const size = 2 ** 20;
  const filled = (part: string) => part.repeat(Math.ceil(size / part.length));
  const cases: readonly (readonly [language: string, text: string, limit?: number])[] = [
    ['python', filled('"""')],
    ['python', filled('"')],
    ['csharp', filled('@"')],
    ['rust', filled('r#"')],
    ['typescript', filled('a')],
    ['typescript', `"${filled('a')}`],
    ['typescript', filled('\\')],
    ['typescript', `"${filled('\\')}`],
    ['typescript', filled('opensign.')],
    ['typescript', `"${filled('opensign.')}`],
    ['yaml', filled('opensign.')],
    ['typescript', filled('`${')],
    ['typescript', filled('/')],
    ['typescript', filled('/[')],
    ['typescript', filled('return/')],
    ['typescript', filled('({[')],
    ['java', filled("'\\")],
    ['yaml', filled("'")],
    ['yaml', filled(' #')],
    ['yaml', filled('a=')],
    ['yaml', filled(' ')],
    // 38,000 tokens, each with a look at what is around it.
    ['json', `"${filled('opensign.aB3dE5gH7jK9mN1pQ3sT5v ')}"`, 1000],
  ];
  for (const [language, text, limit = 250] of cases) {
    it(`does not suffer from 1 MB of ${JSON.stringify(text.slice(0, 8))} (${language})`, () => {
      const once = best(3, language, text);
      assert.ok(once < limit, `${once.toFixed(0)} ms`);
      // With a token of an unusual shape every word is compared, and with a token's variable statements are read.
      const end = '\nOPENSIGN_API_TOKEN https://sandbox.opensignlabs.com/api/v1.2';
      const read = best(2, language, text + end, [...storedTokens, ...oddTokens]);
      assert.ok(read < 3000, `${read.toFixed(0)} ms`);
    });
  }
});
