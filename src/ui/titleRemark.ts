import { longestSafeTitle, titleProblem } from '../api/title';
import { l10n } from './l10n';
import { refusal, warning, type Remark } from './stepInput';

/** What to say of a title while it is typed. */
export function titleRemark(title: string): Remark | undefined {
  switch (titleProblem(title)) {
    case 'empty':
      return refusal(l10n.t('OpenSign needs a title.'));
    case 'noLatin':
      return warning(l10n.t('OpenSign may refuse a title without Latin letters or digits.'));
    case 'long':
      return warning(l10n.t('OpenSign may refuse a title of more than {0} characters.', longestSafeTitle));
    case undefined:
      return undefined;
  }
}
