import { l10n } from '../ui/l10n';

// Noncharacters enclose a tab stop. They can't come from outside: literals escape them, and comments drop them.
const stopStart = '\ufdd0';
const stopEnd = '\ufdd1';

/** A place in code that the user fills in, with the text that is there until then. */
export function tabStop(text: string): string {
  return stopStart + text + stopEnd;
}

/** The code without tab stops. */
export function plainText(code: string): string {
  return code.replace(/[\ufdd0\ufdd1]/g, '');
}

/** The code in VS Code's snippet syntax. */
export function snippetText(code: string): string {
  let number = 0;
  return code.replace(/[\\$}]/g, '\\$&').replace(/\ufdd0([^\ufdd1]*)\ufdd1/g, (_, text: string) => {
    number++;
    return text === '' ? `\${${number}}` : `\${${number}:${text}}`;
  });
}

/** One below the other, without those that are undefined. */
export function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n');
}

/** `inner` between two lines, one tab deeper. */
export function block(open: string, inner: string, close: string): string {
  return lines(open, indent(inner), close);
}

export function indent(code: string): string {
  return code.replace(/(^|\n)(?!\n|$)/g, '$1\t');
}

/**
 * `text` for a comment that ends with its line, in any language. Some read a backslash, `?>` or `coding:` in comments
 * too.
 */
export function commentText(text: string): string {
  return text
    .replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('\\', '⧵')
    .replaceAll('?>', '? >')
    .replace(/(coding)(?=[:=])/gi, '$1 ')
    .trim();
}

/** What a status other than 200 means, as a comment. */
export function statusNote(): string {
  return commentText(l10n.t('405: the token was rejected. 429: out of credits.'));
}

/** About the link to a PDF, as a comment. */
export function linkNote(): string {
  return commentText(l10n.t('The link expires after a few minutes and needs no token.'));
}
