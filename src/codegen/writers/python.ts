import { block, code, indent, lines, type Code } from '../code';
import { escaped, fourOrEight } from '../escape';
import { literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

const style: LiteralStyle = {
  text: (text) => ["'", escaped(text, "\\'", fourOrEight), "'"],
  booleans: { true: 'True', false: 'False' },
  key: (name) => `'${name}': `,
  object: ['{', '}'],
  array: ['[', ']'],
  spaced: false,
  trailingComma: true,
  pdf: ['pdf'],
};

/** A line with the lines that belong under it. */
function under(head: string | Code, inner: string | Code): Code {
  return lines(head, indent(inner));
}

function result({ answer }: ApiRequest, { link }: Notes): Code {
  switch (answer.kind) {
    case 'templates':
      return under(
        "for template in answer['result']:",
        "print(template['objectId'], template.get('title', ''))",
      );
    case 'field':
      return [`print(answer['${answer.name}'])`];
    case 'file':
      return lines(
        `# ${link}`,
        under(
          code`with urllib.request.urlopen(answer['file'], timeout=60) as download, open(${textLiteral(answer.saveAs, style)}, 'wb') as file:`,
          'file.write(download.read())',
        ),
      );
  }
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes): Piece {
  const { method, path, body, pdf } = task;
  return {
    imports: [
      ...(pdf === undefined ? [] : ['import base64']),
      'import json',
      'import os',
      'import urllib.error',
      'import urllib.request',
    ],
    code: lines(
      pdf &&
        under(
          code`with open(${textLiteral(pdf, style)}, 'rb') as file:`,
          'pdf = base64.b64encode(file.read()).decode()',
        ),
      block(
        'request = urllib.request.Request(',
        lines(
          code`os.environ['${baseUrl}'] + '${path}',`,
          `method='${method}',`,
          block(
            'headers={',
            lines(`'x-api-token': os.environ['${token}'],`, body && "'content-type': 'application/json',"),
            '},',
          ),
          body && code`data=json.dumps(${literal(body, style, true)}).encode(),`,
        ),
        ')',
      ),
      under(
        'try:',
        under(
          'with urllib.request.urlopen(request, timeout=60) as response:',
          'answer = json.load(response)',
        ),
      ),
      under(
        'except urllib.error.HTTPError as error:',
        lines(
          `# ${notes.status}`,
          "text = error.read().decode(errors='replace')",
          "raise RuntimeError(f'OpenSign answered {error.code}: {text}') from error",
        ),
      ),
      result(task, notes),
    ),
  };
}

function webhook({ webhookKey }: Variables): Piece {
  return {
    imports: ['import hashlib', 'import hmac', 'import os'],
    declares: true,
    code: under(
      'def is_from_opensign(raw_body: bytes, signature: str) -> bool:',
      lines(
        `key = os.environ['${webhookKey}']`,
        under('if not key:', `raise RuntimeError('${webhookKey} is empty')`),
        'expected = hmac.new(key.encode(), raw_body, hashlib.sha256).hexdigest()',
        'return hmac.compare_digest(expected.encode(), signature.encode())',
      ),
    ),
  };
}

export const python: Writer = {
  comment: '#',
  importsAnywhere: true,
  request,
  webhook,
  program: importsFirst,
};
