import { l10n } from '../ui/l10n';
import type { ApiRequest } from './codeRequest';
import { getJsonStyle, toLiteral } from './literal';
import { commentText, lines, tabStop, type Piece, type Variables, type Writer } from './writer';

const comment = (text: string) => `# ${commentText(text)}`;

function writeRequest({ method, url, body, pdf, answer }: ApiRequest, variables: Variables): Piece {
  const isFile = answer.kind === 'file';
  const baseUrl = url.startsWith('/') ? `{{$processEnv ${variables.baseUrl}}}` : '';
  const json = body && toLiteral(body, getJsonStyle(`"${tabStop('PDF')}"`), true);
  return {
    imports: [],
    code: lines(
      comment(l10n.t('405: the token was rejected. 429: out of credits.')),
      pdf && comment(l10n.t('Replace PDF in the body with the content of the file in base64.')),
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
            comment(l10n.t('Send the request above first.')),
            comment(l10n.t('The link expires after a few minutes and needs no token.')),
            'GET {{document.response.body.$.file}}',
          )
        : undefined,
    ),
  };
}

/** For the REST Client extension, which reads environment variables by `$processEnv`. */
export const httpWriter: Writer = { comment: '#', importsAnywhere: true, separator: '###', writeRequest };
