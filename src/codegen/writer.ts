import type { ApiRequest } from './codeRequest';

/** The environment variables that generated code reads. */
export interface Variables {
  readonly baseUrl: string;
  readonly token: string;
  /** The key that webhooks are signed with. */
  readonly webhookKey: string;
}

/** Code for one task. */
export interface Piece {
  /** Lines for the top of the file. */
  readonly imports: readonly string[];
  readonly code: string;
}

/** Writes requests in one language: indented by tabs, without a line break at the end. */
export interface Writer {
  /** Starts a comment that ends with its line. */
  readonly comment: '//' | '#';
  /** Imports are allowed in the middle of a file. */
  readonly importsAnywhere: boolean;
  /** Goes before a request in a file that isn't empty. */
  readonly separator?: string;
  readonly writeRequest: (request: ApiRequest, variables: Variables) => Piece;
  /** Absent in languages that don't receive webhooks. */
  readonly writeWebhookCheck?: (variables: Variables) => Piece;
}

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
 * `text` for a comment that ends with its line, in any language. The backslash is replaced because some languages
 * read escapes in comments, and `coding:` because Python takes it for the encoding of the file.
 */
export function commentText(text: string): string {
  return text
    .replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('\\', '⧵')
    .replaceAll('?>', '? >')
    .replace(/(coding)(?=[:=])/gi, '$1 ')
    .trim();
}
