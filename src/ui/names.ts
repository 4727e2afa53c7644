import type { EnvironmentName } from '../api/environmentName';
import { l10n } from './l10n';

/** The environment's name, which is capitalized everywhere. */
export function environmentName(environment: EnvironmentName): string {
  return environment === 'live' ? l10n.t('Live') : l10n.t('Sandbox');
}
