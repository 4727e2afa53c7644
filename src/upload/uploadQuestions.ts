import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { defined } from '../api/values';
import type { ObjectKind } from '../objects/objectChanges';
import { passwordStep, pickPdfs } from '../pdf/pdfMessages';
import { formatSizeIn, type PdfFile } from '../pdf/pdfFile';
import { defaultTitle, titleRemark } from '../ui/title';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { linkText, type NamingQuestion } from '../ui/question';
import { formatSize, shortenPath } from '../ui/text';
import { pickStep, runWizard, textStep, type Step } from '../ui/wizard';
import { refusal, warning, type Remark } from '../ui/gateway';
import type { Answers, Job } from './uploadJobs';

/** Asks for PDFs to upload. Undefined when the user cancels. */
export async function choosePdfs(environment: EnvironmentName): Promise<readonly vscode.Uri[] | undefined> {
  const where = environmentName(environment);
  const title = l10n.t('OpenSign: Select PDFs to Upload to {0}', where);
  return pickPdfs(title, l10n.t('Upload to {0}', where), true);
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
    target: 'template' as ObjectKind,
    title: only && defaultTitle(only.name),
    roles: l10n.t('Signer'),
  };
  const titleStep = (value: string): Step => {
    const isTemplate = draft.target === 'template';
    const prompt = isTemplate ? l10n.t('Title of the template') : l10n.t('Title of the document');
    return textStep({ title, prompt, value, remark: titleRemark }, (text) => (draft.title = text));
  };
  const rolesStep = (value: string): Step => {
    const prompt = l10n.t('Signer roles, separated by commas');
    const placeholder = l10n.t('Signer, Manager');
    const options = { title, prompt, placeholder, value, remark: rolesRemark };
    return textStep(options, (text) => (draft.roles = text));
  };
  const isDone = await runWizard(() => [
    targetStep(environment, title, draft.target, (target) => (draft.target = target)),
    ...(draft.title === undefined ? [] : [titleStep(draft.title)]),
    ...(draft.target === 'template' ? [rolesStep(draft.roles)] : []),
    ...files.filter(({ encrypted }) => encrypted).map((file) => passwordStep(title, file, passwords)),
  ]);
  const { target, roles } = draft;
  return isDone
    ? { target, ...defined({ title: draft.title?.trim() }), roles: parseRoles(roles), passwords }
    : undefined;
}

function targetStep(
  environment: EnvironmentName,
  title: string,
  current: ObjectKind,
  accept: (target: ObjectKind) => void,
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
  return pickStep(options, (item) => accept(item === template ? 'template' : 'document'));
}

/** The roles in a line, separated by commas. */
export function parseRoles(line: string): readonly string[] {
  return line.split(',').map((name) => name.trim());
}

/** What is wrong with a line of roles. Compares them as the server does, including case. Source: api.md 10.1. */
export function rolesRemark(line: string): Remark | undefined {
  const names = parseRoles(line);
  if (names.every((name) => name === '')) {
    return refusal(l10n.t('Enter at least one role.'));
  }
  if (names.includes('')) {
    return refusal(l10n.t('Remove the extra comma.'));
  }
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) {
    return refusal(l10n.t('Duplicate role “{0}”.', duplicate));
  }
  const lower = names.map((name) => name.toLowerCase());
  const second = lower.findIndex((name, index) => lower.indexOf(name) !== index);
  const [first = '', other = ''] = [names[lower.indexOf(lower[second] ?? '')], names[second]];
  return second === -1
    ? undefined
    : warning(l10n.t('OpenSign treats “{0}” and “{1}” as two different roles.', first, other));
}

/** Asks before files are uploaded to Live: names the cost, every file, and the targets of links. */
export function liveQuestion(jobs: readonly Job[]): NamingQuestion {
  const [first] = jobs;
  const isTemplate = first?.target === 'template';
  const common = { detail: '', button: l10n.t('Upload to Live') };
  if (first !== undefined && jobs.length === 1) {
    const { file, title } = first;
    return {
      ...common,
      question: l10n.t('Upload {0} to Live?', file.name),
      intro: isTemplate
        ? l10n.t('It becomes the template “{0}”. A template costs nothing.', title)
        : l10n.t('It becomes the draft document “{0}”, which uses one credit.', title),
      names: file.linkTarget === undefined ? [] : [linkText(file.name, file.linkTarget)],
    };
  }
  return {
    ...common,
    question: l10n.t('Upload {0} PDFs to Live?', jobs.length),
    intro: isTemplate
      ? l10n.t('Each becomes a template. Templates cost nothing.')
      : l10n.t('Each becomes a draft document and uses one credit: {0} in all.', jobs.length),
    names: jobs.map(({ file: { name, size, linkTarget } }) =>
      linkTarget === undefined
        ? l10n.t('{0}: {1}', name, formatSize(size))
        : l10n.t(
            '{0} ({1}) is a symbolic link. The linked file is sent: {2}',
            name,
            formatSize(size),
            passage(shortenPath(linkTarget)),
          ),
    ),
  };
}

/** Runs `work` under a notification with Cancel that names file, size and environment. */
export async function whileSending<T>(
  environment: EnvironmentName,
  jobs: readonly Job[],
  work: (signal: AbortSignal, starting: (index: number) => void) => Promise<T>,
): Promise<T> {
  const where = environmentName(environment);
  const files = jobs.map(({ file: { name, size } }) => [name, formatSizeIn(environment, size)] as const);
  const [first] = files;
  const title =
    first !== undefined && files.length === 1
      ? l10n.t('Uploading {0} ({1}) to {2}…', ...first, where)
      : l10n.t('Uploading {0} PDFs to {1}', files.length, where);
  return withCancel(title, (signal, report) =>
    work(signal, (index) => {
      const file = files[index];
      if (file !== undefined && files.length > 1) {
        report(l10n.t('{0} of {1}: {2} ({3})…', index + 1, files.length, ...file));
      }
    }),
  );
}
