import type * as vscode from 'vscode';
import { pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { languageOf, languages, type LanguageId } from './codeLanguages';
import { kindsFor } from './generateCode';
import type { TaskKind } from './codeRequest';

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
      ? l10n.t('Language of the code; it opens in a new editor')
      : l10n.t('Requests cannot be written in {0}: choose a language', document.languageId);
  return (await pickOne(items, { title, placeHolder, matchOnDescription: true }))?.id;
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
  const placeHolder = l10n.t('What the code does');
  return (await pickOne(sorted, { title, placeHolder, matchOnDetail: true }))?.task;
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
      return { label: l10n.t('List templates'), detail: l10n.t('Their IDs and titles.') };
    case 'createFromTemplate':
      return {
        label: l10n.t('Create a document from a template'),
        detail: l10n.t('With the roles and named widgets of the template; sends it.'),
      };
    case 'draftDocument':
      return {
        label: l10n.t('Draft a document from a PDF'),
        detail: l10n.t('To be finished and sent in the browser.'),
      };
    case 'draftTemplate':
      return {
        label: l10n.t('Draft a template from a PDF'),
        detail: l10n.t('To be finished in the browser.'),
      };
    case 'documentState':
      return {
        label: l10n.t('Read the state of a document'),
        detail: l10n.t('Whether it is in progress, completed, declined or expired.'),
      };
    case 'downloadPdf':
      return {
        label: l10n.t('Download the signed PDF'),
        detail: l10n.t('Of a document, with what has been signed so far.'),
      };
    case 'verifyWebhook':
      return {
        label: l10n.t('Verify the signature of a webhook'),
        detail: l10n.t('By its header and its body, in constant time.'),
      };
  }
}
