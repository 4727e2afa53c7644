import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { fileBody, passwordField } from '../api/fileBody';
import type { StreamedBody } from '../api/streamedBody';
import type { JsonObject } from '../api/values';
import { userSetting } from '../environment/settings';
import { defaultTitle } from '../ui/defaultTitle';
import { askForPassword } from '../ui/passwordStep';
import { inspectPdf, readInspected } from '../ui/pdfFile';
import { maxSizeSetting } from '../ui/refusalText';
import { isOverAdvice, sizeLimit } from '../ui/sizeLimit';
import { askAboutSize } from '../ui/sizeQuestion';
import { whileChecking } from '../ui/whileChecking';
import { checkSideFile } from './checkSideFile';
import { showMissing, showProblems, showWithoutEmail } from './messages';
import type { PageCache } from './pageCache';
import { namesOf, readSideFile, type Pair } from './pair';
import { requestOf, type Target } from './request';
import type { SideFile } from './sideFile';

/** A PDF and its side file, checked, with the user's answers about them. */
export interface Prepared {
  readonly file: SideFile;
  readonly title: string;
  readonly fileName: string;
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
 * Checks a PDF as an upload does, and its side file. Undefined when called off, or when something is wrong, which
 * the user has heard of then. Rejects with `RefusedFile` when the PDF cannot be sent.
 */
export async function prepare(pair: Pair, options: PrepareOptions): Promise<Prepared | undefined> {
  const { client, target, heading, pages, detach } = options;
  const reader = vscode.workspace.fs;
  const limit = sizeLimit(client.origin, userSetting(maxSizeSetting));
  const text = await readSideFile(pair.sideFile);
  if (text === undefined) {
    detach(showMissing(pair));
    return undefined;
  }
  const pdf = await whileChecking((signal) => inspectPdf(pair.pdf, limit, reader, signal));
  // Not what was known when the side file was last looked at.
  pages.forget(pair.pdf);
  const { file, problems } = checkSideFile(text, await pages.factsOf(pair.pdf));
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
  const fields = { ...requestOf(file, target, title), ...passwordField(password) };
  return {
    file,
    title,
    fileName: pdf.name,
    fields,
    // No variable holds the content: it would stay for as long as the request takes.
    body: async (signal) => fileBody(fields, await readInspected(pdf, limit, reader, signal)),
  };
}
