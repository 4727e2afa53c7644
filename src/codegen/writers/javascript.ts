import { block, code, lines, type Code } from '../code';
import { escaped } from '../escape';
import { literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

const style: LiteralStyle = {
  text: (text) => [
    "'",
    escaped(text, "\\'", (codePoint) =>
      codePoint > 0xffff ? `\\u{${codePoint.toString(16)}}` : `\\u${codePoint.toString(16).padStart(4, '0')}`,
    ),
    "'",
  ],
  key: (name) => `${name}: `,
  object: ['{', '}'],
  array: ['[', ']'],
  spaced: true,
  trailingComma: true,
  pdf: ['pdf'],
};

function result({ answer }: ApiRequest, { link }: Notes, typed: boolean): Code {
  const answerAs = (type: string) => (typed ? `(await response.json()) as ${type}` : 'await response.json()');
  switch (answer.kind) {
    case 'templates':
      return lines(
        `const { result } = ${answerAs('{ result: { objectId: string; title?: string }[] }')};`,
        block('for (const { objectId, title } of result) {', 'console.log(objectId, title);', '}'),
      );
    case 'field':
      return lines(
        `const { ${answer.name} } = ${answerAs(`{ ${answer.name}: string }`)};`,
        `console.log(${answer.name});`,
      );
    case 'file':
      return lines(
        `const { file } = ${answerAs('{ file: string }')};`,
        `// ${link}`,
        'const download = await fetch(file);',
        block(
          'if (!download.ok) {',
          'throw new Error(`The PDF could not be fetched: ${download.status}`);',
          '}',
        ),
        code`await writeFile(${textLiteral(answer.saveAs, style)}, Buffer.from(await download.arrayBuffer()));`,
      );
  }
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes, typed: boolean): Piece {
  const { method, path, body, pdf, answer } = task;
  const files = [
    ...(pdf === undefined ? [] : ['readFile']),
    ...(answer.kind === 'file' ? ['writeFile'] : []),
  ];
  return {
    imports: files.map((name) => `import { ${name} } from 'node:fs/promises';`),
    code: lines(
      pdf && code`const pdf = await readFile(${textLiteral(pdf, style)}, 'base64');`,
      block(
        code`const response = await fetch(\`\${process.env.${baseUrl}}${path}\`, {`,
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
          body && code`body: JSON.stringify(${literal(body, style, true)}),`,
          "redirect: 'error',",
        ),
        '});',
      ),
      block(
        'if (!response.ok) {',
        lines(
          `// ${notes.status}`,
          'throw new Error(`OpenSign answered ${response.status}: ${await response.text()}`);',
        ),
        '}',
      ),
      result(task, notes, typed),
    ),
  };
}

function webhook({ webhookKey }: Variables, typed: boolean): Piece {
  const parameters = typed ? 'rawBody: Buffer, signature: string' : 'rawBody, signature';
  return {
    imports: ["import { createHmac, timingSafeEqual } from 'node:crypto';"],
    declares: true,
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

/** For Node.js, with TypeScript's types where they are wanted. */
function writer(typed: boolean): Writer {
  return {
    comment: '//',
    importsAnywhere: false,
    request: (task, variables, notes) => request(task, variables, notes, typed),
    webhook: (variables) => webhook(variables, typed),
    program: importsFirst,
  };
}

export const javascript = writer(false);
export const typescript = writer(true);
