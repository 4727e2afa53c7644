const isSpace = (byte: number) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
const delimiters = new Set(Uint8Array.from('()<>[]{}/%', code));
/** No relevant name or number is longer; the rest of a longer word is skipped. */
const longestWord = 200;

function code(character: string): number {
  return character.charCodeAt(0);
}

/**
 * Reads the tokens of a PDF from `position` to `end`, in enough detail to distinguish keys from values: it skips strings
 * and comments. It only moves forward.
 */
export class Tokens {
  constructor(
    private readonly bytes: Buffer,
    public position: number,
    private readonly end: number,
  ) {}

  /** The next token: `<<`, `>>`, `[`, `]`, a `/Name`, a word; `()` stands for any string. Empty at the end. */
  next(): string {
    this.skipSpace();
    const byte = this.peek();
    switch (byte) {
      case undefined:
        return '';
      case code('('):
        this.skipString();
        return '()';
      case code('<'):
      case code('>'):
        return this.readAngle(byte);
      case code('/'):
        this.position++;
        return `/${decodeName(this.readWord())}`;
    }
    if (delimiters.has(byte)) {
      this.position++;
      return String.fromCharCode(byte);
    }
    return this.readWord();
  }

  /** The tokens of one value: an array with its brackets, or one token. Doesn't resolve references. */
  value(): readonly string[] {
    const tokens = [this.next()];
    for (let depth = Number(tokens[0] === '['); depth > 0;) {
      const token = this.next();
      depth += token === '[' ? 1 : token === ']' ? -1 : 0;
      if (token === '') {
        break;
      }
      tokens.push(token);
    }
    return tokens;
  }

  private peek(): number | undefined {
    return this.position < this.end ? this.bytes[this.position] : undefined;
  }

  private skipSpace(): void {
    this.skipWhile(isSpace);
    while (this.peek() === code('%')) {
      this.skipWhile((byte) => byte !== 0x0a && byte !== 0x0d);
      this.skipWhile(isSpace);
    }
  }

  private skipWhile(condition: (byte: number) => boolean): void {
    for (let byte = this.peek(); byte !== undefined && condition(byte); byte = this.peek()) {
      this.position++;
    }
  }

  /** Skips from `(` to the `)` that closes it. */
  private skipString(): void {
    let depth = 0;
    do {
      const byte = this.peek();
      this.position++;
      if (byte === undefined) {
        return;
      }
      if (byte === code('\\')) {
        this.position++;
      } else if (byte === code('(')) {
        depth++;
      } else if (byte === code(')')) {
        depth--;
      }
    } while (depth > 0);
  }

  private readAngle(byte: number): string {
    this.position++;
    if (this.peek() === byte) {
      this.position++;
      return byte === code('<') ? '<<' : '>>';
    }
    this.skipWhile((each) => each !== code('>'));
    this.position++;
    return '()';
  }

  private readWord(): string {
    const start = this.position;
    this.skipWhile((byte) => !isSpace(byte) && !delimiters.has(byte));
    return start === this.position
      ? ''
      : this.bytes.toString('latin1', start, Math.min(this.position, start + longestWord));
  }
}

/** `#xx` in a name stands for any character. */
function decodeName(name: string): string {
  return name.includes('#')
    ? name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : name;
}

export interface Dictionary {
  /** The tokens of the value of each wanted key. Of equal keys the first one counts. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Where reading ended: after the dictionary, or where it breaks off. */
  readonly end: number;
  readonly isClosed: boolean;
}

/**
 * Reads the dictionary that begins between `start` and `end`; undefined when none does. `wanted` are its own keys:
 * names within values, strings, comments and inner dictionaries don't count.
 */
export function readDictionary(
  bytes: Buffer,
  start: number,
  end: number,
  wanted: ReadonlySet<string>,
): Dictionary | undefined {
  const tokens = new Tokens(bytes, start, Math.min(end, bytes.length));
  if (tokens.next() !== '<<') {
    return undefined;
  }
  const values = new Map<string, string[]>();
  let value: string[] | undefined;
  let keyExpected = true;
  for (let depth = 1; depth > 0;) {
    const token = tokens.next();
    if (token === '') {
      return { values, end: tokens.position, isClosed: false };
    }
    if (depth === 1 && keyExpected && token.startsWith('/')) {
      const key = token.slice(1);
      value = wanted.has(key) && !values.has(key) ? [] : undefined;
      if (value !== undefined) {
        values.set(key, value);
      }
      keyExpected = false;
      continue;
    }
    if (token === '<<' || token === '[') {
      depth++;
    } else if (token === '>>' || token === ']') {
      depth--;
    }
    if (depth > 0) {
      value?.push(token);
    }
    // A value may be several tokens ("5 0 R"); all but the first aren't names and change nothing.
    keyExpected = true;
  }
  return { values, end: tokens.position, isClosed: true };
}
