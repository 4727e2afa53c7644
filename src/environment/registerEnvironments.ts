import * as vscode from 'vscode';
import { registerCommands } from '../ui/commands';
import type { Log } from '../ui/log';
import { trackEnvironments } from './environmentContextKeys';
import type { Environments } from './environments';
import type { KnownCredits } from './knownCredits';
import { chooseLiveRegion, openBaseUrlSetting } from './liveRegion';
import { setToken } from './setToken';
import { EnvironmentStatusBar } from './statusBar';
import { switchEnvironment } from './switchEnvironment';
import { checkToken, getToken, removeToken } from './tokenCommands';

interface Dependencies {
  readonly environments: Environments;
  readonly credits: KnownCredits;
  readonly log: Log;
}

/** The active environment in the status bar and in the context keys, and the commands about environments and tokens. */
export function registerEnvironments({ environments, credits, log }: Dependencies): vscode.Disposable {
  return vscode.Disposable.from(
    trackEnvironments(environments),
    new EnvironmentStatusBar(environments, credits),
    registerCommands(
      {
        'opensign.switchEnvironment': (environment) => switchEnvironment(environments, environment),
        'opensign.setToken': (environment) => setToken(environments, environment),
        'opensign.removeToken': (environment) => removeToken(environments, environment),
        'opensign.checkToken': (environment) => checkToken(environments, environment),
        'opensign.getToken': getToken,
        'opensign.chooseLiveRegion': () => chooseLiveRegion(environments),
        'opensign.openBaseUrlSetting': openBaseUrlSetting,
      },
      log,
    ),
  );
}
