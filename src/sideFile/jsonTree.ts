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
    this.root = new Reader(text).value();
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

/** Steps through valid JSON; so it looks for ends, and never for mistakes. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): JsonNode {
    this.space();
    const start = this.at;
    const children = new Map<string | number, JsonNode>();
    switch (this.text[this.at]) {
      case '{':
        this.members(() => {
          const key = this.key();
          children.set(key, this.value());
        });
        break;
      case '[':
        this.members(() => void children.set(children.size, this.value()));
        break;
      case '"':
        this.string();
        break;
      default:
        this.skip(/[^\s,\]}]*/y);
    }
    return { start, end: this.at, children };
  }

  private members(member: () => void): void {
    this.at++;
    for (;;) {
      this.skip(/[\s,]*/y);
      const { at } = this;
      const next = this.text[at];
      if (next === undefined || next === '}' || next === ']') {
        this.at++;
        return;
      }
      member();
      if (this.at === at) {
        throw new Error('not JSON');
      }
    }
  }

  private key(): string {
    const start = this.at;
    this.string();
    const key = JSON.parse(this.text.slice(start, this.at)) as string;
    this.skip(/\s*:/y);
    return key;
  }

  private string(): void {
    this.skip(/"(?:[^"\\]|\\.)*"/y);
  }

  private space(): void {
    // A byte order mark may come first.
    this.skip(/[\s\uFEFF]*/y);
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    this.at += pattern.exec(this.text)?.[0].length ?? 0;
  }
}
