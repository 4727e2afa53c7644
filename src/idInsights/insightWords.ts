import type { EnvironmentName } from '../api/environmentName';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import type { FoundId } from './idIndex';

/** The environment's icon, the same as in the status bar. */
export function environmentIcon(environment: EnvironmentName): string {
  return environment === 'live' ? '$(warning)' : '$(beaker)';
}

export function titleText({ known }: FoundId): string {
  return known.title === undefined ? l10n.t('Untitled') : oneLine(known.title);
}

/** "Template in Sandbox". */
export function kindText({ known, environment }: FoundId): string {
  return known.kind === 'template'
    ? l10n.t('Template in {0}', environmentName(environment))
    : l10n.t('Document in {0}', environmentName(environment));
}
