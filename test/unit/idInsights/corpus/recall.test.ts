import * as assert from 'node:assert';
import { findTokens } from '../../../../src/idInsights/tokenLiterals';
import { knownId, oddTokens, readCorpus, secondId, storedTokens, toSource, type Entry } from './corpus';

/** The matches, as `kind: text @place`. */
function find(entry: Entry, text: string): string[] {
  const source = toSource(entry.language, entry.path, text);
  assert.ok(source, entry.place);
  const stored = [...storedTokens, ...oddTokens];
  const isKnown = (id: string) => id === knownId || id === secondId;
  return [
    ...source.findIds(isKnown).map(({ start, end }) => ({ kind: 'id', start, end })),
    ...findTokens(source, stored).map(({ environment, start, end }) => ({
      kind: environment,
      start,
      end,
    })),
  ].map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)} @${start}`);
}

/** Removes the marks `«kind:text»` from a text, and returns where they were. */
function unmarked(marked: string): { readonly text: string; readonly expected: readonly string[] } {
  const expected: string[] = [];
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/«(\w+):([^»]*)»/g)) {
    text += marked.slice(at, match.index);
    expected.push(`${match[1] ?? ''}: ${match[2] ?? ''} @${text.length}`);
    text += match[2] ?? '';
    at = match.index + match[0].length;
  }
  return { text: text + marked.slice(at), expected };
}

describe('the recall corpus', () => {
  const entries = readCorpus('recall');

  function missed(change: (text: string) => string): readonly string[] {
    return entries.flatMap((entry) => {
      const { text, expected } = unmarked(change(entry.text));
      const found = find(entry, text);
      return found.join('\n') === [...expected].sort(byPlace).join('\n')
        ? []
        : [`${entry.place} ${entry.language}: found [${found.join(', ')}] of [${expected.join(', ')}]`];
    });
  }

  /** Ids before tokens, each in the order of the text. */
  function byPlace(a: string, b: string): number {
    const kind = Number(b.startsWith('id:')) - Number(a.startsWith('id:'));
    return kind === 0 ? Number(/\d+$/.exec(a)?.[0]) - Number(/\d+$/.exec(b)?.[0]) : kind;
  }

  it('is large, and every entry has something to find', () => {
    assert.ok(entries.length >= 150, String(entries.length));
    assert.deepStrictEqual(
      entries.filter(({ text }) => unmarked(text).expected.length === 0).map(({ place }) => place),
      [],
    );
  });

  it('is found', () => {
    assert.deepStrictEqual(
      missed((text) => text),
      [],
    );
  });

  it('is found at the end of a text, without a line’s end', () => {
    assert.deepStrictEqual(
      missed((text) => text.trimEnd()),
      [],
    );
  });

  it('is found with Windows’ line ends', () => {
    assert.deepStrictEqual(
      missed((text) => text.replace(/\n/g, '\r\n')),
      [],
    );
  });

  it('is found after a byte order mark and other lines', () => {
    assert.deepStrictEqual(
      missed((text) => `\uFEFF${text}`),
      [],
    );
    assert.deepStrictEqual(
      missed((text) => `\n\n${text}\n\n`),
      [],
    );
  });

  it('is found in a file of 1 MB, at its end', () => {
    const large = (language: string, filler: string, marked: string) => {
      const entry: Entry = { place: language, language, path: 'x', text: '' };
      const { text, expected } = unmarked(filler.repeat(Math.ceil(2 ** 20 / filler.length)) + marked);
      assert.deepStrictEqual(find(entry, text), expected, language);
    };
    large('typescript', "call('some text', { a: `${b}` }); // it's\n", `use('«id:${knownId}»');`);
    large('python', 'call("""some\ntext""", \'b\')  # it\'s\n', `use('«id:${knownId}»')`);
    large('yaml', "key: 'some text' # it's\n", `id: «id:${knownId}»`);
    large('json', '{ "a": [1, "b"] }\n', `{ "id": "«id:${knownId}»" }`);
    large('javascript', 'f("a",b/c/d,{e:"g"});', `use("«id:${knownId}»");`);
  });
});
