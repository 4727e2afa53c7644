import * as assert from 'node:assert';
import { cleanText } from '../../../../src/editor/agents/clean';
import { lookupEdits } from '../../../../src/editor/env/lookup';
import { findingsOf } from '../../../../src/editor/scan/findings';
import { idPlace } from '../../../../src/editor/scan/idPlace';
import { mayHoldIds } from '../../../../src/editor/scan/ids';
import { syntaxOf } from '../../../../src/editor/scan/language';
import { oddTokens, storedTokens } from '../corpus/corpus';

/** Four times the input, so two doublings with 2.5 times each. A quadratic rule takes 16 times as long. */
const mostGrowth = 2.5 ** 2;
/** Shorter runs measure the machine, in milliseconds. */
const leastMs = 3;
/** Longer texts aren't scanned. What is quick up to here isn't quadratic. */
const largest = 250_000;
/** Garbage collection falls into some runs; the best one of each size counts. */
const mostRounds = 20;

/** Processor time of this process: what else runs on the machine doesn't count. */
function timeOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Doubles the input until it takes long enough to compare it with two more doublings. */
function assertLinear(name: string, make: (size: number) => () => void): void {
  let size = 20_000;
  let once = make(size);
  while (Math.min(timeOf(once), timeOf(once)) < leastMs) {
    size *= 2;
    if (size > largest) {
      return;
    }
    once = make(size);
  }
  const fourfold = make(4 * size);
  let least = Infinity;
  let leastFourfold = Infinity;
  for (let round = 0; round < mostRounds && (round < 2 || leastFourfold > mostGrowth * least); round++) {
    least = Math.min(least, timeOf(once));
    leastFourfold = Math.min(leastFourfold, timeOf(fourfold));
  }
  const growth = (leastFourfold / least).toFixed(1);
  assert.ok(
    leastFourfold <= mostGrowth * least,
    `${name}: four times ${size} characters take ${growth} times as long`,
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
  ['html', `<script>${pair}`],
  ['typescript', '(process.env.OPENSIGN_API_TOKEN, '],
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
