import * as vscode from 'vscode';
import { isEnvironmentName } from '../api/environmentName';
import { askForText, notify, pickOne } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { withCancel } from '../ui/progress';
import { parseBaseUrl } from '../api/baseUrl';
import { baseUrlProblemText } from './describe';
import type { Environments } from './environments';
import { baseUrlSetting, writeBaseUrl } from './environmentSettings';
import { parseTarget } from './target';

/** OpenSign's own live hosts. Each is a tenant of its own with its own accounts and tokens. Source: api.md 2.1. */
const regions = {
  global: 'https://app.opensignlabs.com/api/v1.2',
  eu: 'https://eu-app.opensignlabs.com/api/v1.2',
} as const;

/** **Choose Live Region…**: writes the base URL of live. A token is only sent to the host it was set for; returning finds it again. */
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
  if (choice.url !== undefined) {
    await writeBaseUrl('live', choice.url === regions.global ? undefined : choice.url);
    reportBaseUrl(environments, true);
    return;
  }
  const text = await askForUrl(now);
  if (text === undefined) {
    return;
  }
  const target = parseTarget('live', text);
  const [only, ...others] = target.urls;
  let found = only;
  if (others.length > 0) {
    const title = l10n.t('Looking for the OpenSign API at {0}…', target.host);
    found = (await withCancel(title, (signal) => environments.findApi(target, signal))).url;
  }
  // Without a version it is looked for again when a token is set.
  await writeBaseUrl('live', found ?? text.trim());
  reportBaseUrl(environments, found !== undefined);
}

async function askForUrl(current: string | undefined): Promise<string | undefined> {
  const own = current !== undefined && !Object.values<string>(regions).includes(current);
  const text = await askForText({
    title: l10n.t('OpenSign: Self-Hosted Live Server'),
    prompt: l10n.t('Without a version, such as “/api/v1.2”, the newest one that answers is used.'),
    placeHolder: 'https://sign.example.com',
    value: own ? current : '',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const parsed = parseBaseUrl(value);
      return parsed.ok || value.trim() === '' ? undefined : baseUrlProblemText(parsed.reason);
    },
  });
  return text === undefined || text.trim() === '' ? undefined : text;
}

function reportBaseUrl(environments: Environments, isFound: boolean): void {
  const { baseUrl, token } = environments.status('live');
  if (!baseUrl.ok) {
    return;
  }
  const url = passage(baseUrl.url);
  const where = isFound
    ? l10n.t('Live is at {0} now.', url)
    : l10n.t('Live is at {0} now, but no OpenSign API answered there.', url);
  if (token.state !== 'otherOrigin' && token.state !== 'none') {
    void notify('information', where);
    return;
  }
  const set = l10n.t('Set Live Token…');
  const missing =
    token.state === 'none'
      ? l10n.t('There is no token for it yet.')
      : l10n.t('The stored token was saved for {0} and is not sent to the new host.', token.host);
  const message = `${where} ${missing}`;
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
