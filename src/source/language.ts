/** How string literals and values are told from the rest of a text. */
export interface Syntax {
  /** `code`: only string literals count. `values`: everything that is no comment. */
  readonly kind: 'code' | 'values';
  /** Text where ids and tokens are mentioned rather than used: nothing is said of ids there. */
  readonly prose: boolean;
  /** What begins a comment up to the end of the line. */
  readonly lineComments: readonly string[];
  /** In `values`: a comment may also follow a value, after white space. */
  readonly trailingComments: boolean;
  /** Block comments as in C. */
  readonly blockComments: boolean;
  /** What a single quote is: a string's, a single character's (or a lifetime's). */
  readonly singleQuote: 'string' | 'character';
  /** What a back-tick is. */
  readonly backTick: 'none' | 'template' | 'raw';
  /** Strings in three quotes, over several lines. */
  readonly tripleQuotes: boolean;
  /** A slash may begin a regular expression, in which quotes mean nothing. */
  readonly regularExpressions: boolean;
  /** `@"…"` in which a backslash is nothing special. */
  readonly verbatim: boolean;
  /** `r"…"` and `r#"…"#`. */
  readonly rustRaw: boolean;
  /** How requests are written, for the rule about hosts and tokens; `none` where it says nothing. */
  readonly statements: 'code' | 'shell' | 'requests' | 'none';
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
  statements: 'code',
};
const script: Syntax = { ...code, backTick: 'template', regularExpressions: true };
const hash: Syntax = { ...code, lineComments: ['#'], blockComments: false };
const characters: Syntax = { ...code, singleQuote: 'character' };
const values: Syntax = {
  ...code,
  kind: 'values',
  lineComments: ['#'],
  blockComments: false,
  statements: 'none',
};
const shell: Syntax = { ...values, statements: 'shell' };
// A URL holds both marks, so that they count at the beginning of a line only.
const requests: Syntax = {
  ...values,
  lineComments: ['#', '//'],
  trailingComments: false,
  statements: 'requests',
};
const markup: Syntax = { ...values, lineComments: [], trailingComments: false };
const prose: Syntax = { ...markup, prose: true };

const byLanguage: Readonly<Record<string, Syntax | undefined>> = {
  typescript: script,
  typescriptreact: script,
  javascript: script,
  javascriptreact: script,
  json: code,
  jsonc: code,
  jsonl: code,
  python: { ...hash, tripleQuotes: true },
  ruby: hash,
  perl: hash,
  r: hash,
  julia: { ...hash, tripleQuotes: true },
  elixir: { ...hash, tripleQuotes: true },
  powershell: hash,
  coffeescript: { ...hash, tripleQuotes: true },
  php: { ...code, lineComments: ['//', '#'] },
  groovy: { ...code, tripleQuotes: true },
  dart: { ...code, tripleQuotes: true },
  lua: { ...code, lineComments: ['--'], blockComments: false },
  sql: { ...code, lineComments: ['--'] },
  csharp: { ...characters, tripleQuotes: true, verbatim: true },
  java: { ...characters, tripleQuotes: true },
  kotlin: { ...characters, tripleQuotes: true },
  scala: { ...characters, tripleQuotes: true },
  swift: { ...characters, tripleQuotes: true },
  go: { ...characters, backTick: 'raw' },
  rust: { ...characters, rustRaw: true },
  c: characters,
  cpp: characters,
  'objective-c': characters,
  'objective-cpp': characters,
  fsharp: { ...characters, tripleQuotes: true },
  vb: { ...characters, lineComments: ["'"], blockComments: false },
  clojure: { ...characters, lineComments: [';'], blockComments: false },
  dotenv: values,
  properties: { ...values, lineComments: ['#', '!'], trailingComments: false },
  ini: { ...values, lineComments: ['#', ';'] },
  yaml: values,
  dockercompose: values,
  'github-actions-workflow': values,
  toml: values,
  shellscript: shell,
  makefile: shell,
  dockerfile: shell,
  terraform: values,
  http: requests,
  rest: requests,
  bat: markup,
  xml: markup,
  html: markup,
  vue: markup,
  svelte: markup,
  astro: markup,
  razor: markup,
  handlebars: markup,
  plaintext: prose,
  markdown: prose,
  mdx: prose,
  restructuredtext: prose,
  asciidoc: prose,
};

/** Style sheets have class names, and the others are made by programs, not written. */
const notScanned = new Set(
  'css scss less sass stylus log Log diff git-commit git-rebase scminput search-result code-text-binary binary'.split(
    ' ',
  ),
);

/** Files whose name tells more than the language that VS Code has for them. */
const byName: readonly (readonly [RegExp, Syntax])[] = [
  [/(^|\/)[^/]*\.env(\.[^/]*)?$/i, values],
  [/\.(http|rest)$/i, requests],
  [/\.(properties|conf|cfg)$/i, { ...values, lineComments: ['#', '!'], trailingComments: false }],
  [/\.toml$/i, values],
];

/** How a text is to be read; undefined when it is not looked at. A language that is not known is taken as code. */
export function syntaxOf(languageId: string, path: string): Syntax | undefined {
  if (notScanned.has(languageId)) {
    return undefined;
  }
  const named = byName.find(([pattern]) => pattern.test(path))?.[1];
  return named ?? byLanguage[languageId] ?? { ...code, lineComments: [], blockComments: false };
}
