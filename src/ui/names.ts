import type { EnvironmentName } from '../api/environmentName';
import { l10n } from './l10n';

/** The environment's name as it stands alone or begins a sentence. */
export function environmentName(environment: EnvironmentName): string {
  return environment === 'live' ? l10n.t('Live') : l10n.t('Sandbox');
}

/** The environment's name within a sentence or on a button. */
export function environmentInText(environment: EnvironmentName): string {
  return environment === 'live' ? l10n.t('live') : l10n.t('sandbox');
}
