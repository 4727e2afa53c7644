import * as assert from 'node:assert';
import { formatSize, formatSizeOver } from '../../../src/ui/text';
import { isOverAdvice, sandboxAdvice, formatSizeIn, sizeLimit } from '../../../src/pdf/pdfFile';

const megabyte = 1024 * 1024;

describe('size limits', () => {
  it('Sandbox: exactly 5 MB is fine, one more byte isn’t; Live has no recommendation', () => {
    assert.strictEqual(sandboxAdvice, 5_242_880);
    assert.strictEqual(isOverAdvice('sandbox', 5_242_880), false);
    assert.strictEqual(isOverAdvice('sandbox', 5_242_881), true);
    assert.strictEqual(isOverAdvice('live', 9_000_000), false);
  });

  it('a size over the limit never looks like the limit', () => {
    assert.strictEqual(formatSize(5_242_881), '5 MB');
    for (const size of [5_242_881, 5_242_880 + 50_000, 5_242_880 + 60_000, 6 * megabyte]) {
      assert.notStrictEqual(formatSizeOver(size, sandboxAdvice), formatSize(sandboxAdvice), String(size));
    }
    assert.strictEqual(formatSizeOver(5_242_881, sandboxAdvice), '5,242,881 bytes');
    assert.strictEqual(formatSizeIn('sandbox', 5_242_881), '5,242,881 bytes');
    assert.strictEqual(formatSizeIn('sandbox', 5_242_880), '5 MB');
    assert.strictEqual(formatSizeIn('live', 5_242_881), '5 MB');
  });

  it('OpenSign’s own hosts accept 10 MB, others 80 MB', () => {
    for (const host of ['sandbox', 'app', 'eu-app', 'staging-app']) {
      const limit = sizeLimit(`https://${host}.opensignlabs.com`, 0);
      assert.deepStrictEqual(limit, { bytes: 10 * megabyte, source: 'openSign' }, host);
    }
    const others = [
      'https://sign.example.com',
      'https://opensignlabs.com.example.com',
      'https://myopensignlabs.com',
      'http://127.0.0.1:8080',
    ];
    for (const origin of others) {
      assert.deepStrictEqual(sizeLimit(origin, 0), { bytes: 80 * megabyte, source: 'selfHosted' }, origin);
    }
  });

  it('the setting, in MB, overrides them if it is a positive number', () => {
    const origin = 'https://app.opensignlabs.com';
    assert.deepStrictEqual(sizeLimit(origin, 90), { bytes: 90 * megabyte, source: 'setting' });
    assert.deepStrictEqual(sizeLimit(origin, 0.5), { bytes: megabyte / 2, source: 'setting' });
    for (const setting of [0, -1, NaN, Infinity, '20', null, undefined]) {
      assert.strictEqual(sizeLimit(origin, setting).source, 'openSign', String(setting));
    }
  });
});
