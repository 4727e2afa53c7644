import { code, lines, type Code } from './code';
import { forComment } from './escape';
import type { ApiRequest } from './codeRequest';

/** The environment variables that the code reads. */
export interface Variables {
  readonly baseUrl: string;
  readonly token: string;
  /** The key that webhooks are signed with. */
  readonly webhookKey: string;
}

/** Comments inside the code, in the language of the user. */
export interface Notes {
  /** What a status other than 200 may mean. */
  readonly status: string;
  /** How long the link to a file lives, and that it wants no token. */
  readonly link: string;
  /** In front of imports that the user has to move. */
  readonly topOfFile: string;
  /** Java has no JSON reader of its own. */
  readonly noJsonReader: string;
  /** In front of the crates that Rust needs. */
  readonly crates: string;
  /** The REST Client cannot encode a file. */
  readonly encodeByHand: string;
  /** The REST Client takes the link from the answer to the request before. */
  readonly sendFirst: string;
}

/** What a writer makes of a request or of the check of a webhook. */
export interface Piece {
  /** Lines for the top of a file, each once. */
  readonly imports: readonly string[];
  readonly code: Code;
  /** It is a function to be called, not statements. */
  readonly declares?: boolean;
}

/** Writes in one language. */
export interface Writer {
  /** What a comment begins with that goes to the end of its line. */
  readonly comment: '//' | '#';
  /** Imports may stand in the middle of a file as well. */
  readonly importsAnywhere: boolean;
  readonly request: (request: ApiRequest, variables: Variables, notes: Notes) => Piece;
  /** Absent in languages that nobody receives webhooks in. */
  readonly webhook?: (variables: Variables, notes: Notes) => Piece;
  /** A piece, under comments already, as a whole file. */
  readonly program: (piece: Piece) => Code;
  /** What goes before a piece in a file that holds something. */
  readonly separator?: string;
}

export function comments(prefix: Writer['comment'], texts: readonly string[]): Code {
  return lines(...texts.map((text) => `${prefix} ${forComment(text)}`));
}

/** Imports above the code. */
export function importsFirst({ imports, code: body }: Piece): Code {
  return imports.length === 0 ? body : code`${lines(...imports)}\n\n${body}`;
}
