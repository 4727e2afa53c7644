import { code, indent, join, lines, Stop, type Code } from '../code';
import { around, inSingleQuotes, jsonStyle, literal } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

/** Where the PDF goes in the JSON. */
const hole = new Stop('');

/** Where curl takes the body from, and what has to write it there. */
interface Data {
  readonly option: Code;
  readonly before?: Code;
}

function dataOf({ body, pdf }: ApiRequest): Data | undefined {
  if (body === undefined) {
    return undefined;
  }
  const json = literal(body, jsonStyle(['"', hole, '"']), true);
  if (pdf === undefined) {
    return { option: code`--data ${inSingleQuotes(json)}` };
  }
  // A PDF is too long for an argument, so that the body goes through a pipe.
  const [head, tail] = around(hole, json);
  const before = lines(
    '{',
    indent(
      lines(
        code`printf '%s' ${inSingleQuotes(head)}`,
        code`base64 < ${inSingleQuotes([pdf])} | tr -d '\\n'`,
        code`printf '%s' ${inSingleQuotes(tail)}`,
      ),
    ),
    '} | ',
  );
  return { option: ['--data-binary @-'], before };
}

/** One command. The variables are those of the environment, and stand in double quotes for the shell to fill in. */
export function curl(request: ApiRequest, { baseUrl, token }: Variables): Code {
  const data = dataOf(request);
  const options: readonly (string | Code)[] = [
    'curl --silent --show-error --fail-with-body',
    `--header "x-api-token: $${token}"`,
    ...(data === undefined ? [] : ["--header 'content-type: application/json'", data.option]),
    code`"$${baseUrl}${request.path}"`,
  ];
  return code`${data?.before ?? []}${join(options, ' \\\n\t')}`;
}

function request(task: ApiRequest, variables: Variables, notes: Notes): Piece {
  const command = curl(task, variables);
  const { answer } = task;
  if (answer.kind !== 'file') {
    return { imports: [], code: lines(`# ${notes.status}`, command) };
  }
  return {
    imports: [],
    code: lines(
      `# ${notes.status}`,
      code`answer=$(${command}) &&`,
      `# ${notes.link}`,
      `link=$(printf '%s' "$answer" | sed -n 's/.*"file":"\\([^"]*\\)".*/\\1/p') &&`,
      code`curl --silent --show-error --fail --output ${inSingleQuotes([answer.saveAs])} "$link"`,
    ),
  };
}

export const shell: Writer = { comment: '#', importsAnywhere: true, request, program: importsFirst };
