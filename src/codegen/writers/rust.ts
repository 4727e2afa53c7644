import { block, code, indent, lines, type Code } from '../code';
import { escaped, inBraces } from '../escape';
import { literal, textLiteral, type LiteralStyle } from '../literal';
import type { ApiRequest } from '../codeRequest';
import { importsFirst, type Notes, type Piece, type Variables, type Writer } from '../writer';

/** In the `json!` macro of serde_json. */
const style: LiteralStyle = {
  text: (text) => ['"', escaped(text, '\\"', inBraces), '"'],
  key: (name) => `"${name}": `,
  object: ['{', '}'],
  array: ['[', ']'],
  spaced: true,
  trailingComma: true,
  pdf: ['pdf'],
};

function result({ answer }: ApiRequest, { link }: Notes): Code {
  switch (answer.kind) {
    case 'templates':
      return block(
        'for template in answer["result"].as_array().into_iter().flatten() {',
        lines(
          'let title = template["title"].as_str().unwrap_or_default();',
          'println!("{} {title}", template["objectId"].as_str().unwrap_or_default());',
        ),
        '}',
      );
    case 'field':
      return [`println!("{}", answer["${answer.name}"].as_str().unwrap_or_default());`];
    case 'file':
      return lines(
        `// ${link}`,
        'let link = answer["file"].as_str().ok_or("OpenSign named no file")?;',
        'let file = reqwest::blocking::get(link)?.error_for_status()?.bytes()?;',
        code`std::fs::write(${textLiteral(answer.saveAs, style)}, file)?;`,
      );
  }
}

function request(task: ApiRequest, { baseUrl, token }: Variables, notes: Notes): Piece {
  const { method, path, body, pdf } = task;
  const crates = `reqwest (blocking, json), serde_json${pdf === undefined ? '' : ', base64'}`;
  return {
    imports: [],
    code: lines(
      `// ${notes.crates} ${crates}`,
      pdf &&
        code`let pdf = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, std::fs::read(${textLiteral(pdf, style)})?);`,
      'let response = reqwest::blocking::Client::new()',
      indent(
        lines(
          code`.${method.toLowerCase()}(std::env::var("${baseUrl}")? + "${path}")`,
          `.header("x-api-token", std::env::var("${token}")?)`,
          body && code`.json(&serde_json::json!(${literal(body, style, true)}))`,
          '.send()?;',
        ),
      ),
      'let status = response.status();',
      block(
        'if !status.is_success() {',
        lines(
          `// ${notes.status}`,
          'return Err(format!("OpenSign answered {status}: {}", response.text()?).into());',
        ),
        '}',
      ),
      'let answer: serde_json::Value = response.json()?;',
      result(task, notes),
    ),
  };
}

function webhook({ webhookKey }: Variables, notes: Notes): Piece {
  return {
    imports: ['use hmac::{Hmac, Mac};'],
    declares: true,
    code: lines(
      `// ${notes.crates} hmac 0.12, sha2 0.10, hex`,
      block(
        'fn is_from_opensign(raw_body: &[u8], signature: &str) -> Result<bool, Box<dyn std::error::Error>> {',
        lines(
          `let key = std::env::var("${webhookKey}")?;`,
          block('if key.is_empty() {', `return Err("${webhookKey} is empty".into());`, '}'),
          'let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key.as_bytes())?;',
          'mac.update(raw_body);',
          'Ok(hex::decode(signature).is_ok_and(|given| mac.verify_slice(&given).is_ok()))',
        ),
        '}',
      ),
    ),
  };
}

function program(piece: Piece): Code {
  return piece.declares === true
    ? importsFirst(piece)
    : importsFirst({
        ...piece,
        code: block(
          'fn main() -> Result<(), Box<dyn std::error::Error>> {',
          lines(piece.code, 'Ok(())'),
          '}',
        ),
      });
}

export const rust: Writer = { comment: '//', importsAnywhere: true, request, webhook, program };
