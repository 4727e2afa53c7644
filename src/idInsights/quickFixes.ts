import * as vscode from 'vscode';
import { isDotEnv } from '../dotenv/dotEnv';
import type { FoundToken } from '../dotenv/moveToken';
import type { Environments } from '../environment/environments';
import type { CommandId } from '../ui/commands';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import type { CodeDiagnostics } from './codeDiagnostics';
import { toRange } from './documentScanner';
import type { Finding, FindingOf } from './findings';
import type { KnownIds } from './knownIds';

/** Quick fixes for the findings. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  constructor(
    private readonly context: {
      readonly environments: Pick<Environments, 'active'>;
      readonly ids: Pick<KnownIds, 'index'>;
    },
    private readonly diagnostics: CodeDiagnostics,
  ) {}

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.diagnostics.findingsIn(document, range).flatMap((finding) => {
      const actions = [
        ...this.fixes(document, finding),
        createCommandFix(l10n.t('About IDs and Tokens in Code'), 'opensign.editorHelp'),
      ];
      const diagnostic = this.diagnostics.toDiagnostic(document, finding);
      for (const action of actions) {
        action.diagnostics = [diagnostic];
      }
      return actions;
    });
  }

  private fixes(document: vscode.TextDocument, finding: Finding): vscode.CodeAction[] {
    switch (finding.rule) {
      case 'wrong-environment-id':
        return this.idFixes(document, finding);
      case 'hard-coded-token':
        return tokenFixes(document, finding);
      case 'host-mismatch': {
        const { expected } = finding;
        return [createReplacement(l10n.t('Replace with {0}', expected), document, finding, expected)];
      }
    }
  }

  private idFixes(
    document: vscode.TextDocument,
    finding: FindingOf<'wrong-environment-id'>,
  ): vscode.CodeAction[] {
    const { environments, ids } = this.context;
    const { environment, known } = finding.found;
    const { active } = environments;
    const title = known.title?.trim();
    const [counterpart, ...others] =
      title === undefined || known.kind !== 'template'
        ? []
        : ids.index.templates(active).filter((template) => template.title?.trim() === title);
    const fixes = [
      createCommandFix(
        l10n.t('Switch to {0}', environmentName(environment)),
        'opensign.switchEnvironment',
        environment,
      ),
      createCommandFix(l10n.t('Ignore This ID'), 'opensign.ignoreId', finding.id),
    ];
    if (title !== undefined && counterpart !== undefined && others.length === 0) {
      const text = l10n.t('Replace with {0} template “{1}”', environmentName(active), oneLine(title));
      fixes.unshift(createReplacement(text, document, finding, counterpart.id));
    }
    return fixes;
  }
}

function tokenFixes(
  document: vscode.TextDocument,
  finding: FindingOf<'hard-coded-token'>,
): vscode.CodeAction[] {
  const { environment, start, end, literal } = finding;
  const found: FoundToken = {
    uri: document.uri.toString(),
    version: document.version,
    environment,
    start,
    end,
    ...(literal && { literal }),
  };
  const move = isDotEnv(document.uri)
    ? createCommandFix(l10n.t('Add File to .gitignore'), 'opensign.addToGitignore', found.uri)
    : createCommandFix(l10n.t('Move Token to .env'), 'opensign.moveTokenToEnv', found);
  move.isPreferred = true;
  if (finding.by === 'stored') {
    return [move];
  }
  const text = l10n.t('Store as {0} API Token…', environmentName(environment));
  return [move, createCommandFix(text, 'opensign.storeFoundToken', found)];
}

function createCommandFix(title: string, command: CommandId, ...args: readonly unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [...args] };
  return action;
}

function createReplacement(
  title: string,
  document: vscode.TextDocument,
  finding: Finding,
  text: string,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, toRange(document, finding), text);
  action.isPreferred = true;
  return action;
}
