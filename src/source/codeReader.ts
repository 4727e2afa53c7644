import type { Syntax } from './language';

/** A place in a text, in UTF-16 units from its beginning. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A string literal, or a line of values: the span of its content, without quotes. */
export interface Literal extends Span {
  /** Includes the quotes and the letters before them, such as `r` or `@`. Equal to the content where there are none. */
  readonly outerStart: number;
  readonly outerEnd: number;
}

/** Character codes. */
const Code = {
  lineFeed: 10,
  doubleQuote: 34,
  dollar: 36,
  singleQuote: 39,
  slash: 47,
  backslash: 92,
  backTick: 96,
  openBrace: 123,
  closeBrace: 125,
} as const;

/** After these words a slash begins a regular expression, because they don't end a value. */
const beforeExpression = /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|await|yield)$/;

/** Templates nested deeper are read as text, so that no input can overflow the stack. */
const maxDepth = 50;

/** Finds the string literals of code in one pass. */
export class CodeReader {
  private readonly found: Literal[] = [];
  private at = 0;
  /** How many templates enclose `at`. */
  private depth = 0;
  /** Before this offset no slash begins a regular expression, because an earlier attempt didn't end on its line. */
  private noExpressionBefore = 0;
  /** Ends of raw strings that don't occur in the rest of the text. Searching again for each string would be quadratic. */
  private readonly missing = new Set<string>();
  /** The last character outside white space and comments. It decides what a slash means. */
  private last = -1;
  /** What line comments begin with. */
  private readonly starts: ReadonlySet<number>;

  constructor(
    private readonly text: string,
    private readonly syntax: Syntax,
  ) {
    this.starts = new Set(syntax.lineComments.map((mark) => mark.charCodeAt(0)));
  }

  read(): Literal[] {
    this.readCode(false);
    return this.found;
  }

