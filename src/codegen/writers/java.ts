import { block, code, indent, lines, mapText, Stop, type Code } from '../code';
import { escaped, inUnits } from '../escape';
import { around, jsonStyle, literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

const style: Pick<LiteralStyle, 'text'> = {
  text: (text) => ['"', escaped(text, '\\"', inUnits), '"'],
};

/** Where the PDF goes in the JSON. */
const hole = new Stop('');

/** The JSON of a body as a text block. Every backslash of JSON is two, so that none begins an escape of Java's. */
function textBlock({ body = {}, pdf }: ApiRequest): Code {
  const json = literal(body, jsonStyle(['"', hole, '"']), true);
  const inBlock = (part: Code) => mapText(part, (text) => text.replaceAll('\\', '\\\\'));
  if (pdf === undefined) {
    return code`"""\n${indent(code`${inBlock(json)}\n"""`)}`;
  }
  const format = (part: Code) => mapText(inBlock(part), (text) => text.replaceAll('%', '%%'));
  const [before, after] = around(hole, json);
  return code`"""\n${indent(code`${format(before)}%s${format(after)}\n""".formatted(pdf)`)}`;
}

/** One field by a regular expression: the JDK reads no JSON, and names of nested objects differ. */
function field(name: string): Code {
  return [
    `Matcher field = Pattern.compile("\\"${name}\\"\\\\s*:\\\\s*\\"([^\\"]*)\\"").matcher(response.body());`,
  ];
}

function result({ answer }: ApiRequest, { link, noJsonReader }: Notes): Code {
  switch (answer.kind) {
    case 'templates':
      return lines(`// ${noJsonReader}`, 'System.out.println(response.body());');
    case 'field':
      return lines(
        `// ${noJsonReader}`,
        field(answer.name),
        'System.out.println(field.find() ? field.group(1) : "");',
      );
    case 'file':
      return lines(
        `// ${noJsonReader}`,
        field('file'),
        block('if (!field.find()) {', 'throw new IllegalStateException("OpenSign named no file");', '}'),
        `// ${link}`,
        block(
          'try (InputStream file = URI.create(field.group(1)).toURL().openStream()) {',
          code`Files.copy(file, Path.of(${textLiteral(answer.saveAs, style)}), StandardCopyOption.REPLACE_EXISTING);`,
          '}',
        ),
      );
  }
}

function importsOf({ pdf, answer }: ApiRequest): readonly string[] {
  const saves = answer.kind === 'file';
  const files = pdf !== undefined || saves;
  return [
    ...(saves ? ['java.io.InputStream'] : []),
    'java.net.URI',
    'java.net.http.HttpClient',
    'java.net.http.HttpRequest',
    'java.net.http.HttpResponse',
    ...(files ? ['java.nio.file.Files', 'java.nio.file.Path'] : []),
    ...(saves ? ['java.nio.file.StandardCopyOption'] : []),
    ...(pdf === undefined ? [] : ['java.util.Base64']),
    ...(answer.kind === 'templates' ? [] : ['java.util.regex.Matcher', 'java.util.regex.Pattern']),
  ].map((name) => `import ${name};`);
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes): Piece {
  const { path, body, pdf } = task;
  return {
    imports: importsOf(task),
    code: lines(
      pdf &&
        code`String pdf = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(${textLiteral(pdf, style)})));`,
      body && code`String body = ${textBlock(task)};`,
      code`HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("${baseUrl}") + "${path}"))`,
      indent(
        lines(
          `.header("x-api-token", System.getenv("${token}"))`,
          body && '.header("content-type", "application/json")',
          body && '.POST(HttpRequest.BodyPublishers.ofString(body))',
          '.build();',
        ),
      ),
      'HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
      block(
        'if (response.statusCode() != 200) {',
        lines(
          `// ${notes.status}`,
          'throw new IllegalStateException("OpenSign answered " + response.statusCode() + ": " + response.body());',
        ),
        '}',
      ),
      result(task, notes),
    ),
  };
}

function webhook({ webhookKey }: Variables): Piece {
  return {
    imports: [
      'import java.nio.charset.StandardCharsets;',
      'import java.security.GeneralSecurityException;',
      'import java.security.MessageDigest;',
      'import java.util.HexFormat;',
      'import javax.crypto.Mac;',
      'import javax.crypto.spec.SecretKeySpec;',
    ],
    declares: true,
    code: block(
      'static boolean isFromOpenSign(byte[] rawBody, String signature) throws GeneralSecurityException {',
      lines(
        `byte[] key = System.getenv("${webhookKey}").getBytes(StandardCharsets.UTF_8);`,
        'Mac mac = Mac.getInstance("HmacSHA256");',
        'mac.init(new SecretKeySpec(key, "HmacSHA256"));',
        'String expected = HexFormat.of().formatHex(mac.doFinal(rawBody));',
        'return MessageDigest.isEqual(',
        indent(
          lines('expected.getBytes(StandardCharsets.UTF_8),', 'signature.getBytes(StandardCharsets.UTF_8));'),
        ),
      ),
      '}',
    ),
  };
}

function program(piece: Piece): Code {
  const inner =
    piece.declares === true
      ? piece.code
      : block('public static void main(String[] args) throws Exception {', piece.code, '}');
  return importsFirst({ ...piece, code: block('class OpenSign {', inner, '}') });
}

export const java: Writer = { comment: '//', importsAnywhere: false, request, webhook, program };
