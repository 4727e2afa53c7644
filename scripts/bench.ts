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

/** Milliseconds in which 10,000 lines are scanned by all rules, and the others' limits. */
const limits = { scan: 20, worst: 1000, save: 50, load: 50, lookup: 1000 };
const warmUps = 10;
const runs = 40;

interface Row {
  readonly what: string;
  readonly median: number;
  readonly late: number;
  readonly limit?: number;
  readonly unit: string;
}

/** Median and 95th percentile of the time that `body` takes, in milliseconds; `part` of the usual runs are done. */
function measure(body: () => void, part = 1): { readonly median: number; readonly late: number } {
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
  return { median: at(0.5), late: at(0.95) };
}

const known = (id: string): KnownId => ({
  id,
  kind: 'template',
  title: `Template ${id}`,
  roles: ['Signer', 'Approver'],
  updatedAt: 1_785_000_000_000,
  seenAt: 1_785_000_000_000,
});

function indexOf(ids: readonly string[]): IdIndex {
  const index = new IdIndex();
  index.add('sandbox', 'template', ids.map(known), 1);
  return index;
}

const idsOf = (count: number) => Array.from({ length: count }, randomId.bind(undefined, seeded(count)));
const tokens = [
  hashToken('live', 'opensign.k3Vb8QmZ1xTr7LwN5cYhP2'),
  hashToken('sandbox', 'test.Hd6RkW9pBz2VnXq4JmTs8'),
];
const unusual = [hashToken('live', 'Zq9/+~k.7$x-3b=_w!8%')];
const hosts = { sandbox: [], live: [] };

function scans(): readonly Row[] {
  return (['typescript', 'json', 'yaml', 'minified'] as const).flatMap((kind) =>
    [100, 10_000].flatMap((count) => {
      const ids = idsOf(count);
      const index = indexOf(ids);
      const { language, text } = makeDocument(kind, 10_000, ids, seeded(2));
      return scansOf(`${kind}, ${count} IDs`, language, text, index);
    }),
  );
}

/** A new scan, because a scan keeps what it has read. */
function scan(language: string, text: string): SourceText {
  const syntax = getSyntax(language, 'untitled');
  if (syntax === undefined) {
    throw new Error(`${language} is not scanned`);
  }
  return new SourceText(text, syntax);
}

function scansOf(name: string, language: string, text: string, index: IdIndex): readonly Row[] {
  const rules = {
    ids: () => void scan(language, text).findIds((id) => index.has(id)),
    tokens: () => void findTokens(scan(language, text), tokens),
    hosts: () => void findHostMismatches(scan(language, text), hosts),
  };
  const findMisplaced = (id: string) => index.find(id, 'live');
  const all = () => void applyRules(scan(language, text), { findMisplaced, tokens, mismatches: true, hosts });
  const row = (what: string, body: () => void, limit?: number): Row => ({
    what: `${name}: ${what}`,
    ...measure(body),
    unit: 'ms',
    ...(limit === undefined ? {} : { limit }),
  });
  return [
    row('IDs', rules.ids),
    row('tokens', rules.tokens),
    row('tokens of an unusual shape', () => void findTokens(scan(language, text), unusual)),
    row('hosts', rules.hosts),
    row('together', all, limits.scan),
  ];
}

/** 1 MB of texts that make a careless scanner read the same place again and again. */
function worst(): readonly Row[] {
  return worstInputs.map(({ language, name, text }) => {
    const content = text(2 ** 20);
    const findMisplaced = () => undefined;
    const all = () =>
      void applyRules(scan(language, content), { findMisplaced, tokens, mismatches: true, hosts });
    return { what: `1 MB of ${name}`, ...measure(all, 0.1), limit: limits.worst, unit: 'ms' };
  });
}

function lookups(): readonly Row[] {
  return [100, 10_000].map((count) => {
    const ids = idsOf(count);
    const index = indexOf(ids);
    const asked = [...ids, ...Array.from({ length: count }, randomId.bind(undefined, seeded(9)))];
    let found = 0;
    const rounds = Math.ceil(100_000 / asked.length);
    const { median, late } = measure(() => {
      for (let round = 0; round < rounds; round++) {
        for (const id of asked) {
          found += index.has(id) ? 1 : 0;
        }
      }
    });
    if (found === 0) {
      throw new Error('nothing was found');
    }
    const each = 1e6 / (rounds * asked.length);
    return {
      what: `lookup, ${count} ids`,
      median: median * each,
      late: late * each,
      limit: limits.lookup,
      unit: 'ns',
    };
  });
}

function files(): readonly Row[] {
  const owner = { origin: 'https://sandbox.opensignlabs.com', savedAt: 1 };
  const all = indexOf(idsOf(10_000)).all('sandbox');
  const json = printIdFile({ owner, ids: all });
  return [
    {
      what: 'saving 10,000 ids',
      ...measure(() => void printIdFile({ owner, ids: all })),
      limit: limits.save,
      unit: 'ms',
    },
    {
      what: `loading 10,000 ids (${Math.round(json.length / 1024)} KB)`,
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
  const width = Math.max(...rows.map(({ what }) => what.length));
  const cell = (value: string) => value.padStart(10);
  console.log(`${''.padEnd(width)}${['median', '95 %', 'limit'].map(cell).join('')}`);
  for (const { what, median, late, limit, unit } of rows) {
    const broken = limit !== undefined && median >= limit ? '  too slow' : '';
    const cells = [
      `${median.toFixed(2)} ${unit}`,
      `${late.toFixed(2)} ${unit}`,
      limit === undefined ? '' : `${limit} ${unit}`,
    ];
    console.log(`${what.padEnd(width)}${cells.map(cell).join('')}${broken}`);
  }
}

console.log(`10,000 lines; ${runs} runs after ${warmUps} to warm up; Node ${process.version}\n`);
const rows = [...scans(), ...worst(), ...lookups(), ...files()];
print(rows);
const broken = rows.filter(({ median, limit }) => limit !== undefined && median >= limit);
if (broken.length > 0) {
  console.error(`\n${broken.length} of the limits are broken`);
  process.exitCode = 1;
}
