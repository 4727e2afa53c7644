import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { otherEnvironment } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import { assertActive } from '../environment/active';
import { userSetting } from '../environment/environmentSettings';
import { runCommand } from '../ui/commands';
import { errorText, showErrorText } from '../ui/errorMessage';
import { ask, notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { askForPassword, maxSizeSetting, refusalMessage } from '../pdf/pdfMessages';
import { withCancel } from '../ui/progress';
import { askNaming } from '../ui/question';
import { pageWorkerPath } from '../layout/pageCache';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import { PageReader } from '../pdf/pageReader';
import { RefusedFile } from '../pdf/pdfFile';
import type { Log } from '../ui/log';
import { copyTemplate, type CopyPlan, type CopyUi } from './copyFlow';
import { askForKind } from '../layout/unsigned';
import { copiedMessage, copyQuestion, harmlessQuestion, problemsMessage, switchButton } from './copyTexts';

export interface TemplateCopyOptions {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly templates: Pick<ObjectSource<Template>, 'choose'>;
  readonly changes: Pick<ObjectChanges, 'fire'>;
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'detach'>;
}

/** **Copy Template to Other Environment…** The copy is made where the dialog said, or not at all. */
export async function copyTemplateToOther(
  { environments, templates, changes, extensionUri, log }: TemplateCopyOptions,
  args: readonly unknown[],
): Promise<void> {
  const chosen = await templates.choose(args, l10n.t('Copy Template to Other Environment'));
  if (chosen === undefined) {
    return;
  }
  const { environment, id } = chosen;
  assertActive(environments, environment);
  const source = await environments.client(environment);
  const target = await environments.client(otherEnvironment(environment));
  const pages = new PageReader(pageWorkerPath(extensionUri));
  const detach = (message: Promise<void>) => log.detach('opensign.copyTemplateToOther', message);
  try {
    await copyTemplate({
      environments,
      source,
      target,
      id,
      maxSize: userSetting(maxSizeSetting),
      readPages: (bytes, signal) => pages.read(() => Promise.resolve(bytes), signal),
      changed: (changed) => {
        if (environments.active === changed) {
          changes.fire({ environment: changed, kind: 'template' });
        }
        return Promise.resolve();
      },
      ui: dialogs(source, target, detach),
    });
  } catch (error) {
    if (!(error instanceof RefusedFile)) {
      throw error;
    }
    detach(showErrorText(refusalMessage(error)));
  } finally {
    pages.dispose();
  }
}

function dialogs(
  source: OpenSignClient,
  target: OpenSignClient,
  detach: (message: Promise<void>) => void,
): CopyUi {
  const from = environmentName(source.environment);
  const to = environmentName(target.environment);
  return {
    whileReading: (work) => withCancel(l10n.t('Reading the template from {0}…', from), work),
    whileCreating: ({ title }, work) =>
      withCancel(l10n.t('Creating the template “{0}” in {1}…', title, to), work),
    chooseKind: (title, roles) =>
      askForKind(title, roles, {
        approver: l10n.t('Copy as Approvers'),
        viewer: l10n.t('Copy as Viewers'),
      }),
    confirm: (plan) => askNaming(copyQuestion(plan)),
    confirmHarmless: async (plan) => {
      const { question, detail } = harmlessQuestion(plan);
      const button = l10n.t('Copy to Sandbox: Nothing Is Confidential');
      return (await ask(question, detail, button)) === button;
    },
    password: ({ title, size }) => {
      const heading = l10n.t('Copy “{0}” from {1} to {2}', title, from, to);
      // The PDF is in memory only; the dialog needs its name.
      const uri = vscode.Uri.parse('opensign:/template.pdf');
      return askForPassword(heading, { uri, name: `${title}.pdf`, size, encrypted: true });
    },
    showProblems: (title, problems) => detach(showErrorText({ message: problemsMessage(title, problems) })),
    showCopied: (plan, id) => detach(showCopied(target, plan, id)),
    showUnknown: (plan, error) => detach(showUnknown(plan, error)),
  };
}

async function showCopied(target: OpenSignClient, plan: CopyPlan, id: string): Promise<void> {
  const copy = l10n.t('Copy ID');
  const open = l10n.t('Open in OpenSign');
  const change = switchButton(plan);
  const choice = await notify('information', copiedMessage(plan), copy, open, change);
  if (choice === copy) {
    await vscode.env.clipboard.writeText(id);
  } else if (choice === open) {
    await vscode.env.openExternal(vscode.Uri.parse(`${target.origin}/template/${id}`));
  } else if (choice === change) {
    await runCommand('opensign.switchEnvironment', plan.to);
  }
}

async function showUnknown(plan: CopyPlan, error: OpenSignError): Promise<void> {
  const action = { title: switchButton(plan), command: 'opensign.switchEnvironment', args: [plan.to] };
  await showErrorText({ ...errorText(error), action });
}
