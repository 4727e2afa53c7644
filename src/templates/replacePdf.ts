import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { fileBody, passwordField, type JsonBytes } from '../api/streamedBody';
import { userSetting } from '../environment/environmentSettings';
import { guardedWrite, type WriteQuestion } from '../environment/guardedWrite';
import { inspectPdf, readInspected, sizeLimit, type PdfFile } from '../pdf/pdfFile';
import { askAboutPdf, catchRefusal, maxSizeSetting, pickPdfs, whileChecking } from '../pdf/pdfMessages';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { linkText, paragraphs } from '../ui/question';
import { getTitle } from '../ui/title';
import type { TemplatesContext } from './templateCommands';

/** Replaces the PDF under a template’s roles and widgets. */
export async function replaceTemplatePdf(
  context: Pick<TemplatesContext, 'environments' | 'changes' | 'getTarget'> & {
    readonly log: Pick<Log, 'detach'>;
  },
  args: readonly unknown[],
  choosePdf = chooseCheckedPdf,
): Promise<void> {
  const { environments, changes, log } = context;
  const target = await context.getTarget(args, l10n.t('Replace Template PDF'));
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const title = getTitle(target);
  const where = environmentName(environment);
  const { origin } = await environments.client(environment);
  const prepared = await catchRefusal(log, () => choosePdf(title, environment, origin));
  if (prepared === undefined) {
    return;
  }
  const { file, body } = prepared;
  await guardedWrite(environments, {
    environment,
    confirm: 'live',
    question: () => liveQuestion(title, file),
    title: l10n.t('Replacing the PDF of “{0}” in {1}…', title, where),
    run: (client, signal) => client.replaceTemplateFile(id, body, signal),
    after: () => changes.fire(target),
    done: l10n.t('PDF of the template replaced in {0}', where),
  });
}

/** Asks for a PDF, and checks it as an upload does. Undefined when the user cancels. Rejects with `RefusedFile`. */
async function chooseCheckedPdf(
  title: string,
  environment: EnvironmentName,
  origin: string,
): Promise<{ readonly file: NamedFile; readonly body: JsonBytes } | undefined> {
  const where = environmentName(environment);
  const reader = vscode.workspace.fs;
  const limit = sizeLimit(origin, userSetting(maxSizeSetting));
  const pickTitle = l10n.t('OpenSign: Select the New PDF for “{0}” in {1}', title, where);
  const [uri] = (await pickPdfs(pickTitle, l10n.t('Replace in {0}', where))) ?? [];
  if (uri === undefined) {
    return undefined;
  }
  const file = await whileChecking((signal) => inspectPdf(uri, limit, reader, signal));
  const heading = l10n.t('Replace the PDF of “{0}” in {1}', title, where);
  const password = await askAboutPdf(file, environment, limit, heading);
  if (password === undefined) {
    return undefined;
  }
  const bytes = await whileChecking((signal) => readInspected(file, limit, reader, signal));
  return { file, body: fileBody(passwordField(password), bytes) };
}

type NamedFile = Pick<PdfFile, 'name' | 'linkTarget'>;

/** Asks before a PDF is replaced in Live. */
export function liveQuestion(title: string, { name, linkTarget }: NamedFile): WriteQuestion {
  return {
    question: l10n.t('Replace the PDF of “{0}” in Live?', title),
    detail: paragraphs(
      linkText(name, linkTarget) || l10n.t('New PDF: {0}', name),
      l10n.t('Roles and widgets stay where they are on the pages. Existing documents keep the old PDF.'),
    ),
    button: l10n.t('Replace in Live'),
  };
}
