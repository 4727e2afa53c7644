import * as vscode from 'vscode';
import { Debouncer } from '../ui/debouncer';
import { Disposables } from '../ui/disposables';
import type { Log } from '../ui/log';
import { checkLayoutFile } from './checkLayoutFile';
import { JsonTree, type JsonPath, type Span } from './jsonTree';
import type { PageCache } from './pageCache';
import { isLayoutFile, pairOf } from './pair';
import type { Problem } from './problem';
import { problemText } from './problemText';

/** How long to wait, in milliseconds, for the end of typing. */
const patience = 400;

/** Checks layout files while they are open; what is wrong shows up beside the text. */
export class LayoutFileDiagnostics implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection('opensign'));
  private readonly debouncer = this.owned.add(new Debouncer());

  constructor(
    private readonly pages: PageCache,
    private readonly log: Pick<Log, 'detach'>,
  ) {
    const { workspace, window } = vscode;
    this.owned.add(workspace.onDidOpenTextDocument((document) => this.plan(document, 0)));
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => this.plan(document, patience)));
    this.owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)));
    // The PDF may have changed while the user was elsewhere.
    this.owned.add(
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor !== undefined) {
          this.plan(editor.document, 0);
        }
      }),
    );
    workspace.textDocuments.forEach((document) => this.plan(document, 0));
  }

  dispose(): void {
    this.owned.dispose();
  }

  private plan(document: vscode.TextDocument, delay: number): void {
    // Git shows older states of a file under the same name; there is no PDF beside them.
    if (!isLayoutFile(document.uri) || document.uri.scheme === 'git') {
      return;
    }
    this.debouncer.schedule(document.uri.toString(), delay, () =>
      this.log.detach('opensign.layoutFile', this.check(document)),
    );
  }

  private clear(uri: vscode.Uri): void {
    this.debouncer.cancel(uri.toString());
    if (isLayoutFile(uri)) {
      this.collection.delete(uri);
    }
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const { pdf } = await pairOf(document.uri, vscode.workspace.fs);
    const facts = await this.pages.factsOf(pdf);
    // Another check is on its way, or nobody looks any more.
    if (document.isClosed || document.version !== version) {
      return;
    }
    const { problems } = checkLayoutFile(document.getText(), facts);
    const spans = spansOf(document.getText(), problems);
    this.collection.set(
      document.uri,
      problems.map((problem) => diagnosticOf(document, problem, spans(problem.path))),
    );
  }
}

function spansOf(text: string, problems: readonly Problem[]): (path: JsonPath) => Span {
  if (problems.some(({ code }) => code === 'notJson')) {
    return () => ({ start: 0, end: 1 });
  }
  const tree = problems.length === 0 ? undefined : new JsonTree(text);
  return (path) => tree?.spanOf(path) ?? { start: 0, end: 1 };
}

function diagnosticOf(
  document: vscode.TextDocument,
  problem: Problem,
  { start, end }: Span,
): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const { Error, Warning } = vscode.DiagnosticSeverity;
  const severity = problem.severity === 'error' ? Error : Warning;
  const diagnostic = new vscode.Diagnostic(range, problemText(problem), severity);
  diagnostic.source = 'OpenSign';
  diagnostic.code = problem.code;
  return diagnostic;
}
