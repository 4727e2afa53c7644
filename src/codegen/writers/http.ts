import { code, lines, mapText, Stop, type Code } from '../code';
import { jsonStyle, literal } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

/** In the syntax of the REST Client extension, two braces begin a variable, in a body too. */
function withoutVariables(json: Code): Code {
  return mapText(json, (text) => text.replace(/\{(?=\{)/g, '\\u007b'));
}

function request(
  { method, path, body, pdf, answer }: ApiRequest,
  { baseUrl, token }: Variables,
  notes: Notes,
): Piece {
  const file = new Stop('PDF');
  return {
    imports: [],
    code: lines(
      `# ${notes.status}`,
      pdf && `# ${notes.encodeByHand}`,
      answer.kind === 'file' ? '# @name document' : undefined,
      code`${method} {{$processEnv ${baseUrl}}}${path}`,
      `x-api-token: {{$processEnv ${token}}}`,
      body && 'content-type: application/json',
      body && code`\n${withoutVariables(literal(body, jsonStyle(['"', file, '"']), true))}`,
      answer.kind === 'file'
        ? lines('', '###', `# ${notes.sendFirst}`, `# ${notes.link}`, 'GET {{document.response.body.$.file}}')
        : undefined,
    ),
  };
}

/** For the REST Client extension, which reads variables by `$processEnv`. */
export const http: Writer = {
  comment: '#',
  importsAnywhere: true,
  request,
  program: importsFirst,
  separator: '###',
};
