import { sameEmail } from '../api/email';
import type { Document } from '../api/document';
import { signerProgress } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import { pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { progressText, signerName } from './documentWords';

/**
 * Lets the user choose one of the addresses; each is shown with the signer's name and how far they are. Resolves with
 * undefined when called off. `purpose` is the dialog's title; the environment is added.
 */
export async function pickSigner(
  environment: EnvironmentName,
  document: Document,
  emails: readonly string[],
  purpose: string,
  now: number,
): Promise<string | undefined> {
  const items = emails.map((email) => {
    const index = document.roles.findIndex(
      (role) => role.email !== undefined && sameEmail(role.email, email),
    );
    const role = document.roles[index];
    return {
      email,
      label: role === undefined ? email : signerName(role, index),
      description: progressText(signerProgress(document, email), now),
      detail: email,
    };
  });
  const choice = await pickOne(items, {
    title: l10n.t('{0} ({1})', purpose, environmentName(environment)),
    placeHolder: l10n.t('Which signer?'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return choice?.email;
}
