import { block, code, lines, type Code } from '../code';
import { escaped, inBraces, isVisible } from '../escape';
import { literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

const style: LiteralStyle = {
  text: (text) =>
    isVisible(text)
      ? ["'", escaped(text, "\\'", inBraces), "'"]
      : ['"', escaped(text, '\\"$', inBraces), '"'],
  key: (name) => `'${name}' => `,
  object: ['[', ']'],
  array: ['[', ']'],
  spaced: false,
  trailingComma: true,
  pdf: ['$pdf'],
};

function result({ answer }: ApiRequest, { link }: Notes): Code {
  switch (answer.kind) {
    case 'templates':
      return block(
        "foreach ($answer['result'] as $template) {",
        "echo $template['objectId'], ' ', $template['title'] ?? '', PHP_EOL;",
        '}',
      );
    case 'field':
      return [`echo $answer['${answer.name}'], PHP_EOL;`];
    case 'file':
      return lines(
        `// ${link}`,
        "$file = file_get_contents($answer['file']);",
        block('if ($file === false) {', "throw new RuntimeException('The PDF could not be fetched');", '}'),
        code`file_put_contents(${textLiteral(answer.saveAs, style)}, $file);`,
      );
  }
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes): Piece {
  const { path, body, pdf } = task;
  return {
    imports: [],
    code: lines(
      pdf && code`$pdf = base64_encode(file_get_contents(${textLiteral(pdf, style)}));`,
      code`$curl = curl_init(getenv('${baseUrl}') . '${path}');`,
      block(
        'curl_setopt_array($curl, [',
        lines(
          'CURLOPT_RETURNTRANSFER => true,',
          block(
            'CURLOPT_HTTPHEADER => [',
            lines(`'x-api-token: ' . getenv('${token}'),`, body && "'content-type: application/json',"),
            '],',
          ),
          // Makes it a POST.
          body &&
            code`CURLOPT_POSTFIELDS => json_encode(${literal(body, style, true)}, JSON_THROW_ON_ERROR),`,
        ),
        ']);',
      ),
      '$text = curl_exec($curl);',
      '$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);',
      block(
        'if ($status !== 200) {',
        lines(
          `// ${notes.status}`,
          'throw new RuntimeException("OpenSign answered $status: " . ($text === false ? curl_error($curl) : $text));',
        ),
        '}',
      ),
      '$answer = json_decode($text, true, 512, JSON_THROW_ON_ERROR);',
      result(task, notes),
    ),
  };
}

function webhook({ webhookKey }: Variables): Piece {
  return {
    imports: [],
    declares: true,
    code: block(
      'function isFromOpenSign(string $rawBody, string $signature): bool {',
      lines(
        `$key = getenv('${webhookKey}');`,
        block(
          "if ($key === false || $key === '') {",
          `throw new RuntimeException('${webhookKey} is not set');`,
          '}',
        ),
        "return hash_equals(hash_hmac('sha256', $rawBody, $key), $signature);",
      ),
      '}',
    ),
  };
}

export const php: Writer = {
  comment: '//',
  importsAnywhere: true,
  request,
  webhook,
  program: (piece) => code`<?php\n\n${importsFirst(piece)}`,
};
