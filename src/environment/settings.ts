import * as vscode from 'vscode';
import type { Timeouts } from '../api/client';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { parseBaseUrl, type BaseUrl } from './baseUrl';

/** The setting that holds an environment's base URL. */
export function baseUrlSetting(environment: EnvironmentName): string {
  return `opensign.${environment}.baseUrl`;
}

/**
 * The value that the user set, never a workspace's: a repository must not be able to choose the host that a token
 * is sent to. The settings have application scope for the same reason; this holds even if that were to change.
 */
export function userSetting(name: string): unknown {
  const value = vscode.workspace.getConfiguration().inspect(name);
  return value?.globalValue ?? value?.defaultValue;
}

export function readBaseUrl(environment: EnvironmentName): BaseUrl {
  return parseBaseUrl(readBaseUrlText(environment));
}

/** The setting as the user wrote it. */
export function readBaseUrlText(environment: EnvironmentName): string {
  const value = userSetting(baseUrlSetting(environment));
  return typeof value === 'string' ? value : '';
}

/** Writes the user's setting; undefined takes it back to the default. */
export async function writeBaseUrl(environment: EnvironmentName, url: string | undefined): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration().update(baseUrlSetting(environment), url, target);
}

export function readTimeouts(): Timeouts {
  return {
    readMs: seconds('opensign.network.readTimeout', 30),
    uploadMs: seconds('opensign.network.uploadTimeout', 120),
  };
}

function seconds(name: string, fallback: number): number {
  const value = userSetting(name);
  return (typeof value === 'number' && value > 0 ? value : fallback) * 1000;
}

/** Environments whose base URL changed. */
export function onDidChangeBaseUrl(listener: (environment: EnvironmentName) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    for (const environment of environmentNames) {
      if (event.affectsConfiguration(baseUrlSetting(environment))) {
        listener(environment);
      }
    }
  });
}
