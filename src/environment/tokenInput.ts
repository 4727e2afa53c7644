import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { runCommand } from '../ui/commands';
import { ask, createTextInput, showInput } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { guessEnvironment, normalizeToken, tokenProblem } from './token';

/**
 * Asks for a token in a password field, which stays open while the user gets the token from the browser. Resolves with
 * the trimmed token, or undefined when canceled.
 */
export function askForToken(environment: EnvironmentName, host: string): Promise<string | undefined> {
  const input = createTextInput();
  input.title = l10n.t('API token for {0} ({1})', environmentName(environment), host);
  input.prompt = l10n.t('Stored in VS Code secret storage and sent only to {0}.', host);
  input.placeholder =
    environment === 'live'
      ? l10n.t('Live token, usually starts with “opensign.”')
      : l10n.t('Sandbox token, usually starts with “test.”');
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: l10n.t('Get an API Token') }];
  return showInput<string | undefined>(input, undefined, ({ finish }) => [
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    }),
    input.onDidTriggerButton(() => void runCommand('opensign.getToken')),
    input.onDidAccept(() => {
      const problem = tokenProblem(input.value);
      if (problem === undefined) {
        finish(normalizeToken(input.value));
      } else {
        input.validationMessage =
          problem === 'blank'
            ? l10n.t('Enter a token.')
            : l10n.t('A token can’t contain spaces, line breaks or special characters.');
      }
    }),
  ]);
}

/**
 * Asks which environment a token is for, if it looks like a token of the environment that the user didn't choose.
 * Undefined when canceled.
 */
export async function confirmEnvironment(
  token: string,
  chosen: EnvironmentName,
): Promise<EnvironmentName | undefined> {
  const likely = guessEnvironment(token) ?? chosen;
  if (likely === chosen) {
    return chosen;
  }
  const change = l10n.t('Use for {0}', environmentName(likely));
  const keep = l10n.t('Use for {0} Anyway', environmentName(chosen));
  const choice = await ask(
    l10n.t(
      'This looks like a {0} token, but you chose {1}.',
      environmentName(likely),
      environmentName(chosen),
    ),
    l10n.t(
      'Live tokens usually start with “opensign.”, and Sandbox tokens with “test.”. A token works in one environment only. It hasn’t been sent anywhere yet.',
    ),
    change,
    keep,
  );
  return choice === change ? likely : choice === keep ? chosen : undefined;
}
