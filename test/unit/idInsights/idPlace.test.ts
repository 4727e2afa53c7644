import * as assert from 'node:assert/strict';
import { findIdPlace } from '../../../src/idInsights/idProviders';
import { assertLinear } from '../support/linear';

describe('the place for a template ID', () => {
  /** `|` is the cursor. */
  const place = (line: string, kind: 'code' | 'values' = 'code') => {
    const [before = '', after = ''] = line.split('|');
    const found = findIdPlace(before, after, kind);
    return found && (before + after).slice(found.start, found.end);
  };

  it('is in quotes after a name that suggests it', () => {
    for (const line of [
      "const templateId = '|'",
      "const templateId='|",
      'const NDA_TEMPLATE_ID = "|"',
      '{ "template_id": "|" }',
      "{ template: '|' }",
      "headers['template_id'] = '|'",
      'params.put("template_id", "|")',
      'String templateId = "|";',
      'template_id = r"|"',
      'templateId := "|"',
      "'template_id' => '|'",
      "if (templateId === '|')",
      "createFromTemplate('|')",
    ]) {
      assert.equal(place(line), '', line);
    }
  });

  it('is in a path after createdocument/ and template/', () => {
    assert.equal(place('fetch(`${base}/createdocument/|`)'), '');
    assert.equal(place("get('/template/|')"), '');
    assert.equal(place("get(base + 'template/|')"), '');
    assert.equal(place('GET {{base}}/template/|', 'values'), '');
  });

  it('is without quotes in values', () => {
    assert.equal(place('NDA_TEMPLATE_ID=|', 'values'), '');
    assert.equal(place('export OPENSIGN_TEMPLATE=|', 'values'), '');
    assert.equal(place('OPENSIGN_TEMPLATE_MUTUAL_NDA=|', 'values'), '');
    assert.equal(place('  - template_id: |', 'values'), '');
    assert.equal(place('nda.templateId: |', 'values'), '');
  });

  it('includes the characters before and after the cursor', () => {
    assert.equal(place("const templateId = 'Tp5m|Va20Rk';"), 'Tp5mVa20Rk');
    assert.equal(place('/createdocument/Tp|"'), 'Tp');
  });

  it('is nowhere else', () => {
    for (const line of [
      "const name = '|'",
      "const templateName = '|'",
      'const templateId = |',
      "import { x } from './template/|'",
      "const x = require('../template/|')",
      "see mytemplate/|'",
      "'template' + '|'",
      'NDA_TEMPLATE_ID=|',
    ]) {
      assert.equal(place(line), undefined, line);
    }
    assert.equal(place('TITLE=|', 'values'), undefined);
    assert.equal(place('# the template: a |', 'values'), undefined);
  });

  it('is found in linear time', () => {
    for (const part of [
      '=',
      ':=',
      '=>',
      ' ',
      'template',
      'template=',
      "'",
      '_',
      'a.',
      'template ',
      '.template',
    ]) {
      assertLinear(part, 20_000, (count) => {
        const line = `template ${part.repeat(count)}`;
        return () => findIdPlace(line, '', 'values');
      });
    }
  });
});
