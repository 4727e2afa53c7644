import * as assert from 'node:assert';
import { emailProblem, knownSpelling, sameEmail } from '../../../src/api/email';

describe('email addresses', () => {
  for (const good of [
    'ada@example.com',
    '  ada@example.com\n',
    'Ada.Ruiz+test@mail.example.co.uk',
    "o'brien_1@xn--bcher-kva.example",
    `${'a'.repeat(64)}@example.com`,
  ]) {
    it(`accepts ${good.trim().slice(0, 40)}`, () => {
      assert.strictEqual(emailProblem(good), undefined);
    });
  }

  for (const bad of [
    'ada',
    '@example.com',
    'ada@',
    'ada@localhost',
    'ada@example.',
    'ada@.com',
    'ada@exa mple.com',
    'a da@example.com',
    'ada@example..com',
    '.ada@example.com',
    'ada.@example.com',
    'a..b@example.com',
    'ada@@example.com',
    'ada@b@example.com',
    'ada@-example.com',
    'ada@1.2.3.4',
    'ada@example.c',
    'Ada <ada@example.com>',
    'ada@example.com, bo@example.com',
    'mailto:ada@example.com',
    'ädä@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.com`,
  ]) {
    it(`rejects ${bad.slice(0, 40)}`, () => {
      assert.strictEqual(emailProblem(bad), 'malformed');
    });
  }

  it('distinguishes an empty address from a malformed one', () => {
    assert.strictEqual(emailProblem(' \t'), 'empty');
  });

  it('ignores case and white space when comparing', () => {
    assert.ok(sameEmail('Ada@Example.com ', 'ada@example.COM'));
    assert.ok(!sameEmail('ada@example.com', 'ada@example.org'));
  });

  it('spells an address like a known one, otherwise in lower case', () => {
    const known = ['Ada@Example.com', 'ADA@example.com', 'bo@example.com'];
    assert.strictEqual(knownSpelling('ADA@example.com', known), 'ADA@example.com');
    assert.strictEqual(knownSpelling(' ada@example.com ', known), 'Ada@Example.com');
    assert.strictEqual(knownSpelling('Bo@Example.com', known), 'bo@example.com');
    assert.strictEqual(knownSpelling('Cy@Example.com', known), 'cy@example.com');
  });
});
