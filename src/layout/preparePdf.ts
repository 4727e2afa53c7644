import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { fileBody, passwordField } from '../api/fileBody';
import type { StreamedBody } from '../api/streamedBody';
import { defined, type JsonObject } from '../api/values';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import { userSetting } from '../environment/environmentSettings';
import { askForPassword } from '../pdf/passwordStep';
import { fileNameOf, inspectPdf, readInspected, RefusedFile } from '../pdf/pdfFile';
import { maxSizeSetting, refusalMessage } from '../pdf/refusalText';
import { isOverAdvice, sizeLimit } from '../pdf/sizeLimit';
import { askAboutSize } from '../pdf/sizeQuestion';
import { whileChecking } from '../pdf/whileChecking';
import { readContacts } from '../recipients/contactBook';
import { defaultTitle } from '../ui/defaultTitle';
import { showErrorText } from '../ui/errorMessage';
import { notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { checkLayoutFile, type LayoutFile, type LayoutRole } from './checkLayoutFile';
import { pickPair, readLayoutFile, type Pair } from './layoutFile';
import { problemText, type Problem } from './layoutProblem';
import { spellAddresses, toRequest, type Target } from './layoutRequest';
import { createStarter } from './layoutText';
import { PageCache, getWorkerPath } from './pageCache';

interface Dependencies {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'detach'>;
}

interface Purpose {
  readonly target: Target;
  /** Title of the dialog where the user picks a PDF. */
  readonly pickTitle: (where: string) => string;
  /** Title of the other dialogs. */
  readonly title: (pdfName: string, where: string) => string;
}

/** A PDF and its layout file, checked, with the user's answers. */
export interface PreparedPdf {
  /** Of the environment that was active at the start. */
  readonly client: OpenSignClient;
  readonly dialogTitle: string;
  readonly file: LayoutFile;
  readonly content: {
    readonly title: string;
    readonly fileName: string;
    /** The target of a symbolic link. */
    readonly linkTarget?: string;
    /** The request without the PDF. */
    readonly fields: JsonObject;
  };
  /** The whole request. Reads the PDF again, and rejects with `RefusedFile` when it changed. */
  readonly body: (signal: AbortSignal) => Promise<StreamedBody>;
}

/**
 * Checks a PDF as an upload does, and its layout file. Undefined when canceled, and after showing what is wrong.
 * Rejects with `RefusedFile` when the PDF can't be sent, and with kind `otherEnvironment`.
 */
export async function preparePdf(
  { environments, extensionUri, log }: Dependencies,
  args: readonly unknown[],
  purpose: Purpose,
): Promise<PreparedPdf | undefined> {
  const client = await environments.client(environments.active);
  const { environment, origin } = client;
  const where = environmentName(environment);
  const pair = await pickPair(args, purpose.pickTitle(where));
  if (pair === undefined) {
    return undefined;
  }
  const show = (message: Promise<void>) => log.detach('opensign.layout', message);
  const text = await readLayoutFile(pair.layoutFile);
  if (text === undefined) {
    show(showMissing(pair));
    return undefined;
  }
  const { fs } = vscode.workspace;
  const limit = sizeLimit(origin, userSetting(maxSizeSetting));
  const pdf = await whileChecking((signal) => inspectPdf(pair.pdf, limit, fs, signal));
  const pages = new PageCache(fs, getWorkerPath(extensionUri));
  const facts = await pages.getFacts(pair.pdf).finally(() => pages.dispose());
  const { file, errors } = checkLayoutFile(text, facts);
  if (file === undefined) {
    show(showErrors(pair, errors));
    return undefined;
  }
  const open = file.roles.filter(({ email = '' }) => email === '');
  if (purpose.target === 'document' && open.length > 0) {
    show(showMissingEmails(pair, open));
    return undefined;
  }
  if (isOverAdvice(environment, pdf.size) && (await askAboutSize([pdf], 1, limit, false)) !== 'upload') {
    return undefined;
  }
  const dialogTitle = purpose.title(pdf.name, where);
  const password = pdf.encrypted ? await askForPassword(dialogTitle, pdf) : '';
  if (password === undefined) {
    return undefined;
  }
  const title = file.title ?? defaultTitle(pdf.name);
  const spelled = spellAddresses(file, await readAddresses(client, file));
  const fields = { ...toRequest(spelled, purpose.target, title), ...passwordField(password) };
  assertActive(environments, environment);
  return {
    client,
    dialogTitle,
    file: spelled,
    content: defined({ title, fileName: pdf.name, linkTarget: pdf.linkTarget, fields }),
    // A variable would keep the content in memory for as long as the request takes.
    body: async (signal) => fileBody(fields, await readInspected(pdf, limit, fs, signal)),
  };
}

/** Runs `work`. When it rejects because a PDF can't be sent, shows the reason instead. */
export async function catchRefusal(log: Pick<Log, 'detach'>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RefusedFile)) {
      throw error;
    }
    log.detach('opensign.layout', showErrorText(refusalMessage(error)));
  }
}

/** The email addresses of the account's contacts, which are read only when a role has an address. */
async function readAddresses(client: OpenSignClient, { roles }: LayoutFile): Promise<readonly string[]> {
  if (roles.every(({ email = '' }) => email === '')) {
    return [];
  }
  const progress = l10n.t('Reading contacts from {0}…', environmentName(client.environment));
  const contacts = await withCancel(progress, (signal) => readContacts(client, signal));
  return contacts.map(({ email }) => email);
}

async function showMissing(pair: Pair): Promise<void> {
  const pdfName = fileNameOf(pair.pdf);
  const create = l10n.t('Create Layout File');
  const message = l10n.t(
    'Nothing was sent: {0} is missing. Next to {1}, it defines who signs, and where.',
    fileNameOf(pair.layoutFile),
    pdfName,
  );
  if ((await notify('error', message, create)) === create) {
    await vscode.workspace.fs.writeFile(pair.layoutFile, new TextEncoder().encode(createStarter(pdfName)));
    await vscode.window.showTextDocument(pair.layoutFile);
  }
}

async function showErrors(pair: Pair, errors: readonly Problem[]): Promise<void> {
  const first = passage(errors.slice(0, 1).map(problemText).join(''));
  const name = fileNameOf(pair.layoutFile);
  const message =
    errors.length === 1
      ? l10n.t('{0} has a problem, so nothing was sent. {1}', name, first)
      : l10n.t('{0} has {1} problems, so nothing was sent. The first: {2}', name, errors.length, first);
  const show = l10n.t('Show Problems');
  if ((await notify('error', message, show)) === show) {
    await vscode.window.showTextDocument(pair.layoutFile);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}

async function showMissingEmails(pair: Pair, roles: readonly LayoutRole[]): Promise<void> {
  const open = l10n.t('Open Layout File');
  const message = l10n.t(
    'Nothing was sent: these roles in {0} have no “email”: {1}.',
    fileNameOf(pair.layoutFile),
    passage(roles.map(({ role }) => role).join(', ')),
  );
  if ((await notify('error', message, open)) === open) {
    await vscode.window.showTextDocument(pair.layoutFile);
  }
}
