/** Where something stands in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type JsonPath = readonly (string | number)[];

interface JsonNode extends Span {
  readonly children: ReadonlyMap<string | number, JsonNode>;
}

/** Where the values of a JSON text stand. The text must be one that `JSON.parse` takes. */
export class JsonTree {
  private readonly root: JsonNode;

  constructor(text: string) {
    this.root = new Reader(text).read();
  }

  /** The value at `path`; of one that is missing, the first character of what it is missing in. */
  spanOf(path: JsonPath): Span {
    let node = this.root;
    for (const key of path) {
      const child = node.children.get(key);
      if (child === undefined) {
        return { start: node.start, end: Math.min(node.start + 1, node.end) };
      }
      node = child;
    }
    // An object or a list as a whole would underline half of the file.
    return node.children.size === 0 ? node : { start: node.start, end: node.start + 1 };
  }
}

interface OpenNode extends JsonNode {
  end: number;
  readonly children: Map<string | number, JsonNode>;
  readonly isList: boolean;
}

/**
 * Steps through valid JSON; so it looks for ends, and never for mistakes. Neither recursion nor patterns: deep nesting
 * and long strings would use up the stack.
 */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  read(): JsonNode {
    const { text } = this;
    const open: OpenNode[] = [];
    for (;;) {
      this.gap();
      const around = open.at(-1);
      if (around !== undefined && (this.at >= text.length || '}]'.includes(text.charAt(this.at)))) {
        this.at++;
        around.end = this.at;
        open.pop();
        if (open.length === 0) {
          return around;
        }
        continue;
      }
      const key = around === undefined || around.isList ? (around?.children.size ?? 0) : this.key();
      const start = this.at;
      const first = text.charAt(start);
      const node: OpenNode = { start, end: start, children: new Map(), isList: first === '[' };
      around?.children.set(key, node);
      if (first === '[' || first === '{') {
        this.at++;
        open.push(node);
        continue;
      }
      this.scalar(first);
      node.end = this.at;
      if (around === undefined) {
        return node;
      }
      if (node.end === start) {
        throw new Error('not JSON');
      }
    }
  }

  private key(): string {
    const start = this.at;
    this.string();
    const key = JSON.parse(this.text.slice(start, this.at)) as string;
    this.gap();
    return key;
  }

  private scalar(first: string): void {
    if (first === '"') {
      this.string();
      return;
    }
    while (this.at < this.text.length && !' \t\r\n,]}'.includes(this.text.charAt(this.at))) {
      this.at++;
    }
  }

  private string(): void {
    const { text } = this;
    for (this.at++; this.at < text.length && text[this.at] !== '"'; this.at++) {
      if (text[this.at] === '\\') {
        this.at++;
      }
    }
    this.at = Math.min(this.at + 1, text.length);
  }

  /** What is between values. A byte order mark may come first. */
  private gap(): void {
    while (this.at < this.text.length && ' \t\r\n,:\uFEFF'.includes(this.text.charAt(this.at))) {
      this.at++;
    }
  }
}
