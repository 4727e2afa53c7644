import { truncate } from '../api/redact';

/**
 * Makes text from servers, files and people safe to show in VS Code. Notifications, progress titles and input prompts
 * turn `[text](command:…)` into a live link, and list rows and the status bar turn `$(name)` into an icon.
 */

/** Longest value in a message, in UTF-16 units: never truncates an email address. Source: RFC 5321. */
export const longestValue = 254;
/** All values of a message together, so that its own words still fit. */
export const longestValues = 700;
/** Longest value where all of it matters, such as a URL to be checked, or a sentence inside another one. */
export const longestPassage = 400;
/** VS Code truncates a notification at 1,000 characters, and a native dialog doesn't scroll. */
export const longestMessage = 900;

const wordJoiner = '\u2060';
const isolateStart = '\u2068';
const isolateEnd = '\u2069';
/** Marks, embeddings, overrides and directed isolates: they would reorder the words around them. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Control and invisible characters, except the line feed. */
const invisible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028\u2029\ufeff\ufff9-\ufffb]/g;

/** A value that is safe inside a sentence: one line of at most `length` UTF-16 units that can't reorder its surroundings. */
export function inertValue(value: string, length = longestValue): string {
  // Truncated first: the rest must not process megabytes.
  const line = removeControls(value.slice(0, 4 * length).replace(/\s+/g, ' ')).trim();
  const text = truncate(breakMarkup(line.replace(/[\u2068\u2069]/g, '')), length);
  return rightToLeft.test(text) ? isolateStart + text + isolateEnd : text;
}

/** The text of a row: the tree and the editor show as much as fits. */
export const inertLabel = (text: string): string => inertValue(text, longestPassage);

/**
 * A complete text that is safe to show: no links, no icons, no control characters except line feeds, isolates closed.
 * Apply it after the values are in, because two values can make up one link.
 */
export function inertText(text: string, length = longestMessage): string {
  // Removals come first: a removed character may be between the parts of markup.
  const inert = breakMarkup(closeIsolates(removeControls(text.slice(0, 4 * length))));
  return closeIsolates(truncate(inert, length));
}

function removeControls(text: string): string {
  return text.toWellFormed().replace(bidiControls, '').replace(invisible, '');
}

function breakMarkup(text: string): string {
  return text.replace(/([\]$])\(/g, `$1${wordJoiner}(`);
}

/** Drops ends without a start, and closes what is open, for example after {@link truncate}. */
function closeIsolates(text: string): string {
  let open = 0;
  const balanced = text.replace(/[\u2068\u2069]/g, (mark) => {
    if (mark === isolateStart) {
      open++;
      return mark;
    }
    open--;
    return open < 0 ? ((open = 0), '') : mark;
  });
  return balanced + isolateEnd.repeat(open);
}

/**
 * Text that Markdown shows as it is. `MarkdownString.appendText` isn't enough: the renderer would turn bare URLs and
 * email addresses into links. Icons are read after Markdown, in the text without escapes.
 */
export function plain(text: string): string {
  return escapeMarkdown(inertLabel(text));
}

/** {@link plain} without a limit, for lines whose values are inert already. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
