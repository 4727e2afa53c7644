import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import type { Log } from '../ui/log';
import type { Environments } from './environments';
import type { KnownCredits } from './knownCredits';
import { createStatusBar } from './statusBar';

interface Dependencies {
  readonly environments: Environments;
  readonly credits: KnownCredits;
  readonly log: Log;
}

/** The active environment in the status bar and in the context keys, and the commands for environments and tokens. */
export function registerEnvironments({ environments, credits, log }: Dependencies): vscode.Disposable {
  return vscode.Disposable.from(
    updateContextKeys(environments),
    createStatusBar(environments, credits),
    registerCommands(
      {
        'opensign.switchEnvironment': async (environment) =>
          (await import('./switchEnvironment')).switchEnvironment(environments, environment),
        'opensign.setToken': async (environment) =>
          (await import('./setToken')).setToken(environments, environment),
        'opensign.removeToken': async (environment) =>
          (await import('./tokenCommands')).removeToken(environments, environment),
        'opensign.checkToken': async (environment) =>
          (await import('./tokenCommands')).checkToken(environments, environment),
        'opensign.getToken': async () => (await import('./tokenCommands')).getToken(),
        'opensign.chooseLiveRegion': async () =>
          (await import('./liveRegion')).chooseLiveRegion(environments),
        'opensign.openBaseUrlSetting': async (environment) =>
          (await import('./liveRegion')).openBaseUrlSetting(environment),
      },
      log,
    ),
  );
}

function updateContextKeys(environments: Environments): vscode.Disposable {
  const hasToken = (environment: EnvironmentName) =>
    !['none', 'unknown'].includes(environments.status(environment).token.state);
  const update = () => {
    setContext('opensign.environment', environments.active);
    setContext('opensign.hasSandboxToken', hasToken('sandbox'));
    setContext('opensign.hasLiveToken', hasToken('live'));
  };
  update();
  return vscode.Disposable.from(
    environments.onDidChangeActive(update),
    environments.onDidChangeStatus(update),
  );
}
