// Shell and .http: the languages whose requests contain their body as JSON.
import { l10n } from '../ui/l10n';
import type { ApiRequest, Piece, Variables, Writer } from './codeRequest';
import { commentText, indent, lines, linkNote, statusNote, tabStop } from './codeText';
import { Placeholder, toHex, toLiteral, type LiteralStyle } from './literal';

/** The style of JSON, with `pdf` for the content of the PDF. */
function getJsonStyle(pdf: string): LiteralStyle {
  return { quote: '"', escape: escapeUnits, spaced: true, trailingComma: false, pdf };
}

/** `\u202e`, and two of these above U+FFFF. */
function escapeUnits(codePoint: number): string {
  const units = String.fromCodePoint(codePoint).split('');
  return units.map((unit) => `\\u${toHex(unit.charCodeAt(0), 4)}`).join('');
}

/** Stands for the PDF in the JSON. JSON escapes this noncharacter everywhere else. */
const pdfMark = '\ufdd2';

function quote(text: string | Placeholder): string {
  const inner = (text instanceof Placeholder ? text.text : text).replaceAll("'", "'\\''");
  return `'${text instanceof Placeholder ? tabStop(inner) : inner}'`;
}

/** One curl command. It reads the variables of the environment. */
export function writeCurl({ url, body, pdf }: ApiRequest, { baseUrl, token }: Variables): string {
  const json = body && toLiteral(body, getJsonStyle(`"${pdfMark}"`), true);
  const options = [
    'curl --silent --show-error --fail-with-body',
    `--header "x-api-token: $${token}"`,
    ...(json === undefined
      ? []
      : [
          "--header 'content-type: application/json'",
          pdf === undefined ? `--data ${quote(json)}` : '--data-binary @-',
        ]),
    url.startsWith('/') ? `"$${baseUrl}${url}"` : quote(url),
  ];
  const command = options.join(' \\\n\t');
  if (json === undefined || pdf === undefined) {
    return command;
  }
  // A PDF is too long for an argument, so the body goes through a pipe.
  const [before = '', after = ''] = json.split(pdfMark);
  const commands = [
    `printf '%s' ${quote(before)}`,
    `base64 < ${quote(pdf)} | tr -d '\\n'`,
    `printf '%s' ${quote(after)}`,
  ];
  return lines('{', indent(lines(...commands)), `} | ${command}`);
}

function writeShell(request: ApiRequest, variables: Variables): Piece {
  const { answer } = request;
  const command = writeCurl(request, variables);
  const status = `# ${statusNote()}`;
  if (answer.kind !== 'file') {
    return { imports: [], code: lines(status, command) };
  }
  return {
    imports: [],
    code: lines(
      status,
      `answer=$(${command}) &&`,
      `# ${linkNote()}`,
      `link=$(printf '%s' "$answer" | sed -n 's/.*"file":"\\([^"]*\\)".*/\\1/p') &&`,
      `curl --silent --show-error --fail --output ${quote(answer.saveAs)} "$link"`,
    ),
  };
}

export const shellWriter: Writer = { comment: '#', importsAnywhere: true, writeRequest: writeShell };

function writeHttp({ method, url, body, pdf, answer }: ApiRequest, variables: Variables): Piece {
  const isFile = answer.kind === 'file';
  const baseUrl = url.startsWith('/') ? `{{$processEnv ${variables.baseUrl}}}` : '';
  const json = body && toLiteral(body, getJsonStyle(`"${tabStop('PDF')}"`), true);
  return {
    imports: [],
    code: lines(
      `# ${statusNote()}`,
      pdf && `# ${commentText(l10n.t('Replace PDF in the body with the content of the file in base64.'))}`,
      isFile ? '# @name document' : undefined,
      `${method} ${baseUrl}${url}`,
      `x-api-token: {{$processEnv ${variables.token}}}`,
      json && 'content-type: application/json',
      // Two braces begin a variable, also in a body.
      json && `\n${json.replace(/\{(?=\{)/g, '\\u007b')}`,
      isFile
        ? lines(
            '',
            '###',
            `# ${commentText(l10n.t('Send the request above first.'))}`,
            `# ${linkNote()}`,
            'GET {{document.response.body.$.file}}',
          )
        : undefined,
    ),
  };
}

/** For the REST Client extension, which reads environment variables by `$processEnv`. */
export const httpWriter: Writer = {
  comment: '#',
  importsAnywhere: true,
  separator: '###',
  writeRequest: writeHttp,
};
