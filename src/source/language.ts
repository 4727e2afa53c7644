/** How to find the string literals and values of a text. */
export interface Syntax {
  /** `code`: only string literals count. `values`: everything outside comments counts. */
  readonly kind: 'code' | 'values';
  /** Text that mentions IDs without using them, so IDs aren't reported. */
  readonly prose: boolean;
  /** What begins a comment up to the end of the line. */
  readonly lineComments: readonly string[];
  /** In `values`: a comment may also follow a value and white space. */
  readonly trailingComments: boolean;
  /** Block comments as in C. */
  readonly blockComments: boolean;
  /** A single quote begins a string, or one character (also a Rust lifetime). */
  readonly singleQuote: 'string' | 'character';
  readonly backTick: 'none' | 'template' | 'raw';
  /** Strings in three quotes, over several lines. */
  readonly tripleQuotes: boolean;
  /** A slash may begin a regular expression, where quotes have no meaning. */
  readonly regularExpressions: boolean;
  /** `@"…"`, where a backslash has no meaning. */
  readonly verbatim: boolean;
  /** `r"…"` and `r#"…"#`. */
  readonly rustRaw: boolean;
  /** How requests are written, for the host-mismatch rule. `none` turns it off. */
  readonly requests: 'code' | 'shell' | 'http' | 'none';
}

const code: Syntax = {
  kind: 'code',
  prose: false,
  lineComments: ['//'],
  trailingComments: true,
  blockComments: true,
  singleQuote: 'string',
  backTick: 'none',
  tripleQuotes: false,
  regularExpressions: false,
  verbatim: false,
  rustRaw: false,
  requests: 'code',
};
const hash: Syntax = { ...code, lineComments: ['#'], blockComments: false };
const hashTriple: Syntax = { ...hash, tripleQuotes: true };
const triple: Syntax = { ...code, tripleQuotes: true };
const characters: Syntax = { ...code, singleQuote: 'character' };
const charactersTriple: Syntax = { ...characters, tripleQuotes: true };
const values: Syntax = { ...hash, kind: 'values', requests: 'none' };
const properties: Syntax = { ...values, lineComments: ['#', '!'], trailingComments: false };
// A URL can contain both marks, so they only count at the beginning of a line.
const http: Syntax = { ...values, lineComments: ['#', '//'], trailingComments: false, requests: 'http' };
const markup: Syntax = { ...values, lineComments: [], trailingComments: false };

/** Language IDs of VS Code, by their syntax. */
const languages: readonly (readonly [Syntax, string])[] = [
  [
    { ...code, backTick: 'template', regularExpressions: true },
    'typescript typescriptreact javascript javascriptreact',
  ],
  [code, 'json jsonc jsonl'],
  [hash, 'ruby perl r powershell'],
  [hashTriple, 'python julia elixir coffeescript'],
  [{ ...code, lineComments: ['//', '#'] }, 'php'],
  [triple, 'groovy dart'],
  [{ ...hash, lineComments: ['--'] }, 'lua'],
  [{ ...code, lineComments: ['--'] }, 'sql'],
  [{ ...charactersTriple, verbatim: true }, 'csharp'],
  [charactersTriple, 'java kotlin scala swift fsharp'],
  [{ ...characters, backTick: 'raw' }, 'go'],
  [{ ...characters, rustRaw: true }, 'rust'],
  [characters, 'c cpp objective-c objective-cpp'],
  [{ ...characters, lineComments: ["'"], blockComments: false }, 'vb'],
  [{ ...characters, lineComments: [';'], blockComments: false }, 'clojure'],
  [values, 'dotenv yaml dockercompose github-actions-workflow toml terraform'],
  [properties, 'properties'],
  [{ ...values, lineComments: ['#', ';'] }, 'ini'],
  [{ ...values, requests: 'shell' }, 'shellscript makefile dockerfile'],
  [http, 'http rest'],
  [markup, 'bat xml html vue svelte astro razor handlebars'],
  [{ ...markup, prose: true }, 'plaintext markdown mdx restructuredtext asciidoc'],
];
const byLanguage = new Map(
  languages.flatMap(([syntax, ids]) => ids.split(' ').map((id) => [id, syntax] as const)),
);
const unknownLanguage: Syntax = { ...code, lineComments: [], blockComments: false };

/** Style sheets are full of class names, and programs write the others. */
const notScanned = new Set(
  'css scss less sass stylus log Log diff git-commit git-rebase scminput search-result code-text-binary binary'.split(
    ' ',
  ),
);

/** File names that identify the syntax better than VS Code's language ID. */
const byName: readonly (readonly [RegExp, Syntax])[] = [
  [/(^|\/)[^/]*\.env(\.[^/]*)?$/i, values],
  [/\.(http|rest)$/i, http],
  [/\.(properties|conf|cfg)$/i, properties],
  [/\.toml$/i, values],
];

/** The syntax to scan a text with. Undefined for texts that aren't scanned; an unknown language counts as code. */
export function getSyntax(languageId: string, path: string): Syntax | undefined {
  if (notScanned.has(languageId)) {
    return undefined;
  }
  const named = byName.find(([pattern]) => pattern.test(path))?.[1];
  return named ?? byLanguage.get(languageId) ?? unknownLanguage;
}
