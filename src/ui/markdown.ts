import { inertLabel } from './inertText';
import { oneLine } from './text';

/** A tooltip is no place to read a novel. */
const longestText = 400;

/**
 * Text that Markdown shows as it is. `MarkdownString.appendText` would leave bare addresses and e-mail addresses to
 * be turned into links by the renderer, so every character that could mean something is escaped here. Icons are read
 * after Markdown, in the text without escapes.
 */
export function plain(text: string): string {
  return escapeMarkdown(inertLabel(text));
}

/** {@link plain} without a cap, for lines whose values are capped and inert already. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** What fits into a tooltip of a text that may be long, on one line. */
export function shorten(text: string): string {
  const line = oneLine(text);
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
