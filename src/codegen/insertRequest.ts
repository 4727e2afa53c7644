import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { assertActive, readFrom } from '../environment/active';
import type { Environments } from '../environment/environments';
import type { ObjectRef, ObjectSource } from '../objects/objectChanges';
import { pickOne } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import * as requests from './codeRequest';
import { findLanguage, generate, languages, type LanguageId, type Task } from './generateCode';
import { describeKind, getHead, getKinds, type RequestKind } from './requestKinds';
import { snippetText } from './codeText';

export interface CodegenDependencies {
  readonly environments: Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;
  readonly templates: Pick<ObjectSource<unknown>, 'choose' | 'toRef'>;
  readonly documents: Pick<ObjectSource<unknown>, 'choose' | 'toRef'>;
}

/**
 * Inserts code for a request into the active editor, in its language, or into a new editor. Called on a row of a view,
 * the request is for that template or document.
 */
export async function insertRequest(
  dependencies: CodegenDependencies,
  [argument]: readonly unknown[],
): Promise<void> {
  const { environments, templates, documents } = dependencies;
  const object = templates.toRef(argument) ?? documents.toRef(argument);
  const environment = object?.environment ?? environments.active;
  assertActive(environments, environment);
  const title = l10n.t('Insert Request ({0})', environmentName(environment));
  const editor = await findWritableEditor();
  const language = await pickLanguage(title, editor?.document);
  const kind = language && (await pickKind(title, language, object?.kind));
  const task = kind && (await createTask(dependencies, kind, environment, object));
  if (language !== undefined && task !== undefined) {
    await insertCode(editor, language, task);
  }
}

async function pickLanguage(
  title: string,
  document: vscode.TextDocument | undefined,
): Promise<LanguageId | undefined> {
  const known = document && findLanguage(document.languageId, document.uri.path);
  if (known !== undefined) {
    return known;
  }
  const items = languages.map(({ id, label, client }) => ({ id, label, description: client }));
  const placeHolder = l10n.t('Select a language');
  return (await pickOne(items, { title, placeHolder, matchOnDescription: true }))?.id;
}

/** Offers kinds for the `subject` first. */
async function pickKind(
  title: string,
  language: LanguageId,
  subject: ObjectRef['kind'] | undefined,
): Promise<RequestKind | undefined> {
  const items = getKinds(language).map((value) => ({ value, ...describeKind(value) }));
  const fitting = items.filter((item) => subject !== undefined && item.subject === subject);
  const sorted = [...fitting, ...items.filter((item) => !fitting.includes(item))];
  const placeHolder = l10n.t('Select a request');
  return (await pickOne(sorted, { title, placeHolder, matchOnDetail: true }))?.value;
}

/** The request with its comments. Undefined when no template is picked. Rejects when the template can't be read. */
async function createTask(
  { environments, templates }: CodegenDependencies,
  kind: RequestKind,
  environment: EnvironmentName,
  object: ObjectRef | undefined,
): Promise<Task | undefined> {
  if (kind !== 'createFromTemplate') {
    const head = getHead(kind, environment, environments.status(environment).baseUrl);
    return { environment, request: getRequest(kind, object), head };
  }
  const picked = object?.kind === 'template' ? object : await templates.choose([], l10n.t('Insert Request'));
  if (picked === undefined) {
    return undefined;
  }
  const progress = l10n.t('Reading the template from {0}…', environmentName(picked.environment));
  const template = await readFrom(environments, picked.environment, progress, (client, signal) =>
    client.getTemplate(picked.id, signal),
  );
  const { baseUrl } = environments.status(picked.environment);
  const head = getHead(kind, picked.environment, baseUrl, template);
  return { environment: picked.environment, request: requests.createFromTemplate(template), head };
}

function getRequest(
  kind: Exclude<RequestKind, 'createFromTemplate'>,
  object: ObjectRef | undefined,
): Task['request'] {
  const documentId = object?.kind === 'document' ? object.id : undefined;
  switch (kind) {
    case 'listTemplates':
      return requests.listTemplates();
    case 'draftDocument':
      return requests.draftDocument();
    case 'draftTemplate':
      return requests.draftTemplate();
    case 'documentState':
      return requests.documentState(documentId);
    case 'downloadPdf':
      return requests.downloadPdf(documentId);
    case 'verifyWebhook':
      return undefined;
  }
}

/**
 * Inserts code at the cursor of `editor`, or in a new document if that isn't possible. The code depends on the text
 * that is already there.
 */
async function insertCode(
  editor: vscode.TextEditor | undefined,
  language: LanguageId,
  task: Task,
): Promise<void> {
  // The editor may have been closed while questions were answered.
  const isVisible = editor !== undefined && vscode.window.visibleTextEditors.includes(editor);
  if (isVisible && (await insertSnippet(editor, language, task))) {
    return;
  }
  const editorId = languages.find(({ id }) => id === language)?.editorId ?? 'plaintext';
  const document = await vscode.workspace.openTextDocument({ language: editorId, content: '' });
  await insertSnippet(await vscode.window.showTextDocument(document), language, task);
}

/** False when nothing was inserted, which VS Code doesn't report for an editor that the user made read-only. */
async function insertSnippet(editor: vscode.TextEditor, language: LanguageId, task: Task): Promise<boolean> {
  const { document } = editor;
  const { version } = document;
  const snippet = new vscode.SnippetString(snippetText(generate(language, task, document.getText())));
  return (await editor.insertSnippet(snippet)) && document.version !== version;
}

/** Schemes that have no file system but can be edited. */
const editableSchemes: ReadonlySet<string> = new Set([
  'untitled',
  'vscode-notebook-cell',
  'vscode-interactive-input',
]);

/** The active editor, unless its document is read-only. */
async function findWritableEditor(): Promise<vscode.TextEditor | undefined> {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined || (await isReadOnly(editor.document.uri)) ? undefined : editor;
}

async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (editableSchemes.has(uri.scheme)) {
    return false;
  }
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) {
    return true;
  }
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // A deleted file can be saved again.
    return false;
  }
}
