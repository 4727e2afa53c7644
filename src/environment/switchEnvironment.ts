import { isEnvironmentName } from '../api/environmentName';
import { runCommand } from '../ui/commands';
import { notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { pickEnvironment } from './environmentPick';
import type { Environments } from './environments';

/** **Switch Environment…** Takes an environment as its argument, or asks. Offers to set a token where there is none. */
export async function switchEnvironment(environments: Environments, argument?: unknown): Promise<void> {
  const environment = isEnvironmentName(argument)
    ? argument
    : await pickEnvironment(environments, {
        title: l10n.t('OpenSign: Switch Environment'),
        placeHolder: l10n.t('Which environment should this window work in?'),
      });
  if (environment === undefined) {
    return;
  }
  await environments.setActive(environment);
  if (environments.status(environment).token.state === 'none') {
    const set = l10n.t('Set API Token…');
    const choice = await notify(
      'information',
      l10n.t('OpenSign is in {0} now, and there is no API token for it yet.', environmentName(environment)),
      set,
    );
    if (choice === set) {
      await runCommand('opensign.setToken', environment);
    }
  }
}
