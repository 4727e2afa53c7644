import * as assert from 'node:assert';
import type { KnownId } from '../../../../src/idInsights/idRecords';
import { IdIndex } from '../../../../src/idInsights/idIndex';
import { applyRules } from '../../../../src/idInsights/findings';
import { knownId, liveToken, readCorpus, sandboxToken, secondId, storedTokens, toSource } from './corpus';
import { randomId, seeded } from './random';

const now = 1_785_000_000_000;

/** IDs similar to words and numbers of the corpus, but not in it. */
const near = [
  'Background',
  'JavaScript',
  'PRODUCTION',
  'Attachment',
  '5550100120',
  '1785763510',
  'Unassigned',
];

function index(): IdIndex {
  const random = seeded(4);
  const ids = new Set([knownId, secondId, ...near]);
  while (ids.size < 2000) {
    ids.add(randomId(random));
  }
  const known = [...ids].map((id): KnownId => ({ id, kind: 'template', roles: [], seenAt: now }));
  const result = new IdIndex();
  result.setOwner('sandbox', { origin: 'https://sandbox.opensignlabs.com', savedAt: 1 }, true);
  result.setOwner('live', { origin: 'https://app.opensignlabs.com', savedAt: 1 }, true);
  result.add('sandbox', 'template', known, now);
  result.add('live', 'template', [], now);
  return result;
}

const ids = index();
const hosts = { sandbox: ['sandbox.opensignlabs.com'], live: ['app.opensignlabs.com'] };

/** Applies all rules in a window where Live is active and every known ID belongs to Sandbox. */
function find(language: string, path: string, text: string) {
  const source = toSource(language, path, text);
  return source === undefined
    ? []
    : applyRules(source, {
        findMisplaced: (id) => ids.findMisplaced(id, 'live', now),
        tokens: storedTokens,
        mismatches: true,
        hosts,
      }).map(({ rule, start, end }) => `${rule}: ${text.slice(start, end)}`);
}

describe('the precision corpus', () => {
  const entries = readCorpus('precision');

  it('is large, has no duplicates, and is scanned', () => {
    const texts = new Set(entries.map(({ language, text }) => `${language} ${text}`));
    assert.strictEqual(texts.size, entries.length);
    assert.ok(entries.length >= 450, String(entries.length));
    const read = entries.filter(({ language, path, text }) => toSource(language, path, text) !== undefined);
    assert.ok(read.length > entries.length * 0.95, String(read.length));
  });

  it('is checked by rules that find what they should', () => {
    assert.strictEqual(ids.all('sandbox').length + ids.all('live').length, 2000);
    assert.deepStrictEqual(
      find(
        'typescript',
        'a.ts',
        `fetch('https://sandbox.opensignlabs.com/api/v1.2/template/${knownId}', { token: process.env.OPENSIGN_API_TOKEN });
use('${liveToken}', "${sandboxToken}", \`${secondId}\`);`,
      ),
      [
        `wrong-environment-id: ${knownId}`,
        `wrong-environment-id: ${secondId}`,
        `hard-coded-token: ${liveToken}`,
        `hard-coded-token: ${sandboxToken}`,
        'host-mismatch: OPENSIGN_API_TOKEN',
      ],
    );
  });

  it('causes no finding', () => {
    const reported = entries.flatMap(({ place, language, path, text }) =>
      find(language, path, text).map((finding) => `${place} ${finding}`),
    );
    assert.deepStrictEqual(reported, []);
  });

  it('causes no finding next to lines that mention OpenSign', () => {
    const reported = entries.flatMap(({ place, language, path, text }) =>
      find(language, path, `opensign x-api-token\n${text}\nopensign x-api-token\n`).map(
        (finding) => `${place} ${finding}`,
      ),
    );
    assert.deepStrictEqual(reported, []);
  });

  it('has many texts that don’t make the extension fetch the templates', () => {
    const silent = entries.filter(
      ({ language, path, text }) => toSource(language, path, text)?.mayHoldIds !== true,
    );
    assert.ok(silent.length > 100, String(silent.length));
  });
});
