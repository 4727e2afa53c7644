import { l10n } from './l10n';

/** A question with what there is to know before it is answered. */
export interface Question {
  readonly question: string;
  readonly detail: string;
}

/** More names than these make a dialog unreadable. */
const mostListed = 10;

/** Texts with a blank line between each two. */
export function paragraphs(...texts: readonly string[]): string {
  return texts.join('\n\n');
}

/** One line each; of many only the first ones and how many there are more. */
export function listed(lines: readonly string[]): string {
  const more = lines.length - mostListed;
  return more > 1
    ? [...lines.slice(0, mostListed), l10n.t('… and {0} more', more)].join('\n')
    : lines.join('\n');
}
