import * as assert from 'node:assert';
import { cleanText } from '../../../../src/editor/agents/clean';
import { lookupEdits } from '../../../../src/editor/env/lookup';
import { findingsOf } from '../../../../src/editor/scan/findings';
import { idPlace } from '../../../../src/editor/scan/idPlace';
import { mayHoldIds } from '../../../../src/editor/scan/ids';
import { syntaxOf } from '../../../../src/editor/scan/language';
import { oddTokens, storedTokens } from '../corpus/corpus';

/** Twice the input may take this many times as long. A quadratic rule takes four times as long. */
const mostGrowth = 2.5;
/** What one run takes at least, in milliseconds, before growth is measured: shorter runs measure the machine. */
const leastMs = 20;
const largest = 8_000_000;

function best(runs: number, work: () => void): number {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Doubles the input until one run takes long enough to compare it with the next doubling. */
function assertLinear(name: string, make: (size: number) => () => void, start = 50_000): void {
  let size = start;
  let once = best(1, make(size));
  while (once < leastMs && size < largest) {
    size *= 2;
    once = best(1, make(size));
  }
  if (once < leastMs) {
    return;
  }
  let growth = Infinity;
  for (let attempt = 0; attempt < 4 && growth > mostGrowth; attempt++) {
    growth = best(3, make(2 * size)) / best(3, make(size));
  }
  assert.ok(
    growth <= mostGrowth,
    `${name}: twice ${size} characters take ${growth.toFixed(1)} times as long`,
  );
}

const filled = (part: string) => (size: number) => part.repeat(Math.ceil(size / part.length));
const pair = 'OPENSIGN_API_TOKEN https://sandbox.opensignlabs.com/api/v1.2';

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

/** What made a rule slow once, or could. The end makes the rule about hosts and tokens read the text. */
const texts: readonly (readonly [language: string, part: string])[] = [
  ['typescript', '({['],
  ['typescript', '(('],
  ['typescript', `f('https://sandbox.opensignlabs.com/api', { t: process.env.OPENSIGN_API_TOKEN, `],
  ['typescript', `"${pair}" `],
  ['typescript', `${pair}(`],
  ['typescript', '`${'],
  ['typescript', '/['],
  ['typescript', 'return/'],
  ['typescript', 'opensign.'],
  ['typescript', '\\'],
  ['python', '"""'],
  ['csharp', '@"'],
  ['rust', 'r#"'],
  ['java', "'\\"],
  ['html', '<script>'],
  ['html', '<script '],
  ['vue', '<script>\n'],
  ['yaml', "'"],
  ['yaml', ' #'],
  ['yaml', `${pair} `],
  ['json', '{"a":['],
  ['json', '"opensign.aB3dE5gH7jK9mN1pQ3sT5v '],
  ['shellscript', `curl -H "$${pair}" `],
  ['shellscript', `curl $${pair}`],
  ['shellscript', 'curl "'],
  ['shellscript', '\\\n'],
  ['http', `GET ${pair}`],
  ['http', '###\n'],
];

describe('the worst inputs', function () {
  this.timeout(120_000);

  for (const [language, part] of texts) {
    it(`take linear time: ${JSON.stringify(part.slice(0, 24))} (${language})`, () => {
      assertLinear(part, (size) => scan(language, `${filled(part)(size)}\n${pair}`));
    });
  }

  const lines = ['import ', 'template="', 'template', '  ', "['template']", 'a.b/template/'];
  for (const part of lines) {
    it(`take linear time as one line before the cursor: ${JSON.stringify(part)}`, () => {
      assertLinear(part, (size) => {
        const line = filled(part)(size);
        return () => void idPlace(`${line};`, line, 'values');
      });
    });
  }

  it('take linear time when IDs are looked for', () => {
    for (const part of ['aB3dE5gH7j ', 'template', 'aaaaaaaaaa,', '\\n']) {
      assertLinear(part, (size) => {
        const text = filled(part)(size);
        return () => void mayHoldIds(text);
      });
    }
  });

  for (const part of [
    '<script',
    '<script>',
    '<script>a</script',
    '<script lang="',
    "<<'A' \n",
    "<<'A'\nB\n",
  ]) {
    it(`take linear time in a token's lookup: ${JSON.stringify(part)}`, () => {
      for (const languageId of ['vue', 'shellscript']) {
        assertLinear(part, (size) => {
          const text = filled(part)(size);
          const code = { text: `${text}X`, languageId, path: 'a' };
          return () => void lookupEdits(code, { start: text.length, end: text.length + 1 }, 'V');
        });
      }
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
      assertLinear(part, (size) => {
        const text = filled(part)(size);
        return () => void cleanText(text);
      });
    });
  }
});
