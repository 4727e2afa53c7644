import * as assert from 'node:assert';
import { syncEntries, type IdEntry } from '../../../src/templateIdFiles/syncEntries';
import { pairByTitle, type TemplateFact, type World } from '../../../src/templateIdFiles/matchTemplates';
import { facts, randomNumbers, randomTitle, randomTitles, typescript, world } from './world';

const { naming } = typescript;

/** "identifier live sandbox", one line per entry, with a dash for a missing ID. */
function lines(entries: readonly IdEntry[]): readonly string[] {
  return entries.map(({ identifier, ids }) => `${identifier} ${ids.live ?? '-'} ${ids.sandbox ?? '-'}`);
}

function kinds(of: ReturnType<typeof syncEntries>): readonly string[] {
  return of.changes.map(({ kind, identifier }) => `${kind} ${identifier}`).sort();
}

function fact(id: string, title: string, created = 0): TemplateFact {
  return { id, title, created };
}

describe('pairs of templates', () => {
  const titled = (live: readonly string[], sandbox: readonly string[]) =>
    pairByTitle(facts('L', ...live), facts('S', ...sandbox)).map(
      (pair) => `${pair.live?.id ?? '-'} ${pair.sandbox?.id ?? '-'}`,
    );

  it('have the same title, exact matches first, then ignoring case', () => {
    assert.deepStrictEqual(titled(['nda', 'NDA'], ['NDA ', 'Nda']), [
      'L000000001 S000000000',
      'L000000000 S000000001',
    ]);
  });

  it('of one title are paired by age, and one may be left over', () => {
    assert.deepStrictEqual(titled(['NDA', 'NDA'], ['NDA']), ['L000000000 S000000000', 'L000000001 -']);
  });

  it('always have a title', () => {
    assert.deepStrictEqual(titled([''], ['']), ['L000000000 -', '- S000000000']);
  });

  it('are the same in composed and decomposed letters', () => {
    assert.deepStrictEqual(titled(['Café'.normalize('NFC')], ['CAFÉ'.normalize('NFD')]), [
      'L000000000 S000000000',
    ]);
  });
});

