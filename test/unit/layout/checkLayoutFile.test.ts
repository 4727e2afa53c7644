import * as assert from 'node:assert';
import { checkLayoutFile, type PdfFacts } from '../../../src/layout/checkLayoutFile';
import { findSpan, parsePositions } from '../../../src/layout/layoutDiagnostics';
import { problemText } from '../../../src/layout/layoutProblem';
import { completeOptions } from '../../../src/layout/layoutRequest';
import { widgetTypes } from '../../../src/layout/layoutSchema';
import { createStarter } from '../../../src/layout/layoutText';

const signature = { type: 'signature', page: 1, x: 72, y: 610, w: 150, h: 45, options: { name: 'sig' } };
const pdf: PdfFacts = { exists: true, pages: [{ width: 595, height: 842, rotated: false }] };

type Json = Record<string, unknown>;

function fileWith(more: Json = {}): Json {
  return { version: 1, roles: [{ role: 'Signer', email: 'a@example.com', widgets: [signature] }], ...more };
}

function withWidget(widget: Json): Json {
  return fileWith({
    roles: [{ role: 'Signer', widgets: [signature, { ...signature, options: {}, ...widget }] }],
  });
}

function codes(value: unknown, facts: PdfFacts = pdf): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return checkLayoutFile(text, facts).problems.map(({ code, path: at }) => `${code} ${at.join('/')}`.trim());
}

describe('a layout file', () => {
  it('has no problems when valid, and neither does the starter file', () => {
    assert.deepStrictEqual(codes(fileWith()), []);
    assert.deepStrictEqual(codes(`\uFEFF${JSON.stringify(fileWith())}`), []);
    assert.deepStrictEqual(codes(createStarter('nda.pdf')), []);
  });

  const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['invalid JSON', '{', ['notJson']],
    ['not an object', '[]', ['notAnObject']],
    ['another version', { ...fileWith(), version: 2 }, ['version version']],
    ['no roles', fileWith({ roles: [] }), ['noRoles roles']],
    [
      'a signer without signature',
      fileWith({ roles: [{ role: 'A', widgets: [{ ...signature, type: 'stamp' }] }] }),
      ['noSignature roles/0/role'],
    ],
    [
      'roles without a name or with the same one',
      fileWith({
        roles: ['', 'A', 'A'].map((role) => ({ role, widgets: [{ ...signature, options: {} }] })),
      }),
      ['emptyRole roles/0/role', 'sameRole roles/2/role'],
    ],
    [
      'a viewer with widgets',
      fileWith({ roles: [{ role: 'A', signerRole: 'viewer', widgets: [signature] }] }),
      ['viewerWidgets roles/0/widgets'],
    ],
    [
      'an unknown signer role',
      fileWith({ roles: [{ role: 'A', signerRole: 'boss', widgets: [signature] }] }),
      ['signerRole roles/0/signerRole'],
    ],
    [
      'a malformed address',
      fileWith({ roles: [{ role: 'A', email: 'ana@', widgets: [signature] }] }),
      ['email roles/0/email'],
    ],
    ['an unknown type', withWidget({ type: 'hologram' }), ['widgetType roles/0/widgets/1/type']],
    ['no type', withWidget({ type: undefined }), ['missing roles/0/widgets/1']],
    ['the same name', withWidget({ options: { name: 'sig' } }), ['sameName roles/0/widgets/1/options/name']],
    ['a coordinate as text', withWidget({ x: '72' }), ['place roles/0/widgets/1/x']],
    ['no height', withWidget({ h: 0 }), ['size roles/0/widgets/1/h']],
    ['page 0', withWidget({ page: 0 }), ['page roles/0/widgets/1/page']],
    ['a page after the last', withWidget({ page: 2 }), ['noPage roles/0/widgets/1/page']],
    ['beyond the right edge', withWidget({ x: 500 }), ['offPage roles/0/widgets/1/x']],
    ['beyond the lower edge', withWidget({ y: 800 }), ['offPage roles/0/widgets/1/y']],
    [
      'an unknown date format',
      withWidget({ type: 'date', options: { format: 'tomorrow' } }),
      ['dateFormat roles/0/widgets/1/options/format'],
    ],
    [
      'a date with a default and the day of signing',
      withWidget({ type: 'date', options: { signing_date: true, default: '01-01-2026' } }),
      ['dateTwice roles/0/widgets/1/options/default'],
    ],
    ['a dropdown without choices', withWidget({ type: 'dropdown' }), ['noValues roles/0/widgets/1/options']],
    [
      'a type that can’t be prefilled',
      fileWith({ prefill: [{ ...signature, options: {} }] }),
      ['prefillType prefill/0/type'],
    ],
    [
      'settings of the wrong type',
      fileWith({
        options: { sendEmail: 'no', timeToCompleteDays: '15', redirectUrl: 'http://x', cc: ['x'] },
      }),
      [
        'days options/timeToCompleteDays',
        'https options/redirectUrl',
        'email options/cc/0',
        'type options/sendEmail',
      ],
    ],
    [
      'deeply nested lists',
      `{"version": 1, "roles": [{"widgets": [{"type": ${'['.repeat(5000)}${']'.repeat(5000)}}]}]}`,
      ['tooDeep'],
    ],
    ['a blank title', fileWith({ title: ' ' }), ['emptyTitle title']],
  ];
  for (const [name, value, expected] of cases) {
    it(`${name}: ${expected.join(', ')}`, () => {
      assert.deepStrictEqual(codes(value).sort(), [...expected].sort());
    });
  }

  it('reports a missing PDF, and nothing about unknown or rotated pages', () => {
    assert.deepStrictEqual(codes(fileWith(), { exists: false, pages: undefined }), ['noPdf']);
    assert.deepStrictEqual(codes(withWidget({ page: 9, x: 9999 }), { exists: true, pages: undefined }), []);
    const rotated = { exists: true, pages: [{ width: 100, height: 100, rotated: true }] };
    assert.deepStrictEqual(codes(fileWith(), rotated), []);
  });

  it('can’t be sent with an error, but with a warning', () => {
    assert.strictEqual(checkLayoutFile(JSON.stringify(fileWith({ roles: [] })), pdf).file, undefined);
    assert.ok(checkLayoutFile(JSON.stringify(withWidget({ type: 'dropdown' })), pdf).file);
  });

  it('has a sentence for every problem', () => {
    for (const [, value] of cases) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      for (const problem of checkLayoutFile(text, pdf).problems) {
        assert.match(problemText(problem), /^[A-ZT“].*\.$/s);
        assert.doesNotMatch(problemText(problem), /\{\d\}|undefined/);
      }
    }
  });

  it('has default options for every type of widget in the schema', () => {
    for (const type of widgetTypes) {
      assert.ok(Object.keys(completeOptions(type, {}, 'x')).length > 1, type);
    }
  });
});

