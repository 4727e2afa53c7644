import * as assert from 'node:assert/strict';
import { getSyntax } from '../../../src/source/language';
import { SourceText } from '../../../src/source/sourceText';

function mayHoldIds(text: string): boolean {
  const syntax = getSyntax('typescript', 'untitled');
  assert.ok(syntax);
  return new SourceText(text, syntax).mayHoldIds;
}

describe('a text that may contain IDs', () => {
  it('contains something that looks like an ID', () => {
    assert.ok(mayHoldIds("const a = 'Tp5mVa20Rk';"));
    assert.ok(mayHoldIds("const opensign = 'TPMVAABRKk';"));
    assert.ok(mayHoldIds('OPENSIGN_TEMPLATE=tp5mva20rk'));
  });

  it('doesn’t only mention OpenSign', () => {
    // The user's settings are open in every window.
    assert.ok(
      !mayHoldIds('{ "opensign.sandbox.baseUrl": "http://127.0.0.1:1", "extensions.autoUpdate": false }'),
    );
    assert.ok(!mayHoldIds('import { templateId, javascript, Javascript, template12 } from "opensign";'));
    assert.ok(!mayHoldIds("const a = 'ABCDEFGHIJ'; const b = '0123456789';"));
  });
});
