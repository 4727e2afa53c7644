import { hasEnded } from '../api/documentState';
import type { Role } from '../api/template';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import type { Watched } from './documentWatch';
import type { Difference } from './snapshot';
import { signerName, stateText } from './documentWords';

/** What happened to a watched document, in as many sentences as things happened; when it has ended, only that. */
export function changeText(
  { environment, last }: Watched,
  roles: readonly Role[],
  change: Difference,
): string {
  const title = titleOf(last);
  const where = environmentName(environment);
  if (change.state !== undefined && hasEnded(change.state)) {
    return l10n.t('“{0}” is {1} ({2}).', title, stateText(change.state), where);
  }
  const sentences = change.signers.map(({ index, state }) => {
    const name = signerName(roles[index] ?? {}, index);
    return state === 'signed'
      ? l10n.t('“{0}” was signed by {1} ({2}).', title, name, where)
      : l10n.t('“{0}” was viewed by {1} ({2}).', title, name, where);
  });
  if (change.state !== undefined) {
    sentences.push(l10n.t('“{0}” is {1} ({2}).', title, stateText(change.state), where));
  }
  return sentences.join(' ');
}
