import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser/lib/esm/main.js';
import * as vscode from 'vscode';
import { Debouncer } from '../ui/debouncer';
import { Disposables } from '../ui/disposables';
import type { Log } from '../ui/log';
import { checkLayoutFile } from './checkLayoutFile';
import { getPair, isLayoutFile } from './layoutFile';
import { problemText, type JsonPath, type Problem } from './layoutProblem';
import { PageCache, getWorkerPath } from './pageCache';

/** How long to wait, in milliseconds, after the last keystroke. */
const debounceMs = 400;
/** UTF-16 units. The library takes up to half a second for this many, when all of them are escapes. */
const longestText = 4_000_000;

/** Checks layout files while they are open, and shows their problems. */
export class LayoutFileDiagnostics implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection('opensign'));
  private readonly debouncer = this.owned.add(new Debouncer());
  private readonly pages: PageCache;

  constructor(
    extensionUri: vscode.Uri,
    private readonly log: Pick<Log, 'detach'>,
  ) {
    const { workspace, window } = vscode;
    this.pages = this.owned.add(new PageCache(workspace.fs, getWorkerPath(extensionUri)));
    this.owned.add(workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)));
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, debounceMs)));
    this.owned.add(workspace.onDidCloseTextDocument((document) => this.schedule(document, 0)));
    // The PDF may have changed in the meantime.
    this.owned.add(window.onDidChangeActiveTextEditor((editor) => this.schedule(editor?.document, 0)));
    workspace.textDocuments.forEach((document) => this.schedule(document, 0));
  }

  dispose(): void {
    this.owned.dispose();
  }

  private schedule(document: vscode.TextDocument | undefined, delayMs: number): void {
    // Git shows older versions of a file under the same name, without a PDF next to them.
    if (document === undefined || !isLayoutFile(document.uri) || document.uri.scheme === 'git') {
      return;
    }
    this.debouncer.schedule(document.uri.toString(), delayMs, () =>
      this.log.detach('opensign.layoutFile', this.check(document)),
    );
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const { pdf } = await getPair(document.uri, vscode.workspace.fs);
    const facts = await this.pages.getFacts(pdf);
    if (document.isClosed) {
      this.collection.delete(document.uri);
      return;
    }
    if (document.version !== version) {
      return;
    }
    const { problems } = checkLayoutFile(document.getText(), facts);
    const root = problems.length === 0 ? undefined : parsePositions(document.getText());
    this.collection.set(
      document.uri,
      problems.map((problem) => toDiagnostic(document, root, problem)),
    );
  }
}

/**
 * The positions of the values in a JSON text. Undefined when it's too long, or nested too deeply for the library, which
 * is recursive.
 */
export function parsePositions(text: string): Node | undefined {
  try {
    return text.length > longestText ? undefined : parseTree(text);
  } catch {
    return undefined;
  }
}

/**
 * Where to show a problem with the value at `path`, in UTF-16 units: at the first character of an object, a list, or
 * the parent of a missing value.
 */
export function findSpan(root: Node | undefined, path: JsonPath): { start: number; end: number } {
  for (let length = path.length; root !== undefined && length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) {
      const isWhole = length === path.length && (node.children?.length ?? 0) === 0;
      return { start: node.offset, end: node.offset + (isWhole ? node.length : 1) };
    }
  }
  const start = root?.offset ?? 0;
  return { start, end: start + 1 };
}

function toDiagnostic(document: vscode.TextDocument, root: Node | undefined, problem: Problem) {
  const { start, end } = findSpan(root, problem.path);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const severity = vscode.DiagnosticSeverity[problem.severity];
  const diagnostic = new vscode.Diagnostic(range, problemText(problem), severity);
  diagnostic.source = 'OpenSign';
  diagnostic.code = problem.code;
  return diagnostic;
}
