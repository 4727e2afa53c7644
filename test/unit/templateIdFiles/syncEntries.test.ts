import * as assert from 'node:assert';
import { counterparts } from '../../../src/templateIdFiles/counterparts';
import type { IdEntry, TemplateFact, World } from '../../../src/templateIdFiles/entry';
import { inStep } from '../../../src/templateIdFiles/syncEntries';
import { facts, randomNumbers, randomTitle, randomTitles, typescript, world } from './world';

const { naming } = typescript;

/** "identifier live sandbox", one line per entry; a dash where there is none. */
function lines(entries: readonly IdEntry[]): readonly string[] {
  return entries.map(({ identifier, ids }) => `${identifier} ${ids.live ?? '-'} ${ids.sandbox ?? '-'}`);
}

function kinds(of: ReturnType<typeof inStep>): readonly string[] {
  return of.changes.map(({ kind, identifier }) => `${kind} ${identifier}`).sort();
}

function fact(id: string, title: string, created = 0): TemplateFact {
  return { id, title, created };
}

describe('counterparts', () => {
  const titled = (live: readonly string[], sandbox: readonly string[]) =>
    counterparts(facts('L', ...live), facts('S', ...sandbox)).map(
      (pair) => `${pair.live?.id ?? '-'} ${pair.sandbox?.id ?? '-'}`,
    );

  it('have the same title, first to the letter, then but for case', () => {
    assert.deepStrictEqual(titled(['nda', 'NDA'], ['NDA ', 'Nda']), [
      'L000000001 S000000000',
      'L000000000 S000000001',
    ]);
  });

  it('of one title belong together by age, and one may be left', () => {
    assert.deepStrictEqual(titled(['NDA', 'NDA'], ['NDA']), ['L000000000 S000000000', 'L000000001 -']);
  });

  it('have a title at all', () => {
    assert.deepStrictEqual(titled([''], ['']), ['L000000000 -', '- S000000000']);
  });

  it('are the same in composed and decomposed letters', () => {
    assert.deepStrictEqual(titled(['Café'.normalize('NFC')], ['CAFÉ'.normalize('NFD')]), [
      'L000000000 S000000000',
    ]);
  });
});

describe('ids in step', () => {
  it('come from nothing, sorted, with what is missing', () => {
    const fresh = inStep([], world(['NDA', 'Lease'], ['NDA', 'Try']), naming);
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
    const one = inStep([], { live, sandbox }, naming);
    const other = inStep([], { live: [...live].reverse(), sandbox: [...sandbox].reverse() }, naming);
    assert.deepStrictEqual(other, one);
  });

  it('keep an identifier when the title changes, also beside a new template of the old title', () => {
    const { entries } = inStep([], world(['NDA'], ['NDA']), naming);
    const renamed = inStep(
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

  it('keep a pair together while only one of the two has been renamed', () => {
    const { entries } = inStep([], world(['NDA'], ['NDA']), naming);
    const half = inStep(
      entries,
      { live: [fact('L000000000', 'NDA')], sandbox: [fact('S000000000', 'New')] },
      naming,
    );
    assert.deepStrictEqual(half.entries, entries);
    assert.deepStrictEqual(half.changes, []);
  });

  it('get a counterpart that was made later', () => {
    const { entries } = inStep([], world(['NDA'], []), naming);
    const later = inStep(entries, world(['NDA'], ['nda']), naming);
    assert.deepStrictEqual(lines(later.entries), ['nda L000000000 S000000000']);
    assert.deepStrictEqual(kinds(later), ['changed nda']);
  });

  it('take over a template that was made again with the same title', () => {
    const { entries } = inStep([], world(['NDA', 'Lease'], ['NDA']), naming);
    const again = inStep(
      entries,
      { live: [fact('New0000000', 'NDA'), fact('New0000001', 'Lease')], sandbox: [] },
      naming,
    );
    assert.deepStrictEqual(lines(again.entries), ['lease New0000001 -', 'nda New0000000 -']);
    assert.deepStrictEqual(kinds(again), ['changed lease', 'changed nda']);
  });

  it('join two entries whose templates have come to one title', () => {
    const { entries } = inStep([], world(['Employee NDA'], ['Employe NDA']), naming);
    const joined = inStep(entries, world(['Employee NDA'], ['Employee NDA']), naming);
    assert.deepStrictEqual(lines(joined.entries), [
      'employeNda L000000000 S000000000',
      'employeeNda L000000000 S000000000',
    ]);
    assert.deepStrictEqual(
      inStep(joined.entries, world(['Employee NDA'], ['Employee NDA']), naming).changes,
      [],
    );
  });

  it('do not give the name of what is removed to another template at once', () => {
    const { entries } = inStep([], world(['NDA!'], []), naming);
    const other = inStep(entries, { live: [fact('Other00000', 'NDA?')], sandbox: [] }, naming);
    assert.deepStrictEqual(lines(other.entries), ['nda2 Other00000 -']);
    assert.deepStrictEqual(kinds(other), ['added nda2', 'removed nda']);
  });

  it('of an environment that is not known stay', () => {
    const { entries } = inStep([], world(['NDA'], ['NDA', 'Try out']), naming);
    const blind = inStep(entries, { live: facts('L', 'NDA'), sandbox: undefined }, naming);
    assert.deepStrictEqual(blind.entries, entries);
    const gone = inStep(entries, { live: [], sandbox: undefined }, naming);
    assert.deepStrictEqual(lines(gone.entries), ['nda - S000000000', 'tryOut - S000000001']);
  });

  it('keep an order that somebody chose, and add in the right places', () => {
    const entry = (identifier: string, live: string): IdEntry => ({
      identifier,
      title: identifier,
      ids: { live, sandbox: undefined },
    });
    const live = [fact('A', 'alpha'), fact('Z', 'zeta'), fact('M', 'mu'), fact('O', 'omega')];
    const result = inStep([entry('omega', 'O'), entry('alpha', 'A')], { live, sandbox: [] }, naming);
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
      let { entries } = inStep([], now, naming);
      for (let step = 1; step < 4; step++) {
        now = { live: change(now.live ?? [], 'l', step), sandbox: change(now.sandbox ?? [], 's', step) };
        const next = inStep(entries, now, naming);
        check(entries, next.entries, now);
        assert.deepStrictEqual(inStep(next.entries, now, naming).changes, []);
        entries = next.entries;
      }
    }
  });
});

/** What every update promises. */
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
