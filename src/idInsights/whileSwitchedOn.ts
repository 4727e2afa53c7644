import * as vscode from 'vscode';
import { Disposables } from '../ui/disposables';
import { onDidChangeSwitches, readSwitches, type Switches } from './switches';

/** No code: what programs print, older states that source control shows, and the user's own settings. */
const neverCode =
  /^(output|vscode|vscode-userdata|git|gitfs|git-graph|scm|vscode-scm|comment|debug|opensign.*|vscode-terminal|walkThrough.*|interactive.*)$/;

export function isCode({ uri }: vscode.TextDocument): boolean {
  return !neverCode.test(uri.scheme);
}

/**
 * Starts the features that are switched on as soon as a text is open in the window, and starts them anew when the
 * switches change. While everything is off nothing is listened to but the settings.
 */
export function whileSwitchedOn(
  start: (switches: Switches) => Promise<vscode.Disposable>,
): vscode.Disposable {
  const owned = new Disposables();
  let running = new Disposables();
  const restart = () => {
    running.dispose();
    running = new Disposables();
    const switches = readSwitches();
    if (switches.size > 0) {
      const mine = running;
      mine.add(
        onceCodeIsOpen(() => {
          // A part that cannot be loaded is missing; the log of the extension host tells why.
          void start(switches).then((features) => mine.add(features));
        }),
      );
    }
  };
  owned.add(onDidChangeSwitches(restart));
  owned.add({ dispose: () => running.dispose() });
  restart();
  return owned;
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
