import type { IdEntry } from './entry';
import { envFormat } from './envFormat';
import type { NamingStyle } from '../source/identifier';
import { jsonFormat } from './jsonFormat';
import type { Layout } from './idFileLayout';
import { pythonFormat } from './pythonFormat';
import { typescriptFormat } from './typescriptFormat';

export interface ParsedText {
  readonly entries: readonly IdEntry[];
  /** What stands before and after the ids and is somebody else's. */
  readonly before: string;
  readonly after: string;
}

/** One kind of file that ids are written to. Texts have line feeds only; see `layout.ts`. */
export interface Format {
  readonly kind: 'typescript' | 'json' | 'python' | 'env';
  /** Of a file name, without the dot. */
  readonly extension: string;
  readonly naming: NamingStyle;
  /** Whether a text, perhaps one that was edited by hand, was written by us. */
  isOurs(text: string): boolean;
  /** Undefined when the text holds anything that {@link write} would not write again, apart from how it is laid out. */
  parse(text: string): ParsedText | undefined;
  write(entries: readonly IdEntry[], layout: Layout): string;
  /**
   * Only of formats whose files hold other things as well, which stay: what of a text, perhaps one without ids or one
   * that {@link parse} refuses, is not ours.
   */
  rest?(text: string): string;
}

/** In the order in which they are offered. */
export const formats: readonly Format[] = [typescriptFormat, jsonFormat, pythonFormat, envFormat];

/** The format of a file, told by its name; undefined when it is none that ids can be written to. */
export function formatOf(path: string): Format | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/(^|[^.])\.(ts|mts|cts)$/.test(name)) {
    return /\.d\.\wts$|\.d\.ts$/.test(name) ? undefined : typescriptFormat;
  }
  if (name.endsWith('.json')) {
    return jsonFormat;
  }
  if (name.endsWith('.py')) {
    return pythonFormat;
  }
  return /(^|\.)env(\.[\w-]+)*$/.test(name) ? envFormat : undefined;
}

/** The names that {@link formatOf} knows, as a pattern for a search. */
export const searchPattern = '**/{*.ts,*.mts,*.cts,*.json,*.py,*.env,.env.*}';
