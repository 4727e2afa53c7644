import { csharpImport, goImport, pythonImport } from './imports';
import { isAdjacent, openBraces, type Place } from './lookupPlace';
import { scriptLookup } from './scriptLookup';
import type { TextEdit } from './textEdit';

/**
 * The edits that make code read a variable of the environment in a token's place. Undefined where that would not be
 * valid code, or it cannot be told.
 */
export type Language = (place: Place, variable: string) => readonly TextEdit[] | undefined;

function one(edit: TextEdit | undefined): readonly TextEdit[] | undefined {
  return edit && [edit];
}

function wholeBy({ literal }: Place, text: string): TextEdit {
  return { start: literal.outerStart, end: literal.outerEnd, text };
}

function withImport(edit: TextEdit, added: TextEdit | undefined): readonly TextEdit[] {
  return added === undefined ? [edit] : [added, edit];
}

const python: Language = (place, variable) => {
  const { prefix, quote, whole, before, text, token } = place;
  const letters = prefix.toLowerCase();
  if (letters.includes('b') || letters.includes('t')) {
    return undefined;
  }
  if (whole) {
    const fits = !isAdjacent(place) && !/\bcase\s*$/.test(before);
    return fits ? withImport(wholeBy(place, `os.environ["${variable}"]`), pythonImport(text)) : undefined;
  }
  if (!letters.includes('f') || openBraces(place, true) !== 0) {
    return undefined;
  }
  const inner = quote.startsWith("'") ? '"' : "'";
  const edit = { ...token, text: `{os.environ[${inner}${variable}${inner}]}` };
  return withImport(edit, pythonImport(text));
};

/** A constant expression, in which PHP takes no function call. */
const phpConstant =
  /(?:\bcase\b[^;:{}]*|\bconst\b[^;{}]*|\b(?:public|private|protected|var|readonly)\s[^;{}]*=[^;{}]*|\bstatic\b[^;{}()]*=\s*|#\[[^\]]*|\b(?:function|fn)\b[^(){};]*\([^(){};]*)$/;

const php: Language = (place, variable) =>
  place.whole && place.prefix === '' && !phpConstant.test(place.before)
    ? [wholeBy(place, `getenv('${variable}')`)]
    : undefined;

/** Where C# takes constants only: labels, patterns, attributes, defaults of parameters. */
const csharpConstant =
  /(?:\b(?:case|is|or|when)\s*|^[ \t]*\[[^\]\n]*|\[\s*(?:assembly\s*:\s*)?[\w.]+\s*\([^)\]]*|[(,]\s*[\w<>?[\].]+\s+\w+\s*=\s*)$/m;

const csharp: Language = (place, variable) => {
  const { text, literal, before, after, whole } = place;
  if (!whole || csharpConstant.test(before) || /^(?:u8|\s*=>|\s*(?:or|and)\b)/.test(after)) {
    return undefined;
  }
  const lookup = wholeBy(place, `Environment.GetEnvironmentVariable("${variable}")`);
  const constant = /\bconst\b[^;{}]*$/.exec(before);
  if (constant === null) {
    return withImport(lookup, csharpImport(text));
  }
  // A constant of a class becomes a field. One of a method cannot be told from it without its modifiers.
  const start = literal.outerStart - before.length + constant.index;
  const modifiers = /(?:\b(?:public|private|protected|internal|new)\s+)+$/.test(
    before.slice(0, constant.index),
  );
  return modifiers && /^\s*;/.test(after)
    ? [...withImport(lookup, csharpImport(text)), { start, end: start + 5, text: 'static readonly' }]
    : undefined;
};

const go: Language = (place, variable) => {
  const { text, literal, before, after, whole } = place;
  const isFixed = /\bcase\b[^:\n]*$|\b(?:const|import)\s*\([^)]*$|\bimport\s+[\w.]*\s*$/.test(before);
  // A tag of a field follows its type.
  const isTag =
    literal.outerStart > 0 && text.charAt(literal.outerStart) === '`' && /[\w\])}][ \t]+$/.test(before);
  if (!whole || isFixed || isTag) {
    return undefined;
  }
  const lookup = wholeBy(place, `os.Getenv("${variable}")`);
  const added = goImport(text);
  const constant = /(?:^|\n)[ \t]*(const)\s+\w+(?:\s+string)?\s*=\s*$/.exec(before);
  if (constant !== null) {
    const start = literal.outerStart - before.length + constant.index + constant[0].indexOf('const');
    const alone = /^[ \t]*(?:\/\/.*)?(?:\r?\n|$)/.test(after);
    return alone ? [...withImport(lookup, added), { start, end: start + 5, text: 'var' }] : undefined;
  }
  return /\bconst\b/.test(before.slice(before.lastIndexOf('\n') + 1)) ? undefined : withImport(lookup, added);
};

const java: Language = (place, variable) =>
  place.whole && !/(?:\bcase\b[^:>{}]*|@[\w.]+\s*\([^)]*)$/.test(place.before)
    ? [wholeBy(place, `System.getenv("${variable}")`)]
    : undefined;

const ruby: Language = (place, variable) => {
  const { whole, quote, token, text, after } = place;
  if (whole) {
    const fits = !isAdjacent(place) && !/^:(?!:)/.test(after);
    return fits ? [wholeBy(place, `ENV.fetch("${variable}")`)] : undefined;
  }
  const content = text.slice(place.literal.start, token.start).replace(/#\{[^{}]*\}/g, '');
  return quote === '"' && !content.includes('#{')
    ? [{ ...token, text: `#{ENV.fetch("${variable}")}` }]
    : undefined;
};

/** Where Rust takes constants or patterns only: also the first argument of a macro that formats. */
const rustConstant = /(?:\b(?:const|static)\s[^;{}]*|#!?\[[^\]]*|(?<!\|)\||(?<!\bvec)!\s*[([{])\s*$/;

const rust: Language = (place, variable) =>
  place.whole &&
  /^r?$/.test(place.prefix) &&
  !rustConstant.test(place.before) &&
  !/^\s*(?:=>|\|(?!\|))/.test(place.after)
    ? [wholeBy(place, `std::env::var("${variable}").expect("${variable} is not set")`)]
    : undefined;

const scripts = {
  typescript: { typed: true, markup: false },
  typescriptreact: { typed: true, markup: true },
  javascript: { typed: false, markup: false },
  javascriptreact: { typed: false, markup: true },
} as const;

function script(options: { readonly typed: boolean; readonly markup: boolean }): Language {
  return (place, variable) => one(scriptLookup(place, variable, options));
}

/** By VS Code's names of languages. */
export const languages: Readonly<Record<string, Language | undefined>> = {
  typescript: script(scripts.typescript),
  typescriptreact: script(scripts.typescriptreact),
  javascript: script(scripts.javascript),
  javascriptreact: script(scripts.javascriptreact),
  python,
  php,
  csharp,
  go,
  java,
  ruby,
  rust,
};
