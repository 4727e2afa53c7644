import type * as vscode from 'vscode';
import { setContext } from '../ui/contextKeys';
import { Disposables } from '../ui/disposables';
import type { Environments } from './environments';

/** Keeps the context keys about environments and tokens in step. */
export function trackEnvironments(environments: Environments): vscode.Disposable {
  const update = () => {
    setContext('opensign.environment', environments.active);
    setContext('opensign.hasSandboxToken', hasToken(environments, 'sandbox'));
    setContext('opensign.hasLiveToken', hasToken(environments, 'live'));
  };
  const subscriptions = new Disposables();
  subscriptions.add(environments.onDidChangeActive(update));
  subscriptions.add(environments.onDidChangeStatus(update));
  update();
  return subscriptions;
}

function hasToken(environments: Environments, environment: 'sandbox' | 'live'): boolean {
  const { state } = environments.status(environment).token;
  return state !== 'none' && state !== 'unknown';
}
