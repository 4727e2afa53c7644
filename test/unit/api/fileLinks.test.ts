import * as assert from 'node:assert';
import { hideFileLinks, hideLinks } from '../../../src/api/fileLinks';
import { assertLinear } from '../support/linear';

const secret = 'a81f3c_contract.pdf';
const nested = (value: unknown) => JSON.stringify(JSON.stringify(value));

/** Forms of a link to a file that a server, a proxy or a title may have. */
const links: readonly string[] = [
  `http://localhost:8080/files/opensign/${secret}`,
  `https://files.example.net/${secret}?X-Amz-Expires=900&X-Amz-Signature=abc`,
  `https://bucket.s3.eu-west-1.amazonaws.com/a81f3c_contract`,
  `HTTPS://FILES.EXAMPLE.NET/${secret}`,
  `//files.example.net/${secret}`,
  `files.example.net/${secret}`,
  `files.example.net:8443/x/${secret}`,
  `localhost:8080/files/opensign/${secret}`,
  `fileserver:1337/parse/files/opensign/a81f3c_contract`,
  `10.0.0.1/files/${secret}`,
  `10.0.0.1:8080/a81f3c_contract`,
  `[::1]:8080/files/${secret}`,
  `user@files.example.net/${secret}`,
  `files.example.net./${secret}`,
  `/files/opensign/${secret}`,
  `/app/files/opensign/a81f3c_contract`,
  `files/opensign/${secret}`,
  `../files/${secret}`,
  `./x/${secret}`,
  `opensign/${secret}`,
  `s3://bucket/${secret}`,
  `https:/files.example.net/${secret}`,
  `https:files.example.net/${secret}`,
  `https:\\\\files.example.net\\${secret}`,
  `https%3A%2F%2Ffiles.example.net%2Ffiles%2F${secret}`,
  `https%253A%252F%252Ffiles.example.net%252F${secret}`,
  `%2Ffiles%2Fopensign%2F${secret}`,
  `https:\\/\\/files.example.net\\/files\\/${secret}`,
  `https:\\u002f\\u002ffiles.example.net\\u002f${secret}`,
  `https&#58;&#x2F;&#47;files.example.net&sol;${secret}`,
  `https：／／files.example.net／${secret}`,
  `files。example。net/${secret}`,
  `ht\ntps:/\n/files.example.net/files/${secret}`,
  `https:/\u200b/files.example.net/${secret}`,
  `[the file](https://files.example.net/${secret})`,
  `see:https://files.example.net/${secret},`,
  nested({ file: `https://files.example.net/files/${secret}` }),
  nested({ deep: nested([`http://localhost:8080/files/${secret}`]) }),
  `data:application/pdf;base64,${secret}`,
  `https://app.example.com/login/a81f3c`,
];

/** Texts as people write them. */
const texts: readonly string[] = [
  'Mutual NDA 2026/27',
  'and/or, n/a, c/o, w/o, A/B, 24/7, 01/02/2026',
  'Ver. 2.1 of the lease, e.g. for tenants (i.e. Li)',
  'ana@app.example.com',
  'Meet at 10:30. Price: 1.500,00 EUR',
  '2026-07-02T10:11:12.000Z',
  '10.0.0.1',
  'application/pdf',
  'contract.pdf',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0.0.0',
  'dd/MM/yyyy',
  '/^[a-z]+$/',
  '100% of 5%',
  'C:\\n',
  'first line\nsecond: line',
  '𝒜 title — with “quotes” & more',
];

describe('links to files', () => {
  for (const link of links) {
    it(`don't show: ${JSON.stringify(link)}`, () => {
      for (const text of [link, `Read ${link} now`, `"${link}"`]) {
        assert.doesNotMatch(hideLinks(text), /a81f3c/, text);
      }
      const keys = ['file', 'note', 'redirect_url', 'URL', 'x'];
      const value = { ...Object.fromEntries(keys.map((key) => [key, link])), list: [{ [link]: [[link]] }] };
      const shown = JSON.stringify(hideFileLinks({ ...value, redirect_url: '' }));
      assert.doesNotMatch(shown, /a81f3c/);
    });
  }

  it("don't show as a redirect URL either, which is kept otherwise", () => {
    const redirect = 'https://example.com/thanks/you?order=1';
    assert.deepStrictEqual(hideFileLinks({ redirect_url: redirect }), { redirect_url: redirect });
    for (const link of links.filter((text) => /files(?:\/|%2F)|\.pdf/.test(text))) {
      assert.doesNotMatch(JSON.stringify(hideFileLinks({ redirect_url: link })), /a81f3c_contract/, link);
    }
  });

  it("don't show under a key for files, whatever the value is", () => {
    const value = {
      file: 'a81f3c',
      certificate: 'a81f3c',
      files: ['a81f3c'],
      SignedUrl: 'a81f3c',
      downloadLink: 'a81f3c',
    };
    assert.doesNotMatch(JSON.stringify(hideFileLinks(value)), /a81f3c/);
    assert.deepStrictEqual(hideFileLinks({ certificate: '', file: null }), { certificate: '', file: null });
  });

  it('are removed without the words around them', () => {
    assert.strictEqual(
      hideLinks('see https://a.example/x.pdf or a.example/b now'),
      'see (link removed) or (link removed) now',
    );
  });

  for (const text of texts) {
    it(`are not detected in ${JSON.stringify(text)}`, () => {
      assert.strictEqual(hideLinks(text), text);
    });
  }

  it('leave the rest of a JSON value as it is', () => {
    const value = { a: 1, b: [true, null, 'text'], c: { file: '' }, ['__proto__']: 'x' };
    assert.deepStrictEqual(hideFileLinks(value), value);
  });

  it('are hidden without a stack overflow, however deep', () => {
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown;
    assert.match(JSON.stringify(hideFileLinks(deep)), /…/);
  });

  /** Parts that, repeated, cause backtracking in a careless pattern. */
  const worst = [
    ...['/', '\\', '\\u', '\\n', '\u0301\u0316', '/.pdfa', '/files', '.pdf', 'a.', 'a.a', 'http:', 'data:a'],
    ...['%', '%25', '25', '&#', '&#x1', '&amp;', '[', ':1', '1.', '../', '/a', 'file', ' ', '\u200b', '。'],
  ];
  it('are searched in linear time, in values and keys', () => {
    for (const part of worst) {
      assertLinear(JSON.stringify(part), 20_000, (size) => {
        const text = part.repeat(Math.ceil(size / part.length));
        return () => hideFileLinks({ text, [text]: '', redirect_url: text });
      });
    }
  }).timeout(120_000);
});
