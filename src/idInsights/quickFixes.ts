import * as vscode from 'vscode';
import type { CommandId } from '../ui/commands';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import type { FoundToken } from '../dotenv/moveToken';
import { isDotEnv } from '../dotenv/dotEnv';
import type { Finding } from './findings';
import type { CodeDiagnostics } from './codeDiagnostics';
import type { FeatureContext } from './insightsContext';

/** The ways out of what is reported. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  constructor(
    private readonly context: FeatureContext,
    private readonly diagnostics: CodeDiagnostics,
  ) {}

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.diagnostics.findingsIn(document, range).flatMap((finding) => {
      const actions = [...this.fixesOf(document, finding), help()];
      const diagnostic = this.diagnostics.diagnosticOf(document, finding);
      for (const action of actions) {
        action.diagnostics = [diagnostic];
      }
      return actions;
    });
  }

  private fixesOf(document: vscode.TextDocument, finding: Finding): vscode.CodeAction[] {
    switch (finding.rule) {
      case 'wrong-environment-id':
        return this.idFixes(document, finding);
      case 'hard-coded-token':
        return tokenFixes(document, finding);
      case 'host-mismatch':
        return [edit(l10n.t('Use {0}', finding.expected), document, finding, finding.expected, true)];
    }
  }

  private idFixes(
    document: vscode.TextDocument,
    finding: Extract<Finding, { rule: 'wrong-environment-id' }>,
  ): vscode.CodeAction[] {
    const { environments, ids } = this.context;
    const { environment, known } = finding.found;
    const { active } = environments;
    const fixes: vscode.CodeAction[] = [];
    const title = known.title?.trim();
    const same =
      title === undefined || known.kind !== 'template'
        ? []
        : ids.index.templates(active).filter((template) => template.title?.trim() === title);
    const [counterpart] = same;
    if (title !== undefined && counterpart !== undefined && same.length === 1) {
      const text = l10n.t('Use “{0}” of {1} ({2})', oneLine(title), environmentName(active), counterpart.id);
      fixes.push(edit(text, document, finding, counterpart.id, true));
    }
    fixes.push(
      run(l10n.t('Switch to {0}', environmentName(environment)), 'opensign.switchEnvironment', environment),
      run(l10n.t('Ignore This ID'), 'opensign.ignoreId', finding.id),
    );
    return fixes;
  }
}

function tokenFixes(
  document: vscode.TextDocument,
  finding: Extract<Finding, { rule: 'hard-coded-token' }>,
): vscode.CodeAction[] {
  const { environment, start, end, literal } = finding;
  const found: FoundToken = {
    uri: document.uri.toString(),
    version: document.version,
    environment,
    start,
    end,
    ...(literal === undefined ? {} : { literal }),
  };
  const move = isDotEnv(document.uri)
    ? run(l10n.t('Add the File to .gitignore'), 'opensign.addToGitignore', found.uri)
    : run(l10n.t('Move the Token to .env'), 'opensign.moveTokenToEnv', found);
  move.isPreferred = true;
  // A stored token needs no storing.
  return finding.by === 'stored'
    ? [move]
    : [
        move,
        run(
          l10n.t('Store It as the Token for {0}…', environmentName(environment)),
          'opensign.storeFoundToken',
          found,
        ),
      ];
}

function help(): vscode.CodeAction {
  return run(l10n.t('About IDs and Tokens in Code'), 'opensign.editorHelp');
}

function run(title: string, command: CommandId, ...args: readonly unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [...args] };
  return action;
}

function edit(
  title: string,
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
  isPreferred: boolean,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  action.edit.replace(document.uri, range, text);
  action.isPreferred = isPreferred;
  return action;
}
