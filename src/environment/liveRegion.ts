import * as vscode from 'vscode';
import { isEnvironmentName } from '../api/environmentName';
import { askForText, notify, pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { parseBaseUrl } from './baseUrl';
import { baseUrlProblemText } from './describe';
import type { Environments } from './environments';
import { baseUrlSetting, writeBaseUrl } from './settings';

/** OpenSign's own live hosts. Each is a tenant of its own with its own accounts and tokens. Source: api.md 2.1. */
const regions = {
  global: 'https://app.opensignlabs.com/api/v1.2',
  eu: 'https://eu-app.opensignlabs.com/api/v1.2',
} as const;

/** **Choose Live Region…**: writes the base URL of live. A token of another host is then not sent any more. */
export async function chooseLiveRegion(environments: Environments): Promise<void> {
  const current = environments.status('live').baseUrl;
  const now = current.ok ? current.url : undefined;
  const item = (label: string, url: string) => ({
    label,
    url: url === '' ? undefined : url,
    description: url === now ? l10n.t('current') : '',
    detail: url === '' ? l10n.t('A server of your own with a paid plan') : new URL(url).host,
  });
  const choice = await pickOne(
    [
      item(l10n.t('Global'), regions.global),
      item(l10n.t('EU'), regions.eu),
      item(l10n.t('Self-hosted…'), ''),
    ],
    {
      title: l10n.t('OpenSign: Choose Live Region'),
      placeHolder: l10n.t('Where does your live account live?'),
    },
  );
  if (choice === undefined) {
    return;
  }
  const url = choice.url ?? (await askForUrl(now));
  if (url === undefined) {
    return;
  }
  await writeBaseUrl('live', url === regions.global ? undefined : url);
  tellChange(environments);
}

async function askForUrl(current: string | undefined): Promise<string | undefined> {
  const own = current !== undefined && !Object.values<string>(regions).includes(current);
  const text = await askForText({
    title: l10n.t('OpenSign: Self-Hosted Live Server'),
    prompt: l10n.t('“/api/v1.2” is added when it is missing.'),
    placeHolder: 'https://sign.example.com',
    value: own ? current : '',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const parsed = parseBaseUrl(value);
      return parsed.ok || value.trim() === '' ? undefined : baseUrlProblemText(parsed.reason);
    },
  });
  if (text === undefined || text.trim() === '') {
    return undefined;
  }
  const parsed = parseBaseUrl(text);
  return parsed.ok ? parsed.url : undefined;
}

function tellChange(environments: Environments): void {
  const { baseUrl, token } = environments.status('live');
  if (!baseUrl.ok) {
    return;
  }
  if (token.state !== 'otherOrigin' && token.state !== 'none') {
    void notify('information', l10n.t('Live is at {0} now.', baseUrl.host));
    return;
  }
  const set = l10n.t('Set Live Token…');
  const message =
    token.state === 'none'
      ? l10n.t('Live is at {0} now. There is no token for it yet.', baseUrl.host)
      : l10n.t(
          'Live is at {0} now. The stored token was saved for {1} and is not sent to the new host.',
          baseUrl.host,
          token.host,
        );
  void notify('information', message, set).then((choice) => {
    if (choice === set) {
      return vscode.commands.executeCommand('opensign.setToken', 'live');
    }
    return undefined;
  });
}

/** Opens the setting that holds the base URL of the given environment, or of both. */
export async function openBaseUrlSetting(argument?: unknown): Promise<void> {
  const query = isEnvironmentName(argument) ? `@id:${baseUrlSetting(argument)}` : 'opensign baseUrl';
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
}
