import * as assert from 'node:assert';
import { IdIndex, type KnownId } from '../../../../src/idInsights/idIndex';
import { findingsOf } from '../../../../src/idInsights/findings';
import { mayHoldIds } from '../../../../src/source/idLiterals';
import { syntaxOf } from '../../../../src/source/language';
import {
  knownId,
  liveToken,
  readCorpus,
  sandboxToken,
  secondId,
  storedTokens,
  syntaxOfEntry,
} from './corpus';
import { randomId, seeded } from './random';

const now = 1_785_000_000_000;

/** Ids that are close to words and numbers of the corpus, and as such no part of it. */
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

/** All rules, with a live window in which every known id is misplaced. */
function find(language: string, path: string, text: string) {
  const syntax = syntaxOf(language, path);
  return syntax === undefined
    ? []
    : findingsOf(text, syntax, {
        misplaced: (id) => ids.misplaced(id, 'live', now),
        tokens: storedTokens,
        mismatches: true,
        hosts,
      }).map(({ rule, start, end }) => `${rule}: ${text.slice(start, end)}`);
}

describe('the precision corpus', () => {
  const entries = readCorpus('precision');

  it('is large, has no entry twice, and is looked at', () => {
    const texts = new Set(entries.map(({ language, text }) => `${language} ${text}`));
    assert.strictEqual(texts.size, entries.length);
    assert.ok(entries.length >= 450, String(entries.length));
    const read = entries.filter((entry) => syntaxOfEntry(entry) !== undefined);
    assert.ok(read.length > entries.length * 0.95, String(read.length));
  });

  it('is read by rules that find what there is', () => {
    assert.strictEqual(ids.size, 2000);
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

  it('has nothing in it that is reported', () => {
    const reported = entries.flatMap(({ place, language, path, text }) =>
      find(language, path, text).map((finding) => `${place} ${finding}`),
    );
    assert.deepStrictEqual(reported, []);
  });

  it('has nothing in it that is reported beside lines that speak of OpenSign', () => {
    const reported = entries.flatMap(({ place, language, path, text }) =>
      find(language, path, `opensign x-api-token\n${text}\nopensign x-api-token\n`).map(
        (finding) => `${place} ${finding}`,
      ),
    );
    assert.deepStrictEqual(reported, []);
  });

  it('has much that makes nobody read a list of templates', () => {
    const silent = entries.filter(({ text }) => !mayHoldIds(text));
    assert.ok(silent.length > 100, String(silent.length));
  });
});