describe('entries of an ID file', () => {
  it('are created sorted, also where a template is missing', () => {
    const fresh = syncEntries([], world(['NDA', 'Lease'], ['NDA', 'Try']), naming);
    assert.deepStrictEqual(
      lines(fresh.entries),
      ['lease L000000001 -', 'nda L000000000 S000000000', 'try - S000000001'].map((line) =>
        line.replace('try ', 'tryTemplate '),
      ),
    );
    assert.deepStrictEqual(kinds(fresh), ['added lease', 'added nda', 'added tryTemplate']);
  });

  it('do not depend on the order of the lists', () => {
    const { live = [], sandbox = [] } = world(['NDA', 'NDA', 'nda!', ''], ['NDA', 'Nda', '']);
    const one = syncEntries([], { live, sandbox }, naming);
    const other = syncEntries([], { live: [...live].reverse(), sandbox: [...sandbox].reverse() }, naming);
    assert.deepStrictEqual(other, one);
  });

  it('keep an identifier when the title changes, even with a new template of the old title', () => {
    const { entries } = syncEntries([], world(['NDA'], ['NDA']), naming);
    const renamed = syncEntries(
      entries,
      {
        live: [fact('L000000000', 'Secrecy'), fact('L000000009', 'NDA', 9)],
        sandbox: [fact('S000000000', 'Secrecy')],
      },
      naming,
    );
    assert.deepStrictEqual(lines(renamed.entries), ['nda L000000000 S000000000', 'nda2 L000000009 -']);
    assert.deepStrictEqual(kinds(renamed), ['added nda2', 'renamed nda']);
    assert.strictEqual(renamed.entries[0]?.title, 'Secrecy');
  });

  it('keep a pair when only one of the two is renamed', () => {
    const { entries } = syncEntries([], world(['NDA'], ['NDA']), naming);
    const half = syncEntries(
      entries,
      { live: [fact('L000000000', 'NDA')], sandbox: [fact('S000000000', 'New')] },
      naming,
    );
    assert.deepStrictEqual(half.entries, entries);
    assert.deepStrictEqual(half.changes, []);
  });

  it('get a counterpart that is created later', () => {
    const { entries } = syncEntries([], world(['NDA'], []), naming);
    const later = syncEntries(entries, world(['NDA'], ['nda']), naming);
    assert.deepStrictEqual(lines(later.entries), ['nda L000000000 S000000000']);
    assert.deepStrictEqual(kinds(later), ['changed nda']);
  });

  it('get the new ID of a template that was created again with the same title', () => {
    const { entries } = syncEntries([], world(['NDA', 'Lease'], ['NDA']), naming);
    const again = syncEntries(
      entries,
      { live: [fact('New0000000', 'NDA'), fact('New0000001', 'Lease')], sandbox: [] },
      naming,
    );
    assert.deepStrictEqual(lines(again.entries), ['lease New0000001 -', 'nda New0000000 -']);
    assert.deepStrictEqual(kinds(again), ['changed lease', 'changed nda']);
  });

  it('get both IDs when the templates of two entries get the same title', () => {
    const { entries } = syncEntries([], world(['Employee NDA'], ['Employe NDA']), naming);
    const joined = syncEntries(entries, world(['Employee NDA'], ['Employee NDA']), naming);
    assert.deepStrictEqual(lines(joined.entries), [
      'employeNda L000000000 S000000000',
      'employeeNda L000000000 S000000000',
    ]);
    assert.deepStrictEqual(
      syncEntries(joined.entries, world(['Employee NDA'], ['Employee NDA']), naming).changes,
      [],
    );
  });

  it('don’t reuse the identifier of a removed entry at once', () => {
    const { entries } = syncEntries([], world(['NDA!'], []), naming);
    const other = syncEntries(entries, { live: [fact('Other00000', 'NDA?')], sandbox: [] }, naming);
    assert.deepStrictEqual(lines(other.entries), ['nda2 Other00000 -']);
    assert.deepStrictEqual(kinds(other), ['added nda2', 'removed nda']);
  });

  it('stay in an environment that wasn’t read', () => {
    const { entries } = syncEntries([], world(['NDA'], ['NDA', 'Try out']), naming);
    const blind = syncEntries(entries, { live: facts('L', 'NDA'), sandbox: undefined }, naming);
    assert.deepStrictEqual(blind.entries, entries);
    const gone = syncEntries(entries, { live: [], sandbox: undefined }, naming);
    assert.deepStrictEqual(lines(gone.entries), ['nda - S000000000', 'tryOut - S000000001']);
  });

  it('keep an order that was changed by hand, and are inserted alphabetically', () => {
    const entry = (identifier: string, live: string): IdEntry => ({
      identifier,
      title: identifier,
      ids: { live, sandbox: undefined },
    });
    const live = [fact('A', 'alpha'), fact('Z', 'zeta'), fact('M', 'mu'), fact('O', 'omega')];
    const result = syncEntries([entry('omega', 'O'), entry('alpha', 'A')], { live, sandbox: [] }, naming);
    assert.deepStrictEqual(lines(result.entries), ['mu M -', 'omega O -', 'alpha A -', 'zeta Z -']);
  });

  it('are stable whatever happens to the templates', () => {
    const random = randomNumbers(7);
    const change = (list: readonly TemplateFact[], prefix: string, run: number) => [
      ...list
        .filter(() => random(4) > 0)
        .map((one) => (random(3) === 0 ? { ...one, title: randomTitle(random).trim() } : one)),
      ...randomTitles(random, 3).map((title, index) =>
        fact(`${prefix}${run}x${index}`, title.trim(), run * 10 + index),
      ),
    ];
    for (let run = 0; run < 300; run++) {
      let now: World = {
        live: facts('L', ...randomTitles(random, 8)),
        sandbox: facts('S', ...randomTitles(random, 8)),
      };
      let { entries } = syncEntries([], now, naming);
      for (let step = 1; step < 4; step++) {
        now = { live: change(now.live ?? [], 'l', step), sandbox: change(now.sandbox ?? [], 's', step) };
        const next = syncEntries(entries, now, naming);
        check(entries, next.entries, now);
        assert.deepStrictEqual(syncEntries(next.entries, now, naming).changes, []);
        entries = next.entries;
      }
    }
  });
});

/** What every update guarantees. */
function check(before: readonly IdEntry[], after: readonly IdEntry[], now: World): void {
  assert.strictEqual(new Set(after.map(({ identifier }) => identifier)).size, after.length);
  const byName = new Map(after.map((entry) => [entry.identifier, entry]));
  for (const environment of ['live', 'sandbox'] as const) {
    const exist = new Set((now[environment] ?? []).map(({ id }) => id));
    const held = new Set(after.map(({ ids }) => ids[environment]).filter((id) => id !== undefined));
    assert.deepStrictEqual(held, exist, environment);
    for (const { identifier, ids } of before) {
      const id = ids[environment];
      if (id !== undefined && exist.has(id)) {
        assert.strictEqual(byName.get(identifier)?.ids[environment], id, identifier);
      }
    }
  }
}
