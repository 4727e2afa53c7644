import * as vscode from 'vscode';
import { notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { namesOf, type Pair } from './pair';
import type { Problem } from './problem';
import { problemText } from './problemText';
import type { SideRole } from './layoutFile';
import { starter } from './starter';

/** Tells that a PDF has no layout file, and makes one where that is wanted. Resolves when the message is gone. */
export async function showMissing(pair: Pair): Promise<void> {
  const { pdf, layoutFile } = namesOf(pair);
  const create = l10n.t('Create Layout File');
  const message = l10n.t(
    'There is no {0} beside {1}. It says who signs, and where. Nothing was sent.',
    layoutFile,
    pdf,
  );
  if ((await notify('error', message, create)) === create) {
    await vscode.workspace.fs.writeFile(pair.layoutFile, new TextEncoder().encode(starter(pdf)));
    await vscode.window.showTextDocument(pair.layoutFile);
  }
}

/** Tells that a layout file has errors. Resolves when the message is gone. */
export async function showProblems(pair: Pair, problems: readonly Problem[]): Promise<void> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const { layoutFile } = namesOf(pair);
  const said = first === undefined ? '' : problemText(first);
  const message =
    errors.length === 1
      ? l10n.t('{0} has a problem, so nothing was sent. {1}', layoutFile, passage(said))
      : l10n.t(
          '{0} has {1} problems, so nothing was sent. The first: {2}',
          layoutFile,
          errors.length,
          passage(said),
        );
  await offerToOpen(pair, message, true);
}

/** Tells that nobody can be asked to sign for some roles. Resolves when the message is gone. */
export async function showWithoutEmail(pair: Pair, roles: readonly SideRole[]): Promise<void> {
  const message = l10n.t(
    'In {0} these roles have no “email”: {1}. Nothing was sent.',
    namesOf(pair).layoutFile,
    passage(roles.map(({ role }) => role).join(', ')),
  );
  await offerToOpen(pair, message, false);
}

async function offerToOpen(pair: Pair, message: string, problems: boolean): Promise<void> {
  const button = problems ? l10n.t('Show Problems') : l10n.t('Open Layout File');
  if ((await notify('error', message, button)) === button) {
    await vscode.window.showTextDocument(pair.layoutFile);
    if (problems) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }
  }
}
