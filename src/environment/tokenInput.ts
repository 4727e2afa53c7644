import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { runCommand } from '../ui/commands';
import { createTextInput } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { normaliseToken, tokenProblem } from './token';

/**
 * Asks for a token, unseen. Resolves with the trimmed token, or undefined when called off. Stays open while the
 * user fetches the token from the browser.
 */
export function askForToken(environment: EnvironmentName, host: string): Promise<string | undefined> {
  const input = createTextInput();
  const getToken = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: l10n.t('Get an API Token'),
  };
  input.title = l10n.t('API token for {0} ({1})', environmentName(environment), host);
  input.prompt = l10n.t('It is kept in the secret storage of VS Code and sent to {0} only.', host);
  input.placeholder =
    environment === 'live'
      ? l10n.t('Paste the live token, it usually begins with “opensign.”')
      : l10n.t('Paste the sandbox token, it usually begins with “test.”');
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [getToken];
  return new Promise((resolve) => {
    const finish = (value: string | undefined) => {
      resolve(value);
      subscriptions.dispose();
    };
    const subscriptions = vscode.Disposable.from(
      input,
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      }),
      input.onDidTriggerButton(() => void runCommand('opensign.getToken')),
      input.onDidAccept(() => {
        const problem = tokenProblem(input.value);
        if (problem === undefined) {
          finish(normaliseToken(input.value));
        } else {
          input.validationMessage =
            problem === 'blank'
              ? l10n.t('Paste the token first.')
              : l10n.t('A token has no spaces, line breaks or special characters inside.');
        }
      }),
      input.onDidHide(() => finish(undefined)),
    );
    input.show();
  });
}
