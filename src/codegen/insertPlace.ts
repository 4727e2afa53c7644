import * as vscode from 'vscode';
import { snippetText, type Code } from './code';
import { languages, type LanguageId } from './codeLanguages';

/** Schemes that have no file system but can be written in. */
const writable: ReadonlySet<string> = new Set([
  'untitled',
  'vscode-notebook-cell',
  'vscode-interactive-input',
]);

/** The active editor, when code can go there. */
export async function activePlace(): Promise<vscode.TextEditor | undefined> {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined || (await isReadOnly(editor.document.uri)) ? undefined : editor;
}

async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (writable.has(uri.scheme)) {
    return false;
  }
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) {
    return true;
  }
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // It was deleted meanwhile, and can be saved again.
    return false;
  }
}

/**
 * Inserts code at the cursor of `editor`. Where that is not possible, and where there is none, it goes to a new
 * document, for which `codeFor` is asked again: what it writes depends on the text that is there.
 */
export async function insertCode(
  editor: vscode.TextEditor | undefined,
  language: LanguageId,
  codeFor: (existing: string) => Code,
): Promise<void> {
  // Another editor may have taken its place while questions were answered.
  const visible = editor !== undefined && vscode.window.visibleTextEditors.includes(editor);
  if (visible && (await insert(editor, codeFor))) {
    return;
  }
  const editorId = languages.find(({ id }) => id === language)?.editorId ?? 'plaintext';
  const document = await vscode.workspace.openTextDocument({ language: editorId, content: '' });
  await insert(await vscode.window.showTextDocument(document), codeFor);
}

/** False when nothing came of it: VS Code does not say so of an editor that the user has made read-only. */
async function insert(editor: vscode.TextEditor, codeFor: (existing: string) => Code): Promise<boolean> {
  const { document } = editor;
  const { version } = document;
  const text = snippetText(codeFor(document.getText()));
  return (await editor.insertSnippet(new vscode.SnippetString(text))) && document.version !== version;
}
