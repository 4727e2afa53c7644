/** A place in generated code that the user fills in; `text` stands there until then. */
export class Stop {
  constructor(readonly text: string) {}
}

/** Generated code: text as it is to be read, and the places to be filled in. Indented by tabs, without one at its end. */
export type Code = readonly (string | Stop)[];

type Part = string | Stop | Code;

function flat(part: Part): Code {
  return typeof part === 'string' || part instanceof Stop ? [part] : part;
}

/** Code from a template literal: `` code`fetch(${url})` ``. */
export function code(strings: TemplateStringsArray, ...parts: readonly Part[]): Code {
  return strings.flatMap((string, index) => [string, ...flat(parts[index] ?? '')]);
}

/** One below the other. What is undefined has no line. */
export function lines(...parts: readonly (Part | undefined)[]): Code {
  return join(
    parts.filter((part) => part !== undefined),
    '\n',
  );
}

export function join(parts: readonly Part[], separator: string): Code {
  return parts.flatMap((part, index) => (index === 0 ? flat(part) : [separator, ...flat(part)]));
}

/** `inner` one tab deeper, between two lines. */
export function block(open: Part, inner: Part, close: Part): Code {
  return lines(open, indent(inner), close);
}

/** Every line that holds something one tab deeper. Stops hold no line break. */
export function indent(part: Part): Code {
  return ['\t', ...mapText(merged(flat(part)), (text) => text.replace(/\n(?!\n)/g, '\n\t'))];
}

/** Texts next to each other as one: only then an empty line can be told. */
function merged(source: Code): Code {
  const parts: (string | Stop)[] = [];
  for (const part of source) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') {
      parts[parts.length - 1] = last + part;
    } else {
      parts.push(part);
    }
  }
  return parts;
}

/** The same code with its text, that of the stops included, written in another way. A stop with nothing to change stays the same one. */
export function mapText(source: Code, change: (text: string) => string): Code {
  return source.map((part) => {
    if (!(part instanceof Stop)) {
      return change(part);
    }
    const text = change(part.text);
    return text === part.text ? part : new Stop(text);
  });
}

/** The code as it is when nothing is filled in. */
export function plainText(source: Code): string {
  return source.map((part) => (part instanceof Stop ? part.text : part)).join('');
}

/** The code in VS Code's snippet syntax: each stop a tab stop, everything else to the letter. */
export function snippetText(source: Code): string {
  let number = 0;
  const escape = (text: string) => text.replace(/[\\$}]/g, '\\$&');
  return source
    .map((part) => {
      if (typeof part === 'string') {
        return escape(part);
      }
      number++;
      return part.text === '' ? `\${${number}}` : `\${${number}:${escape(part.text)}}`;
    })
    .join('');
}
