import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { otherEnvironment } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import type { Template } from '../api/template';
import { assertActive } from '../environment/active';
import { userSetting } from '../environment/environmentSettings';
import type { Environments } from '../environment/environments';
import { problemText, type Problem } from '../layout/layoutProblem';
import { getWorkerPath } from '../layout/pageCache';
import { askForKind } from '../layout/unsignedRoles';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import { PageReader } from '../pdf/pageReader';
import { askForPassword, catchRefusal, maxSizeSetting } from '../pdf/pdfMessages';
import { isOverAdvice, sandboxAdvice, formatSizeIn } from '../pdf/pdfFile';
import { notifyWithButtons, objectButtons, type Button } from '../ui/buttons';
import { runCommand } from '../ui/commands';
import { errorText, showErrorText } from '../ui/errorMessage';
import { ask } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askNaming, paragraphs, type NamingQuestion, type Question } from '../ui/question';
import { formatSize, oneLine } from '../ui/text';
import { copyTemplate, type CopyPlan, type CopyUi } from './copyTemplate';

export interface CopyDependencies {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly templates: Pick<ObjectSource<Template>, 'choose'>;
  readonly changes: Pick<ObjectChanges, 'fire'>;
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'detach'>;
}

/** **Copy Template to Other Environment…**: the copy goes to the environment that the dialog names, or nowhere. */
export async function copyTemplateToOther(
  { environments, templates, changes, extensionUri, log }: CopyDependencies,
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
  const pages = new PageReader(getWorkerPath(extensionUri));
  const copying = catchRefusal(log, () =>
    copyTemplate({
      environments,
      source,
      target,
      id,
      maxSize: userSetting(maxSizeSetting),
      readPages: (bytes, signal) => pages.read(() => Promise.resolve(bytes), signal),
      onCreated: () => changes.fire({ environment: target.environment, kind: 'template' }),
      ui: createUi(source, target, log),
    }),
  );
  await copying.finally(() => pages.dispose());
}

function createUi(source: OpenSignClient, target: OpenSignClient, log: Pick<Log, 'detach'>): CopyUi {
  const from = environmentName(source.environment);
  const to = environmentName(target.environment);
  const show = (message: Promise<void>) => log.detach('opensign.copyTemplateToOther', message);
  const switchTitle = l10n.t('Switch to {0}', to);
  const switchButton: Button = [
    switchTitle,
    () => runCommand('opensign.switchEnvironment', target.environment),
  ];
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
      // The PDF is only in memory, but the dialog needs its name.
      const uri = vscode.Uri.parse('opensign:/template.pdf');
      return askForPassword(heading, { uri, name: `${title}.pdf`, size, encrypted: true });
    },
    showProblems: (title, problems) => show(showErrorText({ message: problemsMessage(title, problems) })),
    showCopied: ({ title }, id) => {
      const message = l10n.t('Copied template “{0}” to {1}.', oneLine(title), to);
      const buttons = objectButtons(`${target.origin}/template/${id}`, id);
      show(notifyWithButtons('information', message, ...buttons, switchButton));
    },
    showUnknown: (_, error) => {
      const args = [target.environment];
      const action = { title: switchTitle, command: 'opensign.switchEnvironment', args };
      show(showErrorText({ ...errorText(error), action }));
    },
  };
}

/** Asks for confirmation: from where to where, what is copied, and what is lost. */
export function copyQuestion(plan: CopyPlan): NamingQuestion {
  const { title, roles, losses } = plan;
  const from = environmentName(plan.from);
  const to = environmentName(plan.to);
  const size = formatSize(plan.size);
  const pdf =
    plan.pages === undefined ? l10n.t('PDF: {0}', size) : l10n.t('PDF: {0}, pages: {1}', size, plan.pages);
  return {
    question: l10n.t('Copy the template “{0}” from {1} to {2}?', oneLine(title), from, to),
    intro: [l10n.t('Widgets: {0}', plan.fields), pdf].join('\n'),
    names: roles.map((role) => l10n.t('Role: {0}', role)),
    detail: paragraphs(
      ...listRemarks(plan, to),
      ...(losses.length === 0 ? [] : [[l10n.t('Not carried over:'), ...losses].join('\n')]),
    ),
    button: l10n.t('Copy to {0}', to),
  };
}

function listRemarks({ to, title, same, size, assigned }: CopyPlan, where: string): readonly string[] {
  return [
    same instanceof OpenSignError &&
      l10n.t(
        'Couldn’t check whether {0} already has a template with this title. {1}',
        where,
        passage(errorText(same).message),
      ),
    typeof same === 'number' &&
      same > 0 &&
      l10n.t(
        '{1} already has a template “{0}”. It won’t be changed. A second one is created.',
        oneLine(title),
        where,
      ),
    assigned.length > 0 &&
      l10n.t(
        'People assigned to these roles become contacts in {0}: {1}',
        where,
        passage(assigned.map(oneLine).join(', ')),
      ),
    isOverAdvice(to, size) &&
      l10n.t(
        'OpenSign recommends Sandbox files of {0} or less. This one is {1}.',
        formatSize(sandboxAdvice),
        formatSizeIn(to, size),
      ),
  ].filter((remark) => remark !== false);
}

/** A second question before a PDF leaves Live. */
export function harmlessQuestion({ title }: CopyPlan): Question {
  return {
    question: l10n.t('Is anything in the PDF of “{0}” confidential?', oneLine(title)),
    detail: l10n.t(
      'It’s copied from Live to Sandbox, which is for tests. More people may have access there. Copy it only if nothing in it is confidential.',
    ),
  };
}

/** Why a template can't be copied. */
export function problemsMessage(title: string, problems: readonly Problem[]): string {
  const sentences = passage(problems.slice(0, 5).map(problemText).join(' '));
  return problems.length === 1
    ? l10n.t('“{0}” has a problem, so nothing was copied. {1}', oneLine(title), sentences)
    : l10n.t(
        '“{0}” has {1} problems, so nothing was copied: {2}',
        oneLine(title),
        problems.length,
        sentences,
      );
}
