import { l10n } from '../ui/l10n';
import type { ApiRequest } from './codeRequest';
import { getJsonStyle, Placeholder, toLiteral } from './literal';
import { commentText, indent, lines, tabStop, type Piece, type Variables, type Writer } from './writer';

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
    ...(json === undefined ? [] : ["--header 'content-type: application/json'"]),
    ...(json === undefined ? [] : [pdf === undefined ? `--data ${quote(json)}` : '--data-binary @-']),
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

function writeRequest(request: ApiRequest, variables: Variables): Piece {
  const { answer } = request;
  const command = writeCurl(request, variables);
  const status = `# ${commentText(l10n.t('405: the token was rejected. 429: out of credits.'))}`;
  if (answer.kind !== 'file') {
    return { imports: [], code: lines(status, command) };
  }
  return {
    imports: [],
    code: lines(
      status,
      `answer=$(${command}) &&`,
      `# ${commentText(l10n.t('The link expires after a few minutes and needs no token.'))}`,
      `link=$(printf '%s' "$answer" | sed -n 's/.*"file":"\\([^"]*\\)".*/\\1/p') &&`,
      `curl --silent --show-error --fail --output ${quote(answer.saveAs)} "$link"`,
    ),
  };
}

export const shellWriter: Writer = { comment: '#', importsAnywhere: true, writeRequest };
