import { l10n } from './l10n';
import { longestSafeTitle } from '../api/title';
import { truncate } from './inertText';
import { oneLine } from './text';

/** The title of a template or document on one line, no longer than OpenSign surely takes, or "Untitled". */
export function titleOf({ title }: { readonly title?: string }): string {
  return title === undefined ? l10n.t('Untitled') : truncate(oneLine(title), longestSafeTitle);
}
