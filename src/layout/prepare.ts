import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { fileBody, passwordField, type StreamedBody } from '../api/streamedBody';
import type { JsonObject } from '../api/values';
import { readContacts } from '../recipients/contactBook';
import { userSetting } from '../environment/environmentSettings';
import { defaultTitle } from '../ui/title';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { askAboutSize, askForPassword, maxSizeSetting, whileChecking } from '../pdf/pdfMessages';
import { inspectPdf, isOverAdvice, readInspected, sizeLimit } from '../pdf/pdfFile';
import { withCancel } from '../ui/progress';
import { checkLayoutFile } from './checkLayoutFile';
import { showMissing, showProblems, showWithoutEmail } from './layoutMessages';
import type { PageCache } from './pageCache';
import { namesOf, readLayoutFile, type Pair } from './pair';
import { requestOf, spellAddresses, type Target } from './layoutRequest';
import type { LayoutFile } from './layoutFile';

/** A PDF and its layout file, checked, with the user's answers about them. */
export interface Prepared {
  readonly file: LayoutFile;
  readonly title: string;
  readonly fileName: string;
  /** What the PDF is a symbolic link to. */
  readonly linkTarget?: string;
  /** The request without the PDF. */
  readonly fields: JsonObject;
  /** The whole request. Reads the PDF again, and rejects with `RefusedFile` when it is not what it was. */
  readonly body: (signal: AbortSignal) => Promise<StreamedBody>;
}

export interface PrepareOptions {
  readonly client: OpenSignClient;
  readonly target: Target;
  /** The dialog about an encrypted PDF is headed so. */
  readonly heading: string;
  readonly pages: PageCache;
  /** Takes care of a message that nobody waits for. */
  readonly detach: (message: Promise<void>) => void;
}

/**
 * Checks a PDF as an upload does, and its layout file. Undefined when called off, or when something is wrong, which
 * the user has heard of then. Rejects with `RefusedFile` when the PDF cannot be sent.
 */
export async function prepare(pair: Pair, options: PrepareOptions): Promise<Prepared | undefined> {
  const { client, target, heading, pages, detach } = options;
  const reader = vscode.workspace.fs;
  const limit = sizeLimit(client.origin, userSetting(maxSizeSetting));
  const text = await readLayoutFile(pair.layoutFile);
  if (text === undefined) {
    detach(showMissing(pair));
    return undefined;
  }
  const pdf = await whileChecking((signal) => inspectPdf(pair.pdf, limit, reader, signal));
  // Not what was known when the layout file was last looked at.
  pages.forget(pair.pdf);
  const { file, problems } = checkLayoutFile(text, await pages.factsOf(pair.pdf));
  if (file === undefined) {
    detach(showProblems(pair, problems));
    return undefined;
  }
  const silent = file.roles.filter(({ email }) => email === undefined || email === '');
  if (target === 'document' && silent.length > 0) {
    detach(showWithoutEmail(pair, silent));
    return undefined;
  }
  const { environment } = client;
  if (isOverAdvice(environment, pdf.size) && (await askAboutSize([pdf], 1, limit, false)) !== 'upload') {
    return undefined;
  }
  const password = pdf.encrypted ? await askForPassword(heading, pdf) : '';
  if (password === undefined) {
    return undefined;
  }
  const title = file.title ?? defaultTitle(namesOf(pair).pdf);
  const spelled = spellAddresses(file, await knownAddresses(client, file));
  const fields = { ...requestOf(spelled, target, title), ...passwordField(password) };
  return {
    file: spelled,
    title,
    fileName: pdf.name,
    ...(pdf.linkTarget === undefined ? {} : { linkTarget: pdf.linkTarget }),
    fields,
    // No variable holds the content: it would stay for as long as the request takes.
    body: async (signal) => fileBody(fields, await readInspected(pdf, limit, reader, signal)),
  };
}

async function knownAddresses(client: OpenSignClient, { roles }: LayoutFile): Promise<readonly string[]> {
  if (roles.every(({ email }) => email === undefined || email === '')) {
    return [];
  }
  const progress = l10n.t('Reading contacts from {0}…', environmentName(client.environment));
  const contacts = await withCancel(progress, (signal) => readContacts(client, signal));
  return contacts.map(({ email }) => email);
}
