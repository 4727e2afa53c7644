import * as assert from 'node:assert/strict';
import { mayHoldIds } from '../../../src/source/idLiterals';

describe('a text that may hold ids', () => {
  it('has what looks like one', () => {
    assert.ok(mayHoldIds("const a = 'Tp5mVa20Rk';"));
    assert.ok(mayHoldIds("const opensign = 'TPMVAABRKk';"));
    assert.ok(mayHoldIds('OPENSIGN_TEMPLATE=tp5mva20rk'));
  });

  it('does not only speak of OpenSign', () => {
    // The user's settings are open in every window.
    assert.ok(
      !mayHoldIds('{ "opensign.sandbox.baseUrl": "http://127.0.0.1:1", "extensions.autoUpdate": false }'),
    );
    assert.ok(!mayHoldIds('import { templateId, javascript, Javascript, template12 } from "opensign";'));
    assert.ok(!mayHoldIds("const a = 'ABCDEFGHIJ'; const b = '0123456789';"));
  });
});
