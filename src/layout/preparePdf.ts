import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { fileBody, passwordField, type StreamedBody } from '../api/streamedBody';
import { defined, type JsonObject } from '../api/values';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import { userSetting } from '../environment/environmentSettings';
import { askAboutPdf, maxSizeSetting, pickPdfs, whileChecking } from '../pdf/pdfMessages';
import { inspectPdf, readInspected, sizeLimit } from '../pdf/pdfFile';
import type { ObjectKind } from '../objects/objectChanges';
import { readContacts } from '../recipients/contactBook';
import { notifyWithButtons } from '../ui/buttons';
import { getFileName } from '../ui/text';
import { defaultTitle } from '../ui/title';
import { l10n, passage } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { checkLayoutFile, type LayoutFile, type LayoutRole } from './checkLayoutFile';
import { getPair, isLayoutFile, readLayoutFile, type Pair } from './layoutFile';
import { problemText, type Problem } from './layoutProblem';
import { spellAddresses, toRequest } from './layoutRequest';
import { createStarter } from './layoutText';
import { PageCache, getWorkerPath } from './pageCache';

interface Dependencies {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly extensionUri: vscode.Uri;
  readonly log: Pick<Log, 'detach'>;
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
  target: ObjectKind,
): Promise<PreparedPdf | undefined> {
  const client = await environments.client(environments.active);
  const { environment, origin } = client;
  const where = environmentName(environment);
  const isDocument = target === 'document';
  const pickTitle = isDocument
    ? l10n.t('OpenSign: Select the PDF to Send in {0}', where)
    : l10n.t('OpenSign: Select the PDF of the Template in {0}', where);
  const pair = await pickPair(args, pickTitle);
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
  if (isDocument && open.length > 0) {
    show(showMissingEmails(pair, open));
    return undefined;
  }
  const dialogTitle = isDocument
    ? l10n.t('Send {0} ({1})', pdf.name, where)
    : l10n.t('Create a template from {0} ({1})', pdf.name, where);
  const password = await askAboutPdf(pdf, environment, limit, dialogTitle);
  if (password === undefined) {
    return undefined;
  }
  const title = file.title ?? defaultTitle(pdf.name);
  const spelled = spellAddresses(file, await readAddresses(client, file));
  const fields = { ...toRequest(spelled, target, title), ...passwordField(password) };
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

/** The pair that a command is for: of its argument, the active layout file, or a PDF that the user picks. */
async function pickPair([given]: readonly unknown[], title: string): Promise<Pair | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const uri =
    given instanceof vscode.Uri
      ? given
      : active !== undefined && isLayoutFile(active)
        ? active
        : (await pickPdfs(title, l10n.t('Select')))?.[0];
  return uri === undefined ? undefined : getPair(uri, vscode.workspace.fs);
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

function showMissing({ pdf, layoutFile }: Pair): Promise<void> {
  const pdfName = getFileName(pdf);
  const message = l10n.t(
    'Nothing was sent: {0} is missing. Next to {1}, it defines who signs, and where.',
    getFileName(layoutFile),
    pdfName,
  );
  const create = async () => {
    await vscode.workspace.fs.writeFile(layoutFile, new TextEncoder().encode(createStarter(pdfName)));
    await vscode.window.showTextDocument(layoutFile);
  };
  return notifyWithButtons('error', message, [l10n.t('Create Layout File'), create]);
}

function showErrors({ layoutFile }: Pair, errors: readonly Problem[]): Promise<void> {
  const first = passage(errors.slice(0, 1).map(problemText).join(''));
  const name = getFileName(layoutFile);
  const message =
    errors.length === 1
      ? l10n.t('{0} has a problem, so nothing was sent. {1}', name, first)
      : l10n.t('{0} has {1} problems, so nothing was sent. The first: {2}', name, errors.length, first);
  const show = async () => {
    await vscode.window.showTextDocument(layoutFile);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  };
  return notifyWithButtons('error', message, [l10n.t('Show Problems'), show]);
}

function showMissingEmails({ layoutFile }: Pair, roles: readonly LayoutRole[]): Promise<void> {
  const message = l10n.t(
    'Nothing was sent: these roles in {0} have no “email”: {1}.',
    getFileName(layoutFile),
    passage(roles.map(({ role }) => role).join(', ')),
  );
  const open = () => vscode.window.showTextDocument(layoutFile);
  return notifyWithButtons('error', message, [l10n.t('Open Layout File'), open]);
}
