import * as vscode from 'vscode';
import { l10n } from '../ui/l10n';
import { findIds, mayHoldIds } from '../source/idLiterals';
import type { FeatureContext } from './insightsContext';
import { scannedText } from './scannedText';
import { environmentIcon, kindText, titleText } from './insightWords';

/** Title and environment above each line with an id. */
export class IdLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly context: FeatureContext) {
    const fire = () => this.changed.fire();
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      context.ids.onDidChange(fire),
      context.environments.onDidChangeActive(fire),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const scanned = scannedText(document);
    if (scanned === undefined) {
      return [];
    }
    const { environments, ids } = this.context;
    // Not because of what is typed.
    if (!document.isDirty && mayHoldIds(scanned.text)) {
      // Fires when there is more to show.
      void ids.need(environments.active);
    }
    return findIds(scanned.text, scanned.syntax, (id) => ids.index.has(id)).flatMap(({ id, start, end }) => {
      const found = ids.index.find(id, environments.active);
      if (found === undefined) {
        return [];
      }
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const text = l10n.t('{0} · {1}', titleText(found), kindText(found));
      return [
        new vscode.CodeLens(range, {
          // VS Code drops an ordinary space after an icon here.
          title: `${environmentIcon(found.environment)}\u00a0${text}`,
          tooltip: l10n.t('Show in the View'),
          command: 'opensign.revealId',
          arguments: [found.environment, found.known.kind, id],
        }),
      ];
    });
  }
}
