import type { EnvironmentName } from '../api/environmentName';
import { l10n } from './l10n';

export function environmentName(environment: EnvironmentName): string {
  return environment === 'live' ? l10n.t('Live') : l10n.t('Sandbox');
}
