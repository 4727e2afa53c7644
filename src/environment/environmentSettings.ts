import * as vscode from 'vscode';
import type { Timeouts } from '../api/client';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { parseBaseUrl, type BaseUrl } from '../api/baseUrl';

/** The setting that holds an environment's base URL. */
export function baseUrlSetting(environment: EnvironmentName): string {
  return `opensign.${environment}.baseUrl`;
}

/**
 * The user's value, never a workspace's: a repository must not choose the host that a token is sent to. The settings
 * have application scope for the same reason.
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

/** Writes the user's setting. Undefined resets it to the default. */
export async function writeBaseUrl(environment: EnvironmentName, url: string | undefined): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration().update(baseUrlSetting(environment), url, target);
}

export interface TimeoutSetting {
  readonly name: string;
  /** In seconds, as in the manifest. VS Code only underlines values outside of the limits. */
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

export const timeoutSettings: Readonly<Record<keyof Timeouts, TimeoutSetting>> = {
  readMs: { name: 'opensign.network.readTimeout', fallback: 30, min: 1, max: 600 },
  uploadMs: { name: 'opensign.network.uploadTimeout', fallback: 120, min: 1, max: 3600 },
};

export function readTimeouts(): Timeouts {
  const read = (setting: TimeoutSetting) => toTimeoutMs(userSetting(setting.name), setting);
  return { readMs: read(timeoutSettings.readMs), uploadMs: read(timeoutSettings.uploadMs) };
}

/** The milliseconds of a setting in seconds, rounded and within its limits. */
export function toTimeoutMs(value: unknown, { fallback, min, max }: TimeoutSetting): number {
  const seconds = typeof value === 'number' && !Number.isNaN(value) ? Math.round(value) : fallback;
  return Math.min(max, Math.max(min, seconds)) * 1000;
}

export function onDidChangeBaseUrl(listener: (environment: EnvironmentName) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    for (const environment of environmentNames) {
      if (event.affectsConfiguration(baseUrlSetting(environment))) {
        listener(environment);
      }
    }
  });
}
