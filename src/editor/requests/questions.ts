import * as vscode from 'vscode';
import { languageOf, languages, type LanguageId } from './languages';
import { kindsFor } from './generate';
import type { TaskKind } from './request';

/** The language of an editor, asked for where there is no editor or requests are not written in its language. */
export async function chooseLanguage(
  title: string,
  document: vscode.TextDocument | undefined,
): Promise<LanguageId | undefined> {
  const known = document && languageOf(document.languageId, document.uri.path);
  if (known !== undefined) {
    return known;
  }
  const items = languages.map(({ id, label, client }) => ({ id, label, description: client }));
  const placeHolder =
    document === undefined
      ? vscode.l10n.t('Language of the code; it opens in a new editor')
      : vscode.l10n.t('Requests cannot be written in {0}: choose a language', document.languageId);
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.id;
}

/** What to insert. What the `subject`, an item of a view, is for comes first. */
export async function chooseKind(
  title: string,
  language: LanguageId,
  subject: 'template' | 'document' | undefined,
): Promise<TaskKind | undefined> {
  const items = kindsFor(language).map((task) => ({ task, ...wordsFor(task) }));
  const isFor = ({ task }: { readonly task: TaskKind }) => subjectOf(task) === subject;
  const sorted =
    subject === undefined ? items : [...items.filter(isFor), ...items.filter((item) => !isFor(item))];
  const placeHolder = vscode.l10n.t('What the code does');
  return (await vscode.window.showQuickPick(sorted, { title, placeHolder, matchOnDetail: true }))?.task;
}

function subjectOf(kind: TaskKind): 'template' | 'document' | undefined {
  switch (kind) {
    case 'createFromTemplate':
      return 'template';
    case 'documentState':
    case 'downloadPdf':
      return 'document';
    default:
      return undefined;
  }
}

function wordsFor(kind: TaskKind): { readonly label: string; readonly detail: string } {
  switch (kind) {
    case 'listTemplates':
      return { label: vscode.l10n.t('List templates'), detail: vscode.l10n.t('Their IDs and titles.') };
    case 'createFromTemplate':
      return {
        label: vscode.l10n.t('Create a document from a template'),
        detail: vscode.l10n.t('With the roles and named widgets of the template; sends it.'),
      };
    case 'draftDocument':
      return {
        label: vscode.l10n.t('Draft a document from a PDF'),
        detail: vscode.l10n.t('To be finished and sent in the browser.'),
      };
    case 'draftTemplate':
      return {
        label: vscode.l10n.t('Draft a template from a PDF'),
        detail: vscode.l10n.t('To be finished in the browser.'),
      };
    case 'documentState':
      return {
        label: vscode.l10n.t('Read the state of a document'),
        detail: vscode.l10n.t('Whether it is in progress, completed, declined or expired.'),
      };
    case 'downloadPdf':
      return {
        label: vscode.l10n.t('Download the signed PDF'),
        detail: vscode.l10n.t('Of a document, with what has been signed so far.'),
      };
    case 'verifyWebhook':
      return {
        label: vscode.l10n.t('Verify the signature of a webhook'),
        detail: vscode.l10n.t('By its header and its body, in constant time.'),
      };
  }
}
