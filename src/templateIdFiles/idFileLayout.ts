/** How a file is written beside what it says. Kept when it is written anew, so that only what changed differs. */
export interface Layout {
  readonly lineEnding: '\n' | '\r\n';
  readonly endsWithNewline: boolean;
  /** A byte order mark, as some editors on Windows put it there. */
  readonly mark: boolean;
  /** One level of indentation; undefined for what the format does by itself. */
  readonly indent: string | undefined;
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
}

export const newFile: Layout = {
  lineEnding: '\n',
  endsWithNewline: true,
  mark: false,
  indent: undefined,
  quote: '"',
  semicolons: true,
};

const byteOrderMark = '\ufeff';

/** The layout of a text with at least one entry or line; whatever cannot be told is as in a new file. */
export function layoutOf(text: string): Layout {
  const indent = /^([ \t]+)[^\s*]/m.exec(text)?.[1];
  const quote = /\b(?:live|sandbox)"?\s*[:=]\s*(["'])/.exec(text)?.[1];
  return {
    lineEnding: /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n',
    endsWithNewline: text === '' || /\n$/.test(text),
    mark: text.startsWith(byteOrderMark),
    indent,
    quote: quote === "'" ? "'" : '"',
    semicolons: !/^export type .*[^;\s]\s*$/m.test(text),
  };
}

/** A text as the formats read it: with line feeds, without a byte order mark. */
export function plainText(text: string): string {
  return text.replace(byteOrderMark, '').replaceAll('\r\n', '\n');
}

/** A text of a format in the layout of a file. */
export function laidOut(text: string, { lineEnding, endsWithNewline, mark }: Layout): string {
  const body = endsWithNewline ? text : text.replace(/\n$/, '');
  return (mark ? byteOrderMark : '') + body.replaceAll('\n', lineEnding);
}
