import { isObjectId } from '../api/values';
import { environmentOrder, type IdEntry, type World } from './entry';
import type { Format, ParsedText } from './format';
import { inStep, type EntryChange } from './syncEntries';
import { laidOut, layoutOf, newFile, plainText } from './idFileLayout';

/**
 * What is known of a text before it is written anew: `ours` with its entries; `broken` when it was ours and was
 * edited so that something would be lost; `foreign` when it is something else, or nothing.
 */
export type IdText =
  ({ readonly state: 'ours' } & ParsedText) | { readonly state: 'broken' } | { readonly state: 'foreign' };

/** Reads the text of a file. */
export function readIdText(text: string, format: Format): IdText {
  const plain = plainText(text);
  if (!format.isOurs(plain)) {
    return { state: 'foreign' };
  }
  const parsed = format.parse(plain);
  return parsed !== undefined && isSound(parsed.entries) ? { state: 'ours', ...parsed } : { state: 'broken' };
}

export interface Rewritten {
  /** The same text, to the letter, when nothing in it changed. */
  readonly text: string;
  readonly entries: readonly IdEntry[];
  readonly changes: readonly EntryChange[];
}

/**
 * The text of a file, `undefined` for a new one, with its ids in step. What is broken or foreign is replaced as a
 * whole, except where a format shares its files with others: there the ids are added at the end.
 */
export function rewrite(text: string | undefined, format: Format, world: World): Rewritten {
  const read: IdText = text === undefined ? { state: 'foreign' } : readIdText(text, format);
  const known = read.state === 'ours' ? read.entries : [];
  const { entries, changes } = inStep(known, world, format.naming);
  if (text !== undefined && read.state === 'ours') {
    const layout = layoutOf(text);
    const written = () => laidOut(read.before + format.write(entries, layout) + read.after, layout);
    return { text: changes.length === 0 ? text : written(), entries, changes };
  }
  const kept = text === undefined ? '' : separated(format.rest?.(plainText(text)) ?? '');
  const layout = text === undefined || kept === '' ? newFile : { ...layoutOf(text), endsWithNewline: true };
  return { text: laidOut(kept + format.write(entries, layout), layout), entries, changes };
}

/** A text that something can be added to after an empty line. */
function separated(text: string): string {
  return text.trim() === '' ? '' : `${text.replace(/\n*$/, '')}\n\n`;
}

function isSound(entries: readonly IdEntry[]): boolean {
  const identifiers = new Set(entries.map(({ identifier }) => identifier));
  return (
    identifiers.size === entries.length &&
    entries.every(({ ids }) =>
      environmentOrder.every((environment) => {
        const id = ids[environment];
        return id === undefined || isObjectId(id);
      }),
    )
  );
}
