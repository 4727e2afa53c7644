import * as vscode from 'vscode';
import { inertLabel, plain } from '../ui/inertText';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { idPlace } from './idPlace';
import type { FeatureContext } from './insightsContext';
import { scannedText } from './scannedText';

/** Characters after which VS Code asks by itself. */
export const completionTriggers = ['"', "'", '`', '/', '='] as const;

/** Offers the templates of the active environment where the id of one is written. */
export class TemplateCompletion implements vscode.CompletionItemProvider {
  constructor(private readonly context: FeatureContext) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const line = document.lineAt(position.line).text;
    const scanned = scannedText(document);
    const place =
      scanned &&
      idPlace(line.slice(0, position.character), line.slice(position.character), scanned.syntax.kind);
    if (place === undefined) {
      return [];
    }
    const { environments, ids } = this.context;
    const { active } = environments;
    await ids.need(active);
    if (cancellation.isCancellationRequested || environments.active !== active) {
      return [];
    }
    const replacing = new vscode.Range(position.line, place.start, position.line, place.end);
    const inserting = new vscode.Range(position.line, place.start, position.line, position.character);
    return ids.index.templates(active).map((known, index) => {
      const title = known.title === undefined ? known.id : inertLabel(known.title);
      const item = new vscode.CompletionItem(
        { label: title, detail: ` ${known.id}`, description: environmentName(active) },
        vscode.CompletionItemKind.Value,
      );
      item.insertText = known.id;
      // Found by its title and by its id; what is typed so far may be either.
      item.filterText = `${title} ${known.id}`;
      item.sortText = String(index).padStart(6, '0');
      item.range = { inserting, replacing };
      item.detail = l10n.t('Template in {0}', environmentName(active));
      if (known.roles.length > 0) {
        item.documentation = new vscode.MarkdownString(
          plain(l10n.t('Roles: {0}', passage(known.roles.join(', ')))),
        );
      }
      return item;
    });
  }
}