  /** Reads to the end, or with `nested` to the brace that closes an expression in a template. */
  private readCode(nested: boolean): void {
    const { text, syntax } = this;
    let depth = 0;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code === Code.doubleQuote) {
        this.readString(code);
      } else if (code === Code.singleQuote && !this.starts.has(code)) {
        if (syntax.singleQuote === 'string') {
          this.readString(code);
        } else {
          this.skipCharacter();
        }
      } else if (code === Code.backTick && syntax.backTick !== 'none') {
        if (syntax.backTick === 'template') {
          this.readTemplate();
        } else {
          this.readUntil('`', 1, this.at);
        }
      } else if (this.starts.has(code) && this.isLineComment()) {
        const end = text.indexOf('\n', this.at);
        this.at = end === -1 ? text.length : end;
        continue;
      } else if (code === Code.slash && syntax.blockComments && text[this.at + 1] === '*') {
        const end = text.indexOf('*/', this.at + 2);
        this.at = end === -1 ? text.length : end + 2;
        continue;
      } else if (code === Code.slash && syntax.regularExpressions && this.isRegularExpression()) {
        this.skipRegularExpression();
      } else {
        if (nested && code === Code.openBrace) {
          depth++;
        } else if (nested && code === Code.closeBrace && depth-- === 0) {
          return;
        }
        if (code > 32) {
          this.last = this.at;
        }
        this.at++;
        continue;
      }
      this.last = this.at - 1;
    }
  }

  // Not inline: a closure in the loop makes it several times slower.
  private isLineComment(): boolean {
    return this.syntax.lineComments.some((mark) => this.text.startsWith(mark, this.at));
  }

  private readString(quote: number): void {
    const { text, syntax } = this;
    const mark = text.charAt(this.at);
    const prefix = this.getPrefixStart();
    if (syntax.tripleQuotes && text.startsWith(mark.repeat(3), this.at)) {
      this.readUntil(mark.repeat(3), 3, prefix);
      return;
    }
    if (syntax.rustRaw && quote === Code.doubleQuote) {
      const hashes = /r(#*)$/.exec(text.slice(Math.max(0, this.at - 10), this.at))?.[1];
      if (hashes !== undefined) {
        this.readUntil(`"${hashes}`, 1, prefix);
        return;
      }
    }
    const verbatim = syntax.verbatim && text.slice(prefix, this.at).includes('@');
    const start = this.at + 1;
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === Code.backslash && !verbatim) {
        end++;
      } else if (code === quote) {
        if (!verbatim || text.charCodeAt(end + 1) !== quote) {
          break;
        }
        end++;
      } else if (code === Code.lineFeed && !verbatim) {
        break;
      }
    }
    end = Math.min(end, text.length);
    const closed = text.charCodeAt(end) === quote;
    this.add(prefix, start, end, closed ? end + 1 : end);
  }

  /** Reads a raw string that ends with `close`, or with its line when it's never closed. */
  private readUntil(close: string, opening: number, prefix: number): void {
    const start = this.at + opening;
    let end = this.missing.has(close) ? -1 : this.text.indexOf(close, start);
    const closed = end !== -1;
    if (!closed) {
      this.missing.add(close);
      const newline = this.text.indexOf('\n', start);
      end = newline === -1 ? this.text.length : newline;
    }
    this.add(prefix, start, end, closed ? end + close.length : end);
  }

  /** Skips a character such as `'a'` or `'"'`, or only the quote of a Rust lifetime or a C++ digit separator. */
  private skipCharacter(): void {
    const match = /^'(?:\\[^\n]{1,9}?|[^'\\\n])'/.exec(this.text.slice(this.at, this.at + 12));
    this.at += match?.[0].length ?? 1;
  }

  private readTemplate(): void {
    const { text } = this;
    const outer = this.at;
    let start = ++this.at;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code === Code.backslash) {
        this.at += 2;
      } else if (code === Code.backTick) {
        this.add(outer, start, this.at, this.at + 1);
        return;
      } else if (
        code === Code.dollar &&
        text.charCodeAt(this.at + 1) === Code.openBrace &&
        this.depth < maxDepth
      ) {
        this.found.push({ start, end: this.at, outerStart: start, outerEnd: this.at });
        this.at += 2;
        this.depth++;
        this.readCode(true);
        this.depth--;
        start = ++this.at;
      } else {
        this.at++;
      }
    }
    this.add(start, Math.min(start, text.length), text.length, text.length);
  }

  private add(outerStart: number, start: number, end: number, outerEnd: number): void {
    this.found.push({ start, end, outerStart, outerEnd });
    this.at = Math.max(outerEnd, this.at + 1);
  }

  /** Where the prefix of a string begins, as in `rb"…"`, `f'…'`, `$@"…"`. */
  private getPrefixStart(): number {
    if (!/[A-Za-z#$@]/.test(this.text.charAt(this.at - 1))) {
      return this.at;
    }
    const match = /(?:(?<![\w$])[A-Za-z]{1,2}#{0,9}|[$@]{1,3})$/.exec(
      this.text.slice(Math.max(0, this.at - 12), this.at),
    );
    return this.at - (match?.[0].length ?? 0);
  }

  private isRegularExpression(): boolean {
    if (this.at < this.noExpressionBefore) {
      return false;
    }
    if (this.last < 0) {
      return true;
    }
    const before = this.text.charAt(this.last);
    if (/[\w$]/.test(before)) {
      return beforeExpression.test(this.text.slice(Math.max(0, this.last - 11), this.last + 1));
    }
    return !/[)\]}"'`]/.test(before);
  }

  /** Skips to the slash that ends it on the same line. Without one the slash was a division. */
  private skipRegularExpression(): void {
    const { text } = this;
    let inClass = false;
    let at = this.at + 1;
    for (; at < text.length && text.charCodeAt(at) !== Code.lineFeed; at++) {
      const character = text.charAt(at);
      if (character === '\\') {
        at++;
      } else if (character === '[') {
        inClass = true;
      } else if (character === ']') {
        inClass = false;
      } else if (character === '/' && !inClass) {
        this.at = at + 1;
        return;
      }
    }
    this.noExpressionBefore = at;
    this.at++;
  }
}
