import type { ApiRequest, Piece, Variables, Writer } from './codeRequest';
import { toHex, toLiteral, toStringLiteral, type LiteralStyle } from './literal';
import { block, lines, linkNote, statusNote } from './codeText';

const style: LiteralStyle = {
  quote: "'",
  escape: (codePoint) =>
    codePoint > 0xffff ? `\\u{${codePoint.toString(16)}}` : `\\u${toHex(codePoint, 4)}`,
  bareKeys: true,
  spaced: true,
  trailingComma: true,
  pdf: 'pdf',
};

/** Code for Node.js, with TypeScript's types if it is `typed`. */
function createWriter(typed: boolean): Writer {
  const json = (type: string) => (typed ? `(await response.json()) as ${type}` : 'await response.json()');

  function writeAnswer({ answer }: ApiRequest): string {
    switch (answer.kind) {
      case 'templates':
        return lines(
          `const { result } = ${json('{ result: { objectId: string; title?: string }[] }')};`,
          block('for (const { objectId, title } of result) {', 'console.log(objectId, title);', '}'),
        );
      case 'field':
        return lines(
          `const { ${answer.name} } = ${json(`{ ${answer.name}: string }`)};`,
          `console.log(${answer.name});`,
        );
      case 'file':
        return lines(
          `const { file } = ${json('{ file: string }')};`,
          `// ${linkNote()}`,
          'const download = await fetch(file);',
          block(
            'if (!download.ok) {',
            'throw new Error(`Failed to download the PDF: ${download.status}`);',
            '}',
          ),
          `await writeFile(${toStringLiteral(answer.saveAs, style)}, Buffer.from(await download.arrayBuffer()));`,
        );
    }
  }

  function writeRequest(request: ApiRequest, { baseUrl, token }: Variables): Piece {
    const { method, url, body, pdf, answer } = request;
    const files = [
      ...(pdf === undefined ? [] : ['readFile']),
      ...(answer.kind === 'file' ? ['writeFile'] : []),
    ];
    const address = url.startsWith('/')
      ? `\`\${process.env.${baseUrl}}${url}\``
      : toStringLiteral(url, style);
    return {
      imports: files.map((name) => `import { ${name} } from 'node:fs/promises';`),
      code: lines(
        pdf && `const pdf = await readFile(${toStringLiteral(pdf, style)}, 'base64');`,
        block(
          `const response = await fetch(${address}, {`,
          lines(
            method === 'GET' ? undefined : `method: '${method}',`,
            block(
              'headers: {',
              lines(
                `'x-api-token': process.env.${token} ?? '',`,
                body && "'content-type': 'application/json',",
              ),
              '},',
            ),
            body && `body: JSON.stringify(${toLiteral(body, style, true)}),`,
            "redirect: 'error',",
          ),
          '});',
        ),
        block(
          'if (!response.ok) {',
          lines(
            `// ${statusNote()}`,
            'throw new Error(`OpenSign returned ${response.status}: ${await response.text()}`);',
          ),
          '}',
        ),
        writeAnswer(request),
      ),
    };
  }

  function writeWebhookCheck({ webhookKey }: Variables): Piece {
    const parameters = typed ? 'rawBody: Buffer, signature: string' : 'rawBody, signature';
    return {
      imports: ["import { createHmac, timingSafeEqual } from 'node:crypto';"],
      code: block(
        `function isFromOpenSign(${parameters})${typed ? ': boolean' : ''} {`,
        lines(
          `const key = process.env.${webhookKey};`,
          block('if (!key) {', `throw new Error('${webhookKey} is not set');`, '}'),
          "const expected = createHmac('sha256', key).update(rawBody).digest();",
          "const given = Buffer.from(signature, 'hex');",
          'return given.length === expected.length && timingSafeEqual(given, expected);',
        ),
        '}',
      ),
    };
  }

  return { comment: '//', importsAnywhere: false, writeRequest, writeWebhookCheck };
}

export const javascriptWriter = createWriter(false);
export const typescriptWriter = createWriter(true);
