import { code, lines, plainText, type Code } from './code';
import { forComment } from './escape';
import type { LanguageId } from './codeLanguages';
import { taskKinds, type ApiRequest, type TaskKind } from './codeRequest';
import { comments, importsFirst, type Notes, type Piece, type Variables, type Writer } from './writer';
import { csharp } from './writers/csharp';
import { go } from './writers/go';
import { http } from './writers/http';
import { java } from './writers/java';
import { javascript, typescript } from './writers/javascript';
import { php } from './writers/php';
import { python } from './writers/python';
import { ruby } from './writers/ruby';
import { rust } from './writers/rust';
import { curl, shell } from './writers/shell';

const writers: Readonly<Record<LanguageId, Writer>> = {
  typescript,
  javascript,
  python,
  php,
  csharp,
  go,
  java,
  ruby,
  rust,
  shell,
  http,
};

export interface Task {
  /** Undefined: the check of a webhook's signature. */
  readonly request: ApiRequest | undefined;
  readonly variables: Variables;
  /** What it is and what it does, above the code. */
  readonly head: readonly string[];
  readonly notes: Notes;
}

/** What can be inserted in a language. */
export function kindsFor(language: LanguageId): readonly TaskKind[] {
  return taskKinds.filter((kind) => kind !== 'verifyWebhook' || writers[language].webhook !== undefined);
}

/**
 * A task in a language. In a text that holds nothing yet it is a whole program, otherwise what goes to the cursor:
 * imports that `existing` lacks stand above it where the language allows that, and in a comment where it does not.
 */
export function generate(language: LanguageId, task: Task, existing: string): Code {
  const writer = writers[language];
  const notes = checked(task.notes);
  const piece =
    task.request === undefined
      ? writer.webhook?.(task.variables, notes)
      : writer.request(task.request, task.variables, notes);
  if (piece === undefined) {
    throw new Error(`nobody receives webhooks in ${language}`);
  }
  const commented = { ...piece, code: lines(comments(writer.comment, task.head), piece.code) };
  return existing.trim() === ''
    ? code`${writer.program(commented)}\n`
    : within(commented, writer, notes, existing);
}

function within(piece: Piece, writer: Writer, { topOfFile }: Notes, existing: string): Code {
  const imports = piece.imports.filter((line) => !existing.includes(line));
  const separated = lines(writer.separator, piece.code);
  if (writer.importsAnywhere || imports.length === 0) {
    return importsFirst({ imports, code: separated });
  }
  const texts = [topOfFile, ...imports.map((line) => `  ${line}`)];
  return lines(...texts.map((text) => `${writer.comment} ${text}`), separated);
}

/** The notes as they may stand in a comment, whoever translated them. */
function checked(notes: Notes): Notes {
  const entries = Object.entries(notes) as [keyof Notes, string][];
  return { ...notes, ...Object.fromEntries(entries.map(([key, text]) => [key, forComment(text)])) };
}

/** A request as one curl command, with nothing around it. */
export function curlCommand(request: ApiRequest, variables: Variables): string {
  return plainText(curl(request, variables));
}
