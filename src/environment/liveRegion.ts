import * as vscode from 'vscode';
import { isEnvironmentName } from '../api/environmentName';
import { runCommand } from '../ui/commands';
import { askForText, notify, pickOne } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { withCancel } from '../ui/progress';
import { parseBaseUrl, type BaseUrlProblem } from '../api/baseUrl';
import type { Environments } from './environments';
import { baseUrlSetting, writeBaseUrl } from './environmentSettings';
import { parseTarget } from './target';

/** OpenSign's own hosts. Each has its own accounts and tokens. Source: api.md 2.1. */
const regions = {
  global: 'https://app.opensignlabs.com/api/v1.2',
  eu: 'https://eu-app.opensignlabs.com/api/v1.2',
} as const;

/** **Choose Live Region…** sets the base URL of Live. Tokens stay with the host they were set for. */
export async function chooseLiveRegion(environments: Environments): Promise<void> {
  const { baseUrl } = environments.status('live');
  const current = baseUrl.ok ? baseUrl.url : undefined;
  const item = (label: string, url: string) => ({
    label,
    url,
    description: url === current ? l10n.t('current') : '',
    detail: new URL(url).host,
  });
  const choice = await pickOne(
    [
      item(l10n.t('Global'), regions.global),
      item(l10n.t('EU'), regions.eu),
      {
        label: l10n.t('Self-hosted…'),
        url: undefined,
        detail: l10n.t('Your own server (needs a paid plan)'),
      },
    ],
    {
      title: l10n.t('OpenSign: Choose Live Region'),
      placeHolder: l10n.t('Which region is your Live account in?'),
    },
  );
  if (choice === undefined) {
    return;
  }
  if (choice.url !== undefined) {
    await writeBaseUrl('live', choice.url === regions.global ? undefined : choice.url);
    void reportBaseUrl(environments, true);
    return;
  }
  const text = await askForUrl(current);
  if (text === undefined || text.trim() === '') {
    return;
  }
  const target = parseTarget('live', text);
  const [only, ...others] = target.urls;
  let found = only;
  if (others.length > 0) {
    const title = l10n.t('Finding the OpenSign API at {0}…', target.host);
    found = (await withCancel(title, (signal) => environments.findApi(target, signal))).url;
  }
  // Without a version, setting a token tries to find it again.
  await writeBaseUrl('live', found ?? text.trim());
  void reportBaseUrl(environments, found !== undefined);
}

function askForUrl(current: string | undefined): Promise<string | undefined> {
  const isSelfHosted = current !== undefined && !Object.values<string>(regions).includes(current);
  return askForText({
    title: l10n.t('OpenSign: Self-Hosted Live Server'),
    prompt: l10n.t('Without a version, such as “/api/v1.2”, the newest one available is used.'),
    placeHolder: 'https://sign.example.com',
    value: isSelfHosted ? current : '',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const parsed = parseBaseUrl(value);
      return parsed.ok || value.trim() === '' ? undefined : baseUrlProblemText(parsed.reason);
    },
  });
}

function baseUrlProblemText(problem: BaseUrlProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('Enter the URL of the OpenSign server.');
    case 'malformed':
      return l10n.t('Enter a valid URL.');
    case 'notHttps':
      return l10n.t('The URL must start with https:// to protect the token. Only localhost can use http://.');
    case 'credentials':
      return l10n.t('The URL can’t contain a user name or password.');
  }
}

async function reportBaseUrl(environments: Environments, isFound: boolean): Promise<void> {
  const { baseUrl, token } = environments.status('live');
  if (!baseUrl.ok) {
    return;
  }
  const url = passage(baseUrl.url);
  const where = isFound
    ? l10n.t('Live now uses {0}.', url)
    : l10n.t('Live now uses {0}, but no OpenSign API responded there.', url);
  if (token.state !== 'otherOrigin' && token.state !== 'none') {
    await notify('information', where);
    return;
  }
  const missing =
    token.state === 'none'
      ? l10n.t('No token is stored for it yet.')
      : l10n.t('The stored token was saved for {0} and isn’t sent to the new host.', token.host);
  const set = l10n.t('Set Live Token…');
  const message = `${where} ${missing}`;
  if ((await notify('information', message, set)) === set) {
    await runCommand('opensign.setToken', 'live');
  }
}

/** Opens the base URL setting of the given environment, or of both. */
export async function openBaseUrlSetting(argument?: unknown): Promise<void> {
  const query = isEnvironmentName(argument) ? `@id:${baseUrlSetting(argument)}` : 'opensign baseUrl';
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
}
