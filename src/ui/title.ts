import { truncate } from '../api/redact';
import { refusal, warning, type Remark } from './gateway';
import { l10n } from './l10n';
import { oneLine } from './text';

/** Longest title that OpenSign always accepts. Source: api.md 4.15. */
const longestSafeTitle = 120;

/** The title of a template or document on one line, no longer than OpenSign always accepts, or "Untitled". */
export function getTitle({ title }: { readonly title?: string }): string {
  return title === undefined ? l10n.t('Untitled') : truncate(oneLine(title), longestSafeTitle);
}

export function defaultTitle(fileName: string): string {
  const name = fileName.replace(/\.pdf$/i, '').trim();
  return name === '' ? fileName : name;
}

/**
 * The server rejects an empty title. It may reject the others: it turns the title into a file name, keeps only its Latin
 * letters and digits, and fails when none or too many remain. Source: api.md 4.15.
 */
export function titleProblem(title: string): 'empty' | 'noLatin' | 'long' | undefined {
  const text = title.trim();
  if (text === '') {
    return 'empty';
  }
  if (!/[A-Za-z0-9]/.test(text)) {
    return 'noLatin';
  }
  return text.length > longestSafeTitle ? 'long' : undefined;
}

export function titleRemark(title: string): Remark | undefined {
  switch (titleProblem(title)) {
    case 'empty':
      return refusal(l10n.t('Enter a title.'));
    case 'noLatin':
      return warning(l10n.t('OpenSign may reject a title without Latin letters or digits.'));
    case 'long':
      return warning(l10n.t('OpenSign may reject a title of more than {0} characters.', longestSafeTitle));
    case undefined:
      return undefined;
  }
}
