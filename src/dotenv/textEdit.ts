/** A part of a text. Offsets count UTF-16 units from the beginning of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces a part of a text. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** `text` after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

/** How the lines of a text end. */
export function lineEnding(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Adds a line at the end of a text, whose last line may not be ended. */
export function appendLine(text: string, line: string): TextEdit {
  const eol = lineEnding(text);
  const open = text !== '' && !text.endsWith('\n');
  return { start: text.length, end: text.length, text: `${open ? eol : ''}${line}${eol}` };
}
