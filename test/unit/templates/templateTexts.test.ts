import * as assert from 'node:assert';
import type { Role, Template } from '../../../src/api/template';
import { RoleNode, TemplateNode } from '../../../src/templates/templateRows';
import { plain } from '../../../src/ui/inertText';
import {
  readinessText,
  roleName,
  templateSummary,
  widgetLabel,
  widgetPlace,
} from '../../../src/templates/templateTexts';
import { getTitle } from '../../../src/ui/title';

const template = (roles: readonly Role[], more: Partial<Template> = {}): Template => ({
  id: 'a',
  roles,
  ...more,
});
const signature = { type: 'signature', page: 1 };

describe('template texts', () => {
  it('shows “Untitled” without a title, and any title on one line', () => {
    assert.strictEqual(getTitle(template([])), 'Untitled');
    assert.strictEqual(getTitle(template([], { title: ' two\n lines ' })), 'two lines');
  });

  it('finds a name for every role', () => {
    assert.strictEqual(roleName({ role: 'Signer', name: 'Ada' }, 0), 'Signer');
    assert.strictEqual(roleName({ name: 'Ada' }, 0), 'Ada');
    assert.strictEqual(roleName({}, 1), 'Role 2');
  });

  it('shows roles and age', () => {
    const day = 86_400_000;
    const updatedAt = { time: 10 * day, raw: '' };
    const roles = [{ role: 'Signer' }, { role: 'Witness' }];
    assert.strictEqual(
      templateSummary(template(roles, { updatedAt }), 13 * day),
      'Signer, Witness · 3 days ago',
    );
    assert.strictEqual(templateSummary(template([]), 0), 'no roles');
  });

  it('shows what is missing, without calling approvers incomplete', () => {
    assert.strictEqual(readinessText(template([{ role: 'A' }])), undefined, 'lists don’t contain widgets');
    assert.match(readinessText(template([])) ?? '', /no roles/);
    assert.strictEqual(readinessText(template([{ role: 'A', widgets: [signature] }])), 'Ready to use.');
    const text =
      readinessText(
        template([
          { role: 'A', widgets: [signature] },
          { role: 'B', widgets: [] },
        ]),
      ) ?? '';
    assert.match(text, /signature widget: B\./);
    assert.match(text, /Approvers and viewers don’t/);
    assert.doesNotMatch(text, /broken|invalid|error/i);
  });

  it('shows where a widget is in points', () => {
    assert.strictEqual(
      widgetLabel({ type: 'signature', name: 'sig-1', page: 2 }),
      'signature sig-1 — page 2',
    );
    assert.match(
      widgetPlace({ type: 'date', page: 2, x: 72, y: 610.5, w: 150, h: 45 }),
      /x 72, y 610\.5, .*page 2/,
    );
    assert.match(widgetPlace({ type: 'date' }), /x \?/);
  });

  it('sorts widgets in reading order', () => {
    const widgets = [
      { type: 'date', page: 2, x: 1, y: 1 },
      { type: 'signature', page: 1, x: 5, y: 9 },
      { type: 'textbox', page: 1, x: 5, y: 2 },
    ];
    const role = new RoleNode(new TemplateNode('sandbox', template([{ widgets }])), { widgets }, 0);
    assert.deepStrictEqual(
      role.widgets().map(({ widget }) => widget.type),
      ['textbox', 'signature', 'date'],
    );
    assert.strictEqual(new Set(role.widgets().map(({ id }) => id)).size, 3);
  });
});

describe('text of the server in a tooltip', () => {
  it('escapes everything that means something in Markdown', () => {
    const text = plain(
      '**b** [a](command:x) <img src=x> ![i](https://e.example) me@e.example `c` 1. # $(beaker) &amp;',
    );
    assert.doesNotMatch(text, /(^|[^\\])[*[\]()<>!`@:#$&.]/);
    const shown = text.replace(/\\(.)/g, '$1');
    assert.match(shown, /\]\u2060\(command:x\)/, 'nothing of it is lost, and it is no link');
    assert.match(shown, /\$\u2060\(beaker\)/, 'VS Code reads icons after Markdown');
  });

  it('stays on one line', () => {
    assert.strictEqual(plain('a\n\n# b'), 'a \\# b');
  });
});
