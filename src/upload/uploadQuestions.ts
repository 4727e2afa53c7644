import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { environmentName } from '../ui/names';
import { passwordStep } from '../pdf/pdfMessages';
import type { PdfFile } from '../pdf/pdfFile';
import { pickStep, runWizard, textStep, type Step } from '../ui/wizard';
import { refusal, warning, type Remark } from '../ui/gateway';
import { defaultTitle, titleRemark } from '../ui/title';
import type { Target } from './draft';
import { parseRoles } from './roles';
import { l10n } from '../ui/l10n';
import type { Answers } from './uploadFlow';

interface TargetItem extends vscode.QuickPickItem {
  readonly target: Target;
}

/** What has been answered so far; shown again when the user goes back. */
interface Draft {
  target: Target;
  title: string | undefined;
  roles: string;
  readonly passwords: Map<PdfFile, string>;
}

/** Asks what is to become of the files. Undefined when called off. */
export async function askAboutUpload(
  environment: EnvironmentName,
  files: readonly PdfFile[],
): Promise<Answers | undefined> {
  const [only] = files;
  const draft: Draft = {
    target: 'template',
    title: files.length === 1 && only !== undefined ? defaultTitle(only.name) : undefined,
    roles: l10n.t('Signer'),
    passwords: new Map(),
  };
  const heading = uploadHeading(environment, files);
  const done = await runWizard(() => [
    targetStep(environment, heading, draft),
    ...(draft.title === undefined ? [] : [titleStep(heading, draft)]),
    ...(draft.target === 'template' ? [rolesStep(heading, draft)] : []),
    ...files.filter(({ encrypted }) => encrypted).map((file) => passwordStep(heading, file, draft.passwords)),
  ]);
  if (!done) {
    return undefined;
  }
  const { target, title, passwords } = draft;
  return {
    target,
    ...(title === undefined ? {} : { title: title.trim() }),
    roles: parseRoles(draft.roles).names,
    passwords,
  };
}

function uploadHeading(environment: EnvironmentName, files: readonly PdfFile[]): string {
  const [only] = files;
  return files.length === 1 && only !== undefined
    ? l10n.t('Upload {0} to {1}', only.name, environmentName(environment))
    : l10n.t('Upload {0} PDFs to {1}', files.length, environmentName(environment));
}

function targetStep(environment: EnvironmentName, title: string, draft: Draft): Step {
  const items: readonly TargetItem[] = [
    {
      target: 'template',
      label: l10n.t('Template to finish in the browser'),
      iconPath: new vscode.ThemeIcon('notebook-template'),
      detail: l10n.t('To be used again and again, by its ID. Costs nothing.'),
    },
    {
      target: 'document',
      label: l10n.t('Draft document'),
      iconPath: new vscode.ThemeIcon('file'),
      detail:
        environment === 'live'
          ? l10n.t('For one signing, to be finished and sent in the browser. Each uses one credit.')
          : l10n.t('For one signing, to be finished and sent in the browser.'),
    },
  ];
  const placeholder =
    environment === 'live'
      ? l10n.t('What should it become in live?')
      : l10n.t('What should it become? Confidential data does not belong in the sandbox.');
  return (position) =>
    pickStep(
      position,
      { title, placeholder, items, active: items.find(({ target }) => target === draft.target) },
      (item) => {
        draft.target = item.target;
      },
    );
}

function titleStep(heading: string, draft: Draft): Step {
  return (position) =>
    textStep(
      position,
      {
        title: heading,
        prompt:
          draft.target === 'template' ? l10n.t('Title of the template') : l10n.t('Title of the document'),
        value: draft.title ?? '',
        remark: titleRemark,
      },
      (value) => {
        draft.title = value;
      },
    );
}

function rolesStep(title: string, draft: Draft): Step {
  return (position) =>
    textStep(
      position,
      {
        title,
        prompt: l10n.t('Roles that signers will fill, separated by commas'),
        placeholder: l10n.t('Signer, Manager'),
        value: draft.roles,
        remark: rolesRemark,
      },
      (value) => {
        draft.roles = value;
      },
    );
}

function rolesRemark(line: string): Remark | undefined {
  const { problem, alike } = parseRoles(line);
  switch (problem?.kind) {
    case 'none':
      return refusal(l10n.t('OpenSign needs at least one role.'));
    case 'blank':
      return refusal(l10n.t('There is a comma with no role beside it.'));
    case 'twice':
      return refusal(l10n.t('“{0}” is there twice; each role can be filled once.', problem.role));
    case undefined:
      return alike === undefined
        ? undefined
        : warning(l10n.t('“{0}” and “{1}” are two different roles for OpenSign.', ...alike));
  }
}
