import * as vscode from 'vscode';
import { userSetting } from '../environment/environmentSettings';
import { Disposables } from '../ui/disposables';
import type { Log } from '../ui/log';

const settings = {
  hover: 'opensign.editor.hover',
  wrongEnvironmentId: 'opensign.editor.wrongEnvironmentId',
  hardCodedToken: 'opensign.editor.hardCodedToken',
  hostMismatch: 'opensign.editor.hostMismatch',
  completion: 'opensign.editor.completion',
  codeLens: 'opensign.editor.codeLens',
} as const;
const untrusted = 'opensign.editor.untrustedWorkspaces';

/** A feature that can be switched off, by the name of its setting. */
export type SwitchName = keyof typeof settings;
export type Switches = ReadonlySet<SwitchName>;

export const switchNames = Object.keys(settings) as readonly SwitchName[];

/** Output of programs, older versions from source control, and the user's settings. */
const notCode =
  /^(output|vscode|vscode-userdata|git|gitfs|git-graph|scm|vscode-scm|comment|debug|opensign.*|vscode-terminal|walkThrough.*|interactive.*)$/;

export function isCode({ uri }: vscode.TextDocument): boolean {
  return !notCode.test(uri.scheme);
}

/**
 * Starts the features that are switched on once the window shows code, and restarts them when the switches change.
 * While all are off, only the settings are watched.
 */
export function whileSwitchedOn(
  start: (switches: Switches) => Promise<vscode.Disposable>,
  log: Pick<Log, 'detach'>,
): vscode.Disposable {
  let running = new Disposables();
  const restart = () => {
    running.dispose();
    const mine = (running = new Disposables());
    const switches = readSwitches();
    if (switches.size > 0) {
      const run = () =>
        log.detach(
          'opensign.editor',
          start(switches).then((features) => mine.add(features)),
        );
      mine.add(onceCodeIsOpen(run));
    }
  };
  restart();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if ([...Object.values(settings), untrusted].some((name) => event.affectsConfiguration(name))) {
        restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    { dispose: () => running.dispose() },
  );
}

/** The features that are on. None in Restricted Mode, unless the user's settings allow them there. */
function readSwitches(): Switches {
  if (!vscode.workspace.isTrusted && userSetting(untrusted) !== true) {
    return new Set();
  }
  const configuration = vscode.workspace.getConfiguration();
  return new Set(switchNames.filter((name) => configuration.get<unknown>(settings[name]) === true));
}

function onceCodeIsOpen(callback: () => void): vscode.Disposable {
  if (vscode.workspace.textDocuments.some(isCode)) {
    callback();
    return { dispose: () => undefined };
  }
  const subscription = vscode.workspace.onDidOpenTextDocument((document) => {
    if (isCode(document)) {
      subscription.dispose();
      callback();
    }
  });
  return subscription;
}