describe('positions in a JSON text', () => {
  const text = '\uFEFF{ "a\\"b": [1, {"c": "x,]}"}, true],\n "d": {}, "e": null }';
  const tree = parsePositions(text);
  const at = (...keys: (string | number)[]) => {
    const { start, end } = findSpan(tree, keys);
    return text.slice(start, end);
  };

  it('finds values after escapes, brackets in texts and a byte order mark', () => {
    assert.strictEqual(at('a"b', 0), '1');
    assert.strictEqual(at('a"b', 1, 'c'), '"x,]}"');
    assert.strictEqual(at('a"b', 2), 'true');
    assert.strictEqual(at('d'), '{}');
    assert.strictEqual(at('e'), 'null');
  });

  it('finds values in nested lists and after long strings', () => {
    const deep = `${'['.repeat(100)}1${']'.repeat(100)}`;
    const keys = Array.from({ length: 100 }, () => 0);
    assert.deepStrictEqual(findSpan(parsePositions(deep), keys).start, 100);
    const long = `"${'\\"'.repeat(1_900_000)}"`;
    const { start, end } = findSpan(parsePositions(`{"a": ${long}, "b": 2}`), ['a']);
    assert.deepStrictEqual([start, end], [6, 6 + long.length]);
  });

  it('uses the first character in texts of many megabytes, without reading them', () => {
    const root = parsePositions(` {"a": "${'\\"'.repeat(8_000_000)}"}`);
    assert.deepStrictEqual(findSpan(root, ['a']), { start: 0, end: 1 });
  });

  it('uses the first character where lists are nested too deeply, even when a second value hides them', () => {
    const deep = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
    const hidden = ` {"version": 1, "title": ${deep}, "title": "", "roles": []}`;
    const [problem] = checkLayoutFile(hidden).problems;
    assert.strictEqual(problem?.code, 'emptyTitle');
    assert.deepStrictEqual(findSpan(parsePositions(hidden), problem.path), { start: 0, end: 1 });
  });

  it('uses the first character of lists, objects, and the parent of a missing value', () => {
    assert.strictEqual(at(), '{');
    assert.strictEqual(at('a"b', 1, 'missing'), '{');
    assert.strictEqual(at('a"b'), '[');
  });
});
