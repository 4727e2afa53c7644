import { block, code, lines, type Code } from '../code';
import { escaped, fourOrEight } from '../escape';
import { literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

const style: LiteralStyle = {
  text: (text) => ['"', escaped(text, '\\"', fourOrEight), '"'],
  key: (name) => `["${name}"] = `,
  object: ['new JsonObject {', '}'],
  array: ['new JsonArray {', '}'],
  spaced: true,
  trailingComma: true,
  pdf: ['pdf'],
};

function result({ answer }: ApiRequest, { link }: Notes): Code {
  switch (answer.kind) {
    case 'templates':
      return block(
        'foreach (var template in answer["result"]!.AsArray()) {',
        'Console.WriteLine("{0} {1}", template!["objectId"], template["title"]);',
        '}',
      );
    case 'field':
      return [`Console.WriteLine(answer["${answer.name}"]);`];
    case 'file':
      return lines(
        `// ${link}`,
        'using var files = new HttpClient();',
        code`await File.WriteAllBytesAsync(${textLiteral(answer.saveAs, style)}, await files.GetByteArrayAsync((string)answer["file"]!));`,
      );
  }
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes): Piece {
  const { method, path, body, pdf, answer } = task;
  const verb = method === 'GET' ? 'Get' : 'Post';
  return {
    imports: [
      'using System;',
      ...(pdf === undefined && answer.kind !== 'file' ? [] : ['using System.IO;']),
      'using System.Net.Http;',
      ...(body === undefined ? [] : ['using System.Text;']),
      'using System.Text.Json.Nodes;',
    ],
    code: lines(
      pdf &&
        code`var pdf = Convert.ToBase64String(await File.ReadAllBytesAsync(${textLiteral(pdf, style)}));`,
      code`using var request = new HttpRequestMessage(HttpMethod.${verb}, Environment.GetEnvironmentVariable("${baseUrl}") + "${path}");`,
      `request.Headers.Add("x-api-token", Environment.GetEnvironmentVariable("${token}"));`,
      body && code`var body = ${literal(body, style, true)};`,
      body && 'request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");',
      'using var client = new HttpClient();',
      'using var response = await client.SendAsync(request);',
      'var text = await response.Content.ReadAsStringAsync();',
      block(
        'if (!response.IsSuccessStatusCode) {',
        lines(
          `// ${notes.status}`,
          'throw new HttpRequestException($"OpenSign answered {(int)response.StatusCode}: {text}");',
        ),
        '}',
      ),
      'var answer = JsonNode.Parse(text)!;',
      result(task, notes),
    ),
  };
}

function webhook({ webhookKey }: Variables): Piece {
  return {
    imports: ['using System;', 'using System.Security.Cryptography;', 'using System.Text;'],
    declares: true,
    code: block(
      'static bool IsFromOpenSign(byte[] rawBody, string signature) {',
      lines(
        `var key = Environment.GetEnvironmentVariable("${webhookKey}");`,
        block(
          'if (string.IsNullOrEmpty(key)) {',
          `throw new InvalidOperationException("${webhookKey} is not set");`,
          '}',
        ),
        'var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), rawBody);',
        'var expected = Encoding.UTF8.GetBytes(Convert.ToHexString(hash).ToLowerInvariant());',
        'return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));',
      ),
      '}',
    ),
  };
}

function program(piece: Piece): Code {
  return piece.declares === true
    ? importsFirst({ ...piece, code: block('static class OpenSignWebhook {', piece.code, '}') })
    : importsFirst(piece);
}

export const csharp: Writer = { comment: '//', importsAnywhere: false, request, webhook, program };
