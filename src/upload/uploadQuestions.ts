import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { passwordStep } from '../pdf/passwordStep';
import type { PdfFile } from '../pdf/pdfFile';
import { defaultTitle } from '../ui/defaultTitle';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { pickStep, refusal, textStep, warning, type Remark } from '../ui/stepInput';
import { walk, type Step } from '../ui/steps';
import { titleRemark } from '../ui/titleRemark';
import type { Answers } from './uploadFlow';
import type { Target } from './uploadJobs';

/** The answers so far, shown again when the user goes back. */
interface Draft {
  target: Target;
  /** Undefined for several files. */
  title: string | undefined;
  roles: string;
  readonly passwords: Map<PdfFile, string>;
}

/** Asks what to create from the files. Undefined when the user cancels. */
export async function askAboutUpload(
  environment: EnvironmentName,
  files: readonly PdfFile[],
): Promise<Answers | undefined> {
  const where = environmentName(environment);
  const only = files.length === 1 ? files[0] : undefined;
  const heading = only
    ? l10n.t('Upload {0} to {1}', only.name, where)
    : l10n.t('Upload {0} PDFs to {1}', files.length, where);
  const passwords = new Map<PdfFile, string>();
  const draft: Draft = {
    target: 'template',
    title: only && defaultTitle(only.name),
    roles: l10n.t('Signer'),
    passwords,
  };
  const isDone = await walk(() => [
    targetStep(environment, heading, draft),
    ...(draft.title === undefined ? [] : [titleStep(heading, draft)]),
    ...(draft.target === 'template' ? [rolesStep(heading, draft)] : []),
    ...files.filter(({ encrypted }) => encrypted).map((file) => passwordStep(heading, file, passwords)),
  ]);
  if (!isDone) {
    return undefined;
  }
  const { target, title, roles } = draft;
  return {
    target,
    ...(title === undefined ? {} : { title: title.trim() }),
    roles: parseRoles(roles).names,
    passwords,
  };
}

function targetStep(environment: EnvironmentName, title: string, draft: Draft): Step {
  const isLive = environment === 'live';
  const items: readonly (vscode.QuickPickItem & { readonly target: Target })[] = [
    {
      target: 'template',
      label: l10n.t('Template'),
      iconPath: new vscode.ThemeIcon('notebook-template'),
      detail: l10n.t('Reusable by ID. Add fields in the browser. Free.'),
    },
    {
      target: 'document',
      label: l10n.t('Draft document'),
      iconPath: new vscode.ThemeIcon('file'),
      detail: isLive
        ? l10n.t('For one signing. Finish and send it in the browser. Each file uses 1 credit.')
        : l10n.t('For one signing. Finish and send it in the browser.'),
    },
  ];
  const placeholder = isLive
    ? l10n.t('What do you want to create in Live?')
    : l10n.t('What do you want to create? Don’t upload confidential data to Sandbox.');
  const active = items.find(({ target }) => target === draft.target);
  return (position) =>
    pickStep(position, { title, placeholder, items, active }, ({ target }) => (draft.target = target));
}

function titleStep(title: string, draft: Draft): Step {
  const prompt =
    draft.target === 'template' ? l10n.t('Title of the template') : l10n.t('Title of the document');
  const options = { title, prompt, value: draft.title ?? '', remark: titleRemark };
  return (position) => textStep(position, options, (value) => (draft.title = value));
}

function rolesStep(title: string, draft: Draft): Step {
  const options = {
    title,
    prompt: l10n.t('Signer roles, separated by commas'),
    placeholder: l10n.t('Signer, Manager'),
    value: draft.roles,
    remark: rolesRemark,
  };
  return (position) => textStep(position, options, (value) => (draft.roles = value));
}

function rolesRemark(line: string): Remark | undefined {
  const { problem, alike } = parseRoles(line);
  switch (problem?.kind) {
    case 'none':
      return refusal(l10n.t('Enter at least one role.'));
    case 'blank':
      return refusal(l10n.t('Remove the extra comma.'));
    case 'twice':
      return refusal(l10n.t('Duplicate role “{0}”.', problem.role));
    case undefined:
      return alike && warning(l10n.t('OpenSign treats “{0}” and “{1}” as two different roles.', ...alike));
  }
}

/** A line of comma-separated roles. */
export interface Roles {
  /** Trimmed, in the order given. Use them only when there is no problem. */
  readonly names: readonly string[];
  /** Why the line can’t be used: no role at all, nothing between two commas, or one role twice. */
  readonly problem?: { readonly kind: 'none' | 'blank' } | { readonly kind: 'twice'; readonly role: string };
  /** Two roles that differ only by case. */
  readonly alike?: readonly [string, string];
}

/** Compares roles as the server does, including case. Source: api.md 10.1. */
export function parseRoles(line: string): Roles {
  const names = line.split(',').map((name) => name.trim());
  if (names.every((name) => name === '')) {
    return { names: [], problem: { kind: 'none' } };
  }
  if (names.includes('')) {
    return { names, problem: { kind: 'blank' } };
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    return { names, problem: { kind: 'twice', role: twice } };
  }
  for (const [index, name] of names.entries()) {
    const other = names.slice(0, index).find((earlier) => earlier.toLowerCase() === name.toLowerCase());
    if (other !== undefined) {
      return { names, alike: [other, name] };
    }
  }
  return { names };
}
