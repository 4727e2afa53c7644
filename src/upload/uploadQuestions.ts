import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { defined } from '../api/values';
import { passwordStep } from '../pdf/pdfMessages';
import { formatSizeIn, type PdfFile } from '../pdf/pdfFile';
import { defaultTitle, titleRemark } from '../ui/title';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askNaming, linkText, type NamingQuestion } from '../ui/question';
import { formatSize, shortenPath } from '../ui/text';
import { pickStep, runWizard, textStep, type Step } from '../ui/wizard';
import { refusal, warning, type Remark } from '../ui/gateway';
import type { Answers } from './uploadFlow';
import type { Job, Target } from './uploadJobs';

/** Asks for PDFs to upload. Undefined when the user cancels. */
export async function choosePdfs(environment: EnvironmentName): Promise<readonly vscode.Uri[] | undefined> {
  const where = environmentName(environment);
  return vscode.window.showOpenDialog({
    title: l10n.t('OpenSign: Select PDFs to Upload to {0}', where),
    openLabel: l10n.t('Upload to {0}', where),
    canSelectMany: true,
    filters: { [l10n.t('PDF')]: ['pdf'] },
  });
}

/** Asks what to create from the files. Undefined when the user cancels. */
export async function askAboutUpload(
  environment: EnvironmentName,
  files: readonly PdfFile[],
): Promise<Answers | undefined> {
  const where = environmentName(environment);
  const only = files.length === 1 ? files[0] : undefined;
  const title = only
    ? l10n.t('Upload {0} to {1}', only.name, where)
    : l10n.t('Upload {0} PDFs to {1}', files.length, where);
  const passwords = new Map<PdfFile, string>();
  // The answers so far, shown again when the user goes back.
  const draft = {
    target: 'template' as Target,
    title: only && defaultTitle(only.name),
    roles: l10n.t('Signer'),
  };
  const titleStep = (value: string): Step => {
    const isTemplate = draft.target === 'template';
    const prompt = isTemplate ? l10n.t('Title of the template') : l10n.t('Title of the document');
    const options = { title, prompt, value, remark: titleRemark };
    return (position) => textStep(position, options, (text) => (draft.title = text));
  };
  const rolesStep = (value: string): Step => {
    const prompt = l10n.t('Signer roles, separated by commas');
    const placeholder = l10n.t('Signer, Manager');
    const options = { title, prompt, placeholder, value, remark: rolesRemark };
    return (position) => textStep(position, options, (text) => (draft.roles = text));
  };
  const isDone = await runWizard(() => [
    targetStep(environment, title, draft.target, (target) => (draft.target = target)),
    ...(draft.title === undefined ? [] : [titleStep(draft.title)]),
    ...(draft.target === 'template' ? [rolesStep(draft.roles)] : []),
    ...files.filter(({ encrypted }) => encrypted).map((file) => passwordStep(title, file, passwords)),
  ]);
  const { target, roles } = draft;
  return isDone
    ? { target, ...defined({ title: draft.title?.trim() }), roles: parseRoles(roles).names, passwords }
    : undefined;
}

function targetStep(
  environment: EnvironmentName,
  title: string,
  current: Target,
  accept: (target: Target) => void,
): Step {
  const isLive = environment === 'live';
  const template = {
    label: l10n.t('Template'),
    iconPath: new vscode.ThemeIcon('notebook-template'),
    detail: l10n.t('Reusable by ID. Add fields in the browser. Free.'),
  };
  const document = {
    label: l10n.t('Draft document'),
    iconPath: new vscode.ThemeIcon('file'),
    detail: isLive
      ? l10n.t('For one signing. Finish and send it in the browser. Each file uses 1 credit.')
      : l10n.t('For one signing. Finish and send it in the browser.'),
  };
  const placeholder = isLive
    ? l10n.t('What do you want to create in Live?')
    : l10n.t('What do you want to create? Don’t upload confidential data to Sandbox.');
  const active = current === 'template' ? template : document;
  const options = { title, placeholder, items: [template, document], active };
  return (position) =>
    pickStep(position, options, (item) => accept(item === template ? 'template' : 'document'));
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

/** Asks before files are uploaded to Live: names the cost, every file, and the targets of links. */
export async function confirmInLive(jobs: readonly Job[]): Promise<boolean> {
  const question = liveQuestion(jobs);
  return question !== undefined && (await askNaming(question));
}

/** Undefined without jobs. */
export function liveQuestion(jobs: readonly Job[]): NamingQuestion | undefined {
  const [first] = jobs;
  if (first === undefined) {
    return undefined;
  }
  const { file, target, title } = first;
  const isTemplate = target === 'template';
  const common = { detail: '', button: l10n.t('Upload to Live') };
  if (jobs.length === 1) {
    const question = l10n.t('Upload {0} to Live?', file.name);
    const intro = isTemplate
      ? l10n.t('It becomes the template “{0}”. A template costs nothing.', title)
      : l10n.t('It becomes the draft document “{0}”, which uses one credit.', title);
    const names = file.linkTarget === undefined ? [] : [linkText(file.name, file.linkTarget)];
    return { ...common, question, intro, names };
  }
  const question = l10n.t('Upload {0} PDFs to Live?', jobs.length);
  const intro = isTemplate
    ? l10n.t('Each becomes a template. Templates cost nothing.')
    : l10n.t('Each becomes a draft document and uses one credit: {0} in all.', jobs.length);
  return { ...common, question, intro, names: jobs.map((job) => fileText(job.file)) };
}

function fileText({ name, size, linkTarget }: PdfFile): string {
  return linkTarget === undefined
    ? l10n.t('{0}: {1}', name, formatSize(size))
    : l10n.t(
        '{0} ({1}) is a symbolic link. The linked file is sent: {2}',
        name,
        formatSize(size),
        passage(shortenPath(linkTarget)),
      );
}

/** Runs `work` under a notification with Cancel that names file, size and environment. */
export async function whileSending<T>(
  environment: EnvironmentName,
  jobs: readonly Job[],
  work: (signal: AbortSignal, starting: (index: number) => void) => Promise<T>,
): Promise<T> {
  const where = environmentName(environment);
  const files = jobs.map(({ file: { name, size } }) => ({ name, size: formatSizeIn(environment, size) }));
  const [first] = files;
  if (files.length === 1 && first !== undefined) {
    const title = l10n.t('Uploading {0} ({1}) to {2}…', first.name, first.size, where);
    return withCancel(title, (signal) => work(signal, () => {}));
  }
  return withCancel(l10n.t('Uploading {0} PDFs to {1}', files.length, where), (signal, report) =>
    work(signal, (index) => {
      const { name = '', size = '' } = files[index] ?? {};
      report(l10n.t('{0} of {1}: {2} ({3})…', index + 1, files.length, name, size));
    }),
  );
}
