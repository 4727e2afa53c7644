import * as vscode from 'vscode';
import { userSetting } from '../environment/environmentSettings';

/** What can be switched on and off, by the name of its setting. */
export const switchNames = [
  'hover',
  'wrongEnvironmentId',
  'hardCodedToken',
  'hostMismatch',
  'completion',
  'codeLens',
] as const;

export type SwitchName = (typeof switchNames)[number];
export type Switches = ReadonlySet<SwitchName>;

const settings: Readonly<Record<SwitchName, string>> = {
  hover: 'opensign.editor.hover',
  wrongEnvironmentId: 'opensign.editor.wrongEnvironmentId',
  hardCodedToken: 'opensign.editor.hardCodedToken',
  hostMismatch: 'opensign.editor.hostMismatch',
  completion: 'opensign.editor.completion',
  codeLens: 'opensign.editor.codeLens',
};
const untrusted = 'opensign.editor.untrustedWorkspaces';

/** What is on in this window: nothing in Restricted Mode, unless the user wants it there as well. */
export function readSwitches(): Switches {
  const { isTrusted } = vscode.workspace;
  if (!isTrusted && userSetting(untrusted) !== true) {
    return new Set();
  }
  const configuration = vscode.workspace.getConfiguration();
  return new Set(switchNames.filter((name) => configuration.get<unknown>(settings[name]) === true));
}

/** Calls back when another set of features may be on. */
export function onDidChangeSwitches(listener: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (
        switchNames.some((name) => event.affectsConfiguration(settings[name])) ||
        event.affectsConfiguration(untrusted)
      ) {
        listener();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(listener),
  );
}
