import * as assert from 'node:assert';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkLayoutFile, type PdfFacts } from '../../../src/layout/checkLayoutFile';
import { JsonTree } from '../../../src/layout/jsonTree';
import { problemText } from '../../../src/layout/problemText';
import { settings } from '../../../src/layout/layoutSettings';
import { starter } from '../../../src/layout/starter';
import { colors, dateFormats, prefillTypes, signerRoles, widgetTypes } from '../../../src/layout/layoutWords';
import { root } from '../support/project';

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
  it('that is right has no problems, and neither has the one to begin with', () => {
    assert.deepStrictEqual(codes(fileWith()), []);
    assert.deepStrictEqual(codes(`\uFEFF${JSON.stringify(fileWith())}`), []);
    assert.deepStrictEqual(codes(starter('nda.pdf')), []);
  });

  const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['no JSON', '{', ['notJson']],
    ['no object', '[]', ['notAnObject']],
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
    ['no type', withWidget({ type: undefined }), ['noWidgetType roles/0/widgets/1']],
    ['the same name', withWidget({ options: { name: 'sig' } }), ['sameName roles/0/widgets/1/options/name']],
    ['a coordinate as text', withWidget({ x: '72' }), ['place roles/0/widgets/1/x']],
    ['no height', withWidget({ h: 0 }), ['size roles/0/widgets/1/h']],
    ['a page that is none', withWidget({ page: 0 }), ['page roles/0/widgets/1/page']],
    ['a page too many', withWidget({ page: 2 }), ['noPage roles/0/widgets/1/page']],
    ['beyond the right edge', withWidget({ x: 500 }), ['offPage roles/0/widgets/1/x']],
    ['beyond the lower edge', withWidget({ y: 800 }), ['offPage roles/0/widgets/1/y']],
    [
      'an unknown date format',
      withWidget({ type: 'date', options: { format: 'tomorrow' } }),
      ['dateFormat roles/0/widgets/1/options/format'],
    ],
    [
      'a date with both',
      withWidget({ type: 'date', options: { signing_date: true, default: '01-01-2026' } }),
      ['dateTwice roles/0/widgets/1/options/default'],
    ],
    ['nothing to choose', withWidget({ type: 'dropdown' }), ['noValues roles/0/widgets/1/options']],
    [
      'a prefill that cannot be',
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
      'lists in lists',
      `{"version": 1, "roles": [{"widgets": [{"type": ${'['.repeat(5000)}${']'.repeat(5000)}}]}]}`,
      ['tooDeep'],
    ],
    ['a title with nothing in it', fileWith({ title: ' ' }), ['emptyTitle title']],
  ];
  for (const [name, value, expected] of cases) {
    it(`${name}: ${expected.join(', ')}`, () => {
      assert.deepStrictEqual(codes(value).sort(), [...expected].sort());
    });
  }

  it('a missing PDF is told; where pages are not known nothing is said of them', () => {
    assert.deepStrictEqual(codes(fileWith(), { exists: false, pages: undefined }), ['noPdf']);
    assert.deepStrictEqual(codes(withWidget({ page: 9, x: 9999 }), { exists: true, pages: undefined }), []);
    const rotated = { exists: true, pages: [{ width: 100, height: 100, rotated: true }] };
    assert.deepStrictEqual(codes(fileWith(), rotated), []);
  });

  it('an error keeps it from being sent, a warning does not', () => {
    assert.strictEqual(checkLayoutFile(JSON.stringify(fileWith({ roles: [] })), pdf).file, undefined);
    assert.ok(checkLayoutFile(JSON.stringify(withWidget({ type: 'dropdown' })), pdf).file);
  });

  it('every problem has words', () => {
    for (const [, value] of cases) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      for (const problem of checkLayoutFile(text, pdf).problems) {
        assert.match(problemText(problem), /^[A-ZT“].*\.$/s);
        assert.doesNotMatch(problemText(problem), /\{\d\}|undefined/);
      }
    }
  });

  it('the schema knows the same words as the checks', () => {
    const file = path.join(root, 'media/schemas/opensign-layout-file.schema.json');
    const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as {
      definitions: Record<string, { properties: Record<string, { enum?: unknown[] }> }>;
    };
    const known = (name: string) => definitions[name]?.properties ?? {};
    assert.deepStrictEqual(known('widget').type?.enum, [...widgetTypes]);
    assert.deepStrictEqual(known('prefillWidget').type?.enum, prefillTypes);
    assert.deepStrictEqual(known('role').signerRole?.enum, [...signerRoles]);
    assert.deepStrictEqual(known('widgetOptions').format?.enum, dateFormats);
    assert.deepStrictEqual(known('widgetOptions').color?.enum, colors);
    assert.deepStrictEqual(Object.keys(known('options')).sort(), settings.map(({ name }) => name).sort());
  });
});

describe('places in a JSON text', () => {
  const text = '\uFEFF{ "a\\"b": [1, {"c": "x,]}"}, true],\n "d": {}, "e": null }';
  const tree = new JsonTree(text);
  const at = (...keys: (string | number)[]) => {
    const { start, end } = tree.spanOf(keys);
    return text.slice(start, end);
  };

  it('finds values behind escapes, brackets in texts and a byte order mark', () => {
    assert.strictEqual(at('a"b', 0), '1');
    assert.strictEqual(at('a"b', 1, 'c'), '"x,]}"');
    assert.strictEqual(at('a"b', 2), 'true');
    assert.strictEqual(at('d'), '{}');
    assert.strictEqual(at('e'), 'null');
  });

  it('finds values in deep nesting and behind long strings', () => {
    const deep = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
    const keys = Array.from({ length: 50_000 }, () => 0);
    assert.deepStrictEqual(new JsonTree(deep).spanOf(keys).start, 50_000);
    const long = `"${'\\"'.repeat(8_000_000)}"`;
    const { start, end } = new JsonTree(`{"a": ${long}, "b": 2}`).spanOf(['a']);
    assert.deepStrictEqual([start, end], [6, 6 + long.length]);
  });

  it('of what is missing, and of what is long, it gives where it begins', () => {
    assert.strictEqual(at(), '{');
    assert.strictEqual(at('a"b', 1, 'missing'), '{');
    assert.strictEqual(at('a"b'), '[');
  });
});
