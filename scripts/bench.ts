import { applyRules } from '../src/idInsights/findings';
import { findHostMismatches } from '../src/idInsights/hostMismatch';
import { parseIdFile, printIdFile, type KnownId } from '../src/idInsights/idRecords';
import { IdIndex } from '../src/idInsights/idIndex';
import { findTokens, hashToken } from '../src/idInsights/tokenLiterals';
import { getSyntax } from '../src/source/language';
import { SourceText } from '../src/source/sourceText';
import { randomId, seeded } from '../test/unit/idInsights/corpus/random';
import { makeDocument } from '../test/unit/idInsights/documents';
import { worstInputs } from '../test/unit/idInsights/worstInputs';

/** Limits of the medians: nanoseconds for a lookup, otherwise milliseconds. `scan` is for all rules on 10,000 lines. */
const limits = { scan: 20, worst: 1000, save: 50, load: 50, lookup: 1000 };
const warmUps = 10;
const runs = 40;

interface Row {
  readonly name: string;
  readonly median: number;
  /** The 95th percentile. */
  readonly p95: number;
  readonly limit?: number;
  readonly unit: string;
}

/** Median and 95th percentile of the duration of `body`, in milliseconds. `part` is the fraction of the usual runs. */
function measure(body: () => void, part = 1): { readonly median: number; readonly p95: number } {
  const times: number[] = [];
  for (let run = -Math.ceil(warmUps * part); run < runs * part; run++) {
    const start = performance.now();
    body();
    if (run >= 0) {
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(part * (times.length - 1))] ?? NaN;
  return { median: at(0.5), p95: at(0.95) };
}

const toKnownId = (id: string): KnownId => ({
  id,
  kind: 'template',
  title: `Template ${id}`,
  roles: ['Signer', 'Approver'],
  updatedAt: 1_785_000_000_000,
  seenAt: 1_785_000_000_000,
});

function createIndex(ids: readonly string[]): IdIndex {
  const index = new IdIndex();
  index.add('sandbox', 'template', ids.map(toKnownId), 1);
  return index;
}

const makeIds = (count: number) => Array.from({ length: count }, randomId.bind(undefined, seeded(count)));
const tokens = [
  hashToken('live', 'opensign.k3Vb8QmZ1xTr7LwN5cYhP2'),
  hashToken('sandbox', 'test.Hd6RkW9pBz2VnXq4JmTs8'),
];
const unusual = [hashToken('live', 'Zq9/+~k.7$x-3b=_w!8%')];
const hosts = { sandbox: [], live: [] };

function measureScans(): readonly Row[] {
  return (['typescript', 'json', 'yaml', 'minified'] as const).flatMap((kind) =>
    [100, 10_000].flatMap((count) => {
      const ids = makeIds(count);
      const index = createIndex(ids);
      const { language, text } = makeDocument(kind, 10_000, ids, seeded(2));
      return measureRules(`${kind}, ${count} IDs`, language, text, index);
    }),
  );
}

/** A new scan each time, because a scan caches its results. */
function scan(language: string, text: string): SourceText {
  const syntax = getSyntax(language, 'untitled');
  if (syntax === undefined) {
    throw new Error(`${language} isn't scanned`);
  }
  return new SourceText(text, syntax);
}

function measureRules(document: string, language: string, text: string, index: IdIndex): readonly Row[] {
  const rules = {
    ids: () => void scan(language, text).findIds((id) => index.has(id)),
    tokens: () => void findTokens(scan(language, text), tokens),
    hosts: () => void findHostMismatches(scan(language, text), hosts),
  };
  const findMisplaced = (id: string) => index.find(id, 'live');
  const all = () => void applyRules(scan(language, text), { findMisplaced, tokens, mismatches: true, hosts });
  const row = (rule: string, body: () => void, limit?: number): Row => ({
    name: `${document}: ${rule}`,
    ...measure(body),
    unit: 'ms',
    ...(limit === undefined ? {} : { limit }),
  });
  return [
    row('IDs', rules.ids),
    row('tokens', rules.tokens),
    row('unusual tokens', () => void findTokens(scan(language, text), unusual)),
    row('hosts', rules.hosts),
    row('all rules', all, limits.scan),
  ];
}

/** 1 MB of texts that would make a scanner with backtracking quadratic. */
function measureWorstInputs(): readonly Row[] {
  return worstInputs.map(({ language, name, text }) => {
    const content = text(2 ** 20);
    const findMisplaced = () => undefined;
    const all = () =>
      void applyRules(scan(language, content), { findMisplaced, tokens, mismatches: true, hosts });
    return { name: `1 MB of ${name}`, ...measure(all, 0.1), limit: limits.worst, unit: 'ms' };
  });
}

function measureLookups(): readonly Row[] {
  return [100, 10_000].map((count) => {
    const ids = makeIds(count);
    const index = createIndex(ids);
    const queries = [...ids, ...Array.from({ length: count }, randomId.bind(undefined, seeded(9)))];
    let found = 0;
    const rounds = Math.ceil(100_000 / queries.length);
    const { median, p95 } = measure(() => {
      for (let round = 0; round < rounds; round++) {
        for (const id of queries) {
          found += index.has(id) ? 1 : 0;
        }
      }
    });
    if (found === 0) {
      throw new Error('No ID was found');
    }
    const toNanoseconds = 1e6 / (rounds * queries.length);
    return {
      name: `lookup, ${count} IDs`,
      median: median * toNanoseconds,
      p95: p95 * toNanoseconds,
      limit: limits.lookup,
      unit: 'ns',
    };
  });
}

function measureFiles(): readonly Row[] {
  const owner = { origin: 'https://sandbox.opensignlabs.com', savedAt: 1 };
  const all = createIndex(makeIds(10_000)).all('sandbox');
  const json = printIdFile({ owner, ids: all });
  return [
    {
      name: 'saving 10,000 IDs',
      ...measure(() => void printIdFile({ owner, ids: all })),
      limit: limits.save,
      unit: 'ms',
    },
    {
      name: `loading 10,000 IDs (${Math.round(json.length / 1024)} KB)`,
      ...measure(() => {
        const file = parseIdFile(json);
        new IdIndex().add('sandbox', 'template', file?.ids ?? [], undefined);
      }),
      limit: limits.load,
      unit: 'ms',
    },
  ];
}

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const cell = (value: string) => value.padStart(10);
  console.log(`${''.padEnd(width)}${['median', '95%', 'limit'].map(cell).join('')}`);
  for (const { name, median, p95, limit, unit } of rows) {
    const mark = limit !== undefined && median >= limit ? '  too slow' : '';
    const cells = [
      `${median.toFixed(2)} ${unit}`,
      `${p95.toFixed(2)} ${unit}`,
      limit === undefined ? '' : `${limit} ${unit}`,
    ];
    console.log(`${name.padEnd(width)}${cells.map(cell).join('')}${mark}`);
  }
}

console.log(`10,000 lines, ${runs} runs after ${warmUps} warm-ups, Node ${process.version}\n`);
const rows = [...measureScans(), ...measureWorstInputs(), ...measureLookups(), ...measureFiles()];
print(rows);
const slow = rows.filter(({ median, limit }) => limit !== undefined && median >= limit);
if (slow.length > 0) {
  console.error(`\nOver the limit: ${slow.length} of ${rows.length}`);
  process.exitCode = 1;
}
