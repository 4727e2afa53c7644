import * as vscode from 'vscode';
import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { dateTime } from '../ui/text';
import type { CommandId } from '../ui/commands';
import { l10n, passage } from '../ui/l10n';
import { plain } from '../ui/inertText';
import { environmentName } from '../ui/names';
import type { FoundId } from './idIndex';
import { findIds, mayHoldIds } from '../source/idLiterals';
import type { FeatureContext } from './insightsContext';
import { scannedText } from './scannedText';
import { environmentIcon, kindText, titleText } from './insightWords';

const linked: readonly CommandId[] = [
  'opensign.revealId',
  'opensign.openId',
  'opensign.copyId',
  'opensign.switchEnvironment',
];

/** Says what an id in a text is, and where it is known. */
export class IdHover implements vscode.HoverProvider {
  constructor(private readonly context: FeatureContext) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const range = document.getWordRangeAtPosition(position, /[A-Za-z0-9]{10,}/);
    const scanned = range && scannedText(document);
    if (range === undefined || scanned === undefined) {
      return undefined;
    }
    const { environments, ids } = this.context;
    const word = document.getText(range);
    // After an escape the word has the escape's letter in front.
    const isKnown = () => ids.index.has(word) || ids.index.has(word.slice(1));
    const { active } = environments;
    for (const environment of [active, otherEnvironment(active)]) {
      if (!isKnown() && mayHoldIds(scanned.text)) {
        await ids.need(environment);
      }
    }
    if (!isKnown() || cancellation.isCancellationRequested) {
      return undefined;
    }
    const offset = document.offsetAt(position);
    const match = findIds(scanned.text, scanned.syntax, (id) => ids.index.has(id)).find(
      ({ start, end }) => start <= offset && offset <= end,
    );
    const found = match && ids.index.find(match.id, environments.active);
    if (match === undefined || found === undefined) {
      return undefined;
    }
    return new vscode.Hover(
      idMarkdown(found, environments.active),
      new vscode.Range(document.positionAt(match.start), document.positionAt(match.end)),
    );
  }
}

/** Everything the server said appears as plain text, whatever it contains. */
export function idMarkdown(found: FoundId, active: EnvironmentName): vscode.MarkdownString {
  const { environment, known } = found;
  const lines: string[] = [];
  if (environment !== active) {
    const text = l10n.t(
      'Belongs to {0}, but {1} is active.',
      environmentName(environment),
      environmentName(active),
    );
    lines.push(`$(error) **${plain(text)}**`);
  }
  const title = plain(titleText(found));
  lines.push(`${environmentIcon(environment)} **${title}** · ${plain(kindText(found))}`);
  if (known.roles.length > 0) {
    lines.push(plain(l10n.t('Roles: {0}', passage(known.roles.join(', ')))));
  }
  if (known.updatedAt !== undefined) {
    lines.push(plain(l10n.t('Updated {0}', dateTime({ time: known.updatedAt, raw: '' }))));
  }
  const link = (text: string, command: CommandId, ...args: readonly unknown[]) =>
    `[${plain(text)}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
  const reference = [environment, known.kind, known.id] as const;
  lines.push(
    [
      environment === active
        ? link(l10n.t('Show in the View'), 'opensign.revealId', ...reference)
        : link(
            l10n.t('Switch to {0}', environmentName(environment)),
            'opensign.switchEnvironment',
            environment,
          ),
      link(l10n.t('Open in OpenSign'), 'opensign.openId', ...reference),
      link(l10n.t('Copy ID'), 'opensign.copyId', ...reference),
    ].join(' · '),
  );
  const markdown = new vscode.MarkdownString(lines.join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: [...linked] };
  return markdown;
}
