import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import type { EnvironmentStatus } from '../environment/environments';

export { toSourceKey as sourceOf } from '../environment/environments';

/** What stands beside a view's name: "Sandbox · Ada Ruiz". */
export function viewDescription({ environment, token }: EnvironmentStatus): string {
  const account = token.state === 'valid' ? (token.account.name ?? token.account.email) : undefined;
  const name = environmentName(environment);
  return account === undefined ? name : l10n.t('{0} · {1}', name, account);
}
