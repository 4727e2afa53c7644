import type { ApiRequest, Piece, Variables, Writer } from './codeRequest';
import { toHex, toLiteral, toStringLiteral, type LiteralStyle } from './literal';
import { block, indent, lines, linkNote, statusNote } from './codeText';

const style: LiteralStyle = {
  quote: "'",
  escape: (codePoint) => (codePoint > 0xffff ? `\\U${toHex(codePoint, 8)}` : `\\u${toHex(codePoint, 4)}`),
  constants: { true: 'True', false: 'False', null: 'None' },
  spaced: false,
  trailingComma: true,
  pdf: 'pdf',
};

/** A line that ends in a colon, and what belongs to it. */
function suite(head: string, inner: string): string {
  return lines(head, indent(inner));
}

function writeAnswer({ answer }: ApiRequest): string {
  switch (answer.kind) {
    case 'templates':
      return suite(
        "for template in response.json()['result']:",
        "print(template['objectId'], template.get('title', ''))",
      );
    case 'field':
      return `print(response.json()['${answer.name}'])`;
    case 'file':
      return lines(
        `# ${linkNote()}`,
        "download = requests.get(response.json()['file'], timeout=60)",
        'download.raise_for_status()',
        suite(
          `with open(${toStringLiteral(answer.saveAs, style)}, 'wb') as file:`,
          'file.write(download.content)',
        ),
      );
  }
}

function writeRequest(request: ApiRequest, { baseUrl, token }: Variables): Piece {
  const { method, url, body, pdf } = request;
  const address = url.startsWith('/') ? `os.environ['${baseUrl}'] + '${url}'` : toStringLiteral(url, style);
  return {
    imports: [...(pdf === undefined ? [] : ['import base64']), 'import os', 'import requests'],
    code: lines(
      pdf &&
        suite(
          `with open(${toStringLiteral(pdf, style)}, 'rb') as file:`,
          'pdf = base64.b64encode(file.read()).decode()',
        ),
      block(
        `response = requests.${method === 'GET' ? 'get' : 'post'}(`,
        lines(
          `${address},`,
          `headers={'x-api-token': os.environ['${token}']},`,
          body && `json=${toLiteral(body, style, true)},`,
          'timeout=60,',
          'allow_redirects=False,',
        ),
        ')',
      ),
      suite(
        'if response.status_code != 200:',
        lines(
          `# ${statusNote()}`,
          "raise RuntimeError(f'OpenSign returned {response.status_code}: {response.text}')",
        ),
      ),
      writeAnswer(request),
    ),
  };
}

function writeWebhookCheck({ webhookKey }: Variables): Piece {
  return {
    imports: ['import hashlib', 'import hmac', 'import os'],
    code: suite(
      'def is_from_opensign(raw_body: bytes, signature: str) -> bool:',
      lines(
        `key = os.environ['${webhookKey}']`,
        suite('if not key:', `raise RuntimeError('${webhookKey} is empty')`),
        'expected = hmac.new(key.encode(), raw_body, hashlib.sha256).hexdigest()',
        'return hmac.compare_digest(expected.encode(), signature.encode())',
      ),
    ),
  };
}

export const pythonWriter: Writer = { comment: '#', importsAnywhere: true, writeRequest, writeWebhookCheck };
