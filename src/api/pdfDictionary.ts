/** No trailer comes near this; it keeps a broken file from being read for long. */
const longestDictionary = 1024 * 1024;

const isSpace = (byte: number) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
const delimiters = new Set(Uint8Array.from('()<>[]{}/%', code));

function code(character: string): number {
  return character.charCodeAt(0);
}

/** Reads the tokens of a PDF, as far as it takes to tell keys from values: strings and comments are stepped over. */
class Tokens {
  constructor(
    private readonly bytes: Uint8Array,
    private position: number,
  ) {}

  /** The next token: `<<`, `>>`, `[`, `]`, a `/Name`, a word; `()` stands for any string. Empty at the end. */
  next(): string {
    this.skipSpace();
    const byte = this.bytes[this.position];
    switch (byte) {
      case undefined:
        return '';
      case code('('):
        this.skipString();
        return '()';
      case code('<'):
      case code('>'):
        return this.angle(byte);
      case code('/'):
        this.position++;
        // Any character of a name may be written as #xx.
        return `/${this.word().replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))}`;
    }
    if (delimiters.has(byte)) {
      this.position++;
      return String.fromCharCode(byte);
    }
    return this.word();
  }

  private skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === code('%')) {
        this.skipWhile((each) => each !== 0x0a && each !== 0x0d);
      } else if (byte !== undefined && isSpace(byte)) {
        this.position++;
      } else {
        return;
      }
    }
  }

  private skipWhile(condition: (byte: number) => boolean): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === undefined || !condition(byte)) {
        return;
      }
      this.position++;
    }
  }

  /** From `(` to the `)` that closes it. */
  private skipString(): void {
    let depth = 0;
    do {
      const byte = this.bytes[this.position++];
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

  private angle(byte: number): string {
    this.position++;
    if (this.bytes[this.position] === byte) {
      this.position++;
      return byte === code('<') ? '<<' : '>>';
    }
    this.skipWhile((each) => each !== code('>'));
    this.position++;
    return '()';
  }

  private word(): string {
    const start = this.position;
    this.skipWhile((byte) => !isSpace(byte) && !delimiters.has(byte));
    return String.fromCharCode(...this.bytes.subarray(start, Math.min(this.position, start + 200)));
  }
}

/**
 * Whether the dictionary at `start` has `key` among its own keys, with a value other than null. Undefined when no
 * dictionary begins there. Names within values, strings, comments and inner dictionaries do not count.
 */
export function dictionaryHas(bytes: Uint8Array, start: number, key: string): boolean | undefined {
  const tokens = new Tokens(bytes.subarray(start, start + longestDictionary), 0);
  if (tokens.next() !== '<<') {
    return undefined;
  }
  let depth = 1;
  let keyExpected = true;
  while (depth > 0) {
    const token = tokens.next();
    if (token === '') {
      return undefined;
    }
    if (depth === 1 && keyExpected && token.startsWith('/')) {
      if (token === `/${key}`) {
        return tokens.next() !== 'null';
      }
      keyExpected = false;
      continue;
    }
    if (token === '<<' || token === '[') {
      depth++;
    } else if (token === '>>' || token === ']') {
      depth--;
    }
    // A value may be several tokens ("5 0 R"); all but the first are no names and change nothing.
    keyExpected = true;
  }
  return false;
}
