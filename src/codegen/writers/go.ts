import { block, code, lines, type Code } from '../code';
import { escaped, fourOrEight } from '../escape';
import { literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import type { Notes, Piece, Variables, Writer } from '../writer';

const style: LiteralStyle = {
  text: (text) => ['"', escaped(text, '\\"', fourOrEight), '"'],
  key: (name) => `"${name}": `,
  object: ['map[string]any{', '}'],
  array: ['[]any{', '}'],
  spaced: false,
  trailingComma: true,
  pdf: ['base64.StdEncoding.EncodeToString(pdf)'],
};

const orFail = block('if err != nil {', 'log.Fatal(err)', '}');

/** How Go's decoder is told the names of an answer: it ignores their case, but not their underscores. */
const fields = {
  objectId: 'ObjectID string `json:"objectId"`',
  document_id: 'DocumentID string `json:"document_id"`',
  status: 'Status string `json:"status"`',
} as const;

function decoded(members: Code): Code {
  return lines(
    block('var answer struct {', members, '}'),
    block('if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {', 'log.Fatal(err)', '}'),
  );
}

function result({ answer }: ApiRequest, { link }: Notes): Code {
  switch (answer.kind) {
    case 'templates':
      return lines(
        decoded(
          block(
            'Result []struct {',
            lines('ObjectID string `json:"objectId"`', 'Title    string `json:"title"`'),
            '} `json:"result"`',
          ),
        ),
        block(
          'for _, template := range answer.Result {',
          'fmt.Println(template.ObjectID, template.Title)',
          '}',
        ),
      );
    case 'field': {
      const field = fields[answer.name];
      return lines(decoded([field]), `fmt.Println(answer.${field.slice(0, field.indexOf(' '))})`);
    }
    case 'file':
      return lines(
        decoded(['File string `json:"file"`']),
        `// ${link}`,
        'download, err := http.Get(answer.File)',
        orFail,
        'defer download.Body.Close()',
        block(
          'if download.StatusCode != http.StatusOK {',
          'log.Fatal("The PDF could not be fetched: ", download.Status)',
          '}',
        ),
        code`file, err := os.Create(${textLiteral(answer.saveAs, style)})`,
        orFail,
        'defer file.Close()',
        block('if _, err := io.Copy(file, download.Body); err != nil {', 'log.Fatal(err)', '}'),
      );
  }
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes): Piece {
  const { method, path, body, pdf, answer } = task;
  const packages = [
    ...(body === undefined ? [] : ['bytes']),
    ...(pdf === undefined ? [] : ['encoding/base64']),
    'encoding/json',
    ...(answer.kind === 'file' ? [] : ['fmt']),
    'io',
    'log',
    'net/http',
    'os',
  ];
  return {
    imports: packages.map((name) => `"${name}"`),
    code: lines(
      pdf && lines(code`pdf, err := os.ReadFile(${textLiteral(pdf, style)})`, orFail),
      body && lines(code`body, err := json.Marshal(${literal(body, style, true)})`, orFail),
      code`request, err := http.NewRequest("${method}", os.Getenv("${baseUrl}")+"${path}", ${body === undefined ? 'nil' : 'bytes.NewReader(body)'})`,
      orFail,
      `request.Header.Set("x-api-token", os.Getenv("${token}"))`,
      body && 'request.Header.Set("content-type", "application/json")',
      'response, err := http.DefaultClient.Do(request)',
      orFail,
      'defer response.Body.Close()',
      block(
        'if response.StatusCode != http.StatusOK {',
        lines(
          'text, _ := io.ReadAll(response.Body)',
          `// ${notes.status}`,
          'log.Fatalf("OpenSign answered %s: %s", response.Status, text)',
        ),
        '}',
      ),
      result(task, notes),
    ),
  };
}

function webhook({ webhookKey }: Variables): Piece {
  return {
    imports: ['"crypto/hmac"', '"crypto/sha256"', '"encoding/hex"', '"log"', '"os"'],
    declares: true,
    code: block(
      'func isFromOpenSign(rawBody []byte, signature string) bool {',
      lines(
        `key := os.Getenv("${webhookKey}")`,
        block('if key == "" {', `log.Fatal("${webhookKey} is not set")`, '}'),
        'mac := hmac.New(sha256.New, []byte(key))',
        'mac.Write(rawBody)',
        'return hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(signature))',
      ),
      '}',
    ),
  };
}

function program({ imports, code: body, declares }: Piece): Code {
  return lines(
    `package ${declares === true ? 'opensign' : 'main'}`,
    '',
    block('import (', lines(...imports), ')'),
    '',
    declares === true ? body : block('func main() {', body, '}'),
  );
}

export const go: Writer = { comment: '//', importsAnywhere: false, request, webhook, program };
