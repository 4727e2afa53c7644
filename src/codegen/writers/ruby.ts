import { block, code, lines, type Code } from '../code';
import { escaped, inBraces, isVisible } from '../escape';
import { literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

const style: LiteralStyle = {
  text: (text) =>
    isVisible(text)
      ? ["'", escaped(text, "\\'", inBraces), "'"]
      : ['"', escaped(text, '\\"#', inBraces), '"'],
  key: (name) => `'${name}' => `,
  object: ['{', '}'],
  array: ['[', ']'],
  spaced: true,
  trailingComma: true,
  pdf: ['pdf'],
};

function result({ answer }: ApiRequest, { link }: Notes): Code {
  switch (answer.kind) {
    case 'templates':
      return ["answer['result'].each { |template| puts \"#{template['objectId']} #{template['title']}\" }"];
    case 'field':
      return [`puts answer['${answer.name}']`];
    case 'file':
      return lines(
        `# ${link}`,
        "download = Net::HTTP.get_response(URI(answer['file']))",
        'raise "The PDF could not be fetched: #{download.code}" unless download.is_a?(Net::HTTPSuccess)',
        '',
        code`File.binwrite(${textLiteral(answer.saveAs, style)}, download.body)`,
      );
  }
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes): Piece {
  const { method, path, body, pdf } = task;
  return {
    imports: ["require 'json'", "require 'net/http'"],
    code: lines(
      pdf && code`pdf = [File.binread(${textLiteral(pdf, style)})].pack('m0')`,
      code`uri = URI(ENV.fetch('${baseUrl}') + '${path}')`,
      `request = Net::HTTP::${method === 'GET' ? 'Get' : 'Post'}.new(uri)`,
      `request['x-api-token'] = ENV.fetch('${token}')`,
      body && "request['content-type'] = 'application/json'",
      body && code`request.body = JSON.generate(${literal(body, style, true)})`,
      "response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request(request) }",
      block(
        'unless response.is_a?(Net::HTTPSuccess)',
        lines(`# ${notes.status}`, 'raise "OpenSign answered #{response.code}: #{response.body}"'),
        'end',
      ),
      'answer = JSON.parse(response.body)',
      result(task, notes),
    ),
  };
}

function webhook({ webhookKey }: Variables): Piece {
  return {
    imports: ["require 'openssl'"],
    declares: true,
    code: block(
      'def from_opensign?(raw_body, signature)',
      lines(
        `key = ENV.fetch('${webhookKey}')`,
        `raise '${webhookKey} is empty' if key.empty?`,
        '',
        "OpenSSL.secure_compare(OpenSSL::HMAC.hexdigest('SHA256', key, raw_body), signature)",
      ),
      'end',
    ),
  };
}

export const ruby: Writer = {
  comment: '#',
  importsAnywhere: true,
  request,
  webhook,
  program: importsFirst,
};
