import { l10n } from './l10n';
import { oneLine } from './text';

/** The title of a template or document on one line, or "Untitled". */
export function titleOf({ title }: { readonly title?: string }): string {
  return title === undefined ? l10n.t('Untitled') : oneLine(title);
}
