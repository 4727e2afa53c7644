import * as vscode from 'vscode';
import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';
import type { Span } from '../source/codeReader';
import type { CommandId } from '../ui/commands';
import { inertLabel, plain } from '../ui/inertText';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { dateTime, oneLine } from '../ui/text';
import { toRange, type DocumentScanner } from './documentScanner';
import type { FoundId } from './idIndex';
import type { KnownIds } from './knownIds';

interface ProviderContext {
  readonly environments: Pick<Environments, 'active' | 'onDidChangeActive'>;
  readonly ids: KnownIds;
  readonly scanner: DocumentScanner;
}

const linkedCommands: readonly CommandId[] = [
  'opensign.revealId',
  'opensign.openId',
  'opensign.copyId',
  'opensign.switchEnvironment',
];

/** Describes the template or document of an ID. */
export class IdHover implements vscode.HoverProvider {
  constructor(private readonly context: ProviderContext) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const range = document.getWordRangeAtPosition(position, /[A-Za-z0-9]{10,}/);
    const source = range && this.context.scanner.scan(document);
    if (range === undefined || source === undefined) {
      return undefined;
    }
    const { environments, ids } = this.context;
    const word = document.getText(range);
    // After an escape such as `\n` the word begins with the escape's letter.
    const isKnown = () => ids.index.has(word) || ids.index.has(word.slice(1));
    const { active } = environments;
    for (const environment of [active, otherEnvironment(active)]) {
      if (!isKnown() && source.mayHoldIds) {
        await ids.need(environment);
      }
    }
    if (!isKnown() || cancellation.isCancellationRequested) {
      return undefined;
    }
    const offset = document.offsetAt(position);
    const match = source
      .findIds((id) => ids.index.has(id))
      .find(({ start, end }) => start <= offset && offset <= end);
    const found = match && ids.index.find(match.id, environments.active);
    return found && new vscode.Hover(toMarkdown(found, environments.active), toRange(document, match));
  }
}

/** Shows title and environment above each line with an ID. */
export class IdLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly context: ProviderContext) {
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
    const { environments, ids, scanner } = this.context;
    const source = scanner.scan(document);
    // Typing makes no request. `need` fires when there is more to show.
    if (!document.isDirty && source?.mayHoldIds === true) {
      void ids.need(environments.active);
    }
    const matches = source?.findIds((id) => ids.index.has(id)) ?? [];
    return matches.flatMap((match) => {
      const found = ids.index.find(match.id, environments.active);
      if (found === undefined) {
        return [];
      }
      const text = l10n.t('{0} · {1}', titleText(found), kindText(found));
      return new vscode.CodeLens(toRange(document, match), {
        // VS Code drops an ordinary space after an icon here.
        title: `${environmentIcon(found.environment)}\u00a0${text}`,
        tooltip: l10n.t('Show in the View'),
        command: 'opensign.revealId',
        arguments: [found.environment, found.known.kind, match.id],
      });
    });
  }
}

/** Suggests the templates of the active environment where code expects a template's ID. */
export class TemplateCompletion implements vscode.CompletionItemProvider {
  /** Characters after which VS Code asks for suggestions. */
  static readonly triggers = ['"', "'", '`', '/', '='] as const;

  constructor(private readonly context: ProviderContext) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const { environments, ids, scanner } = this.context;
    const { line, character } = position;
    const { text } = document.lineAt(line);
    const kind = scanner.scan(document)?.syntax.kind;
    const place = kind && findIdPlace(text.slice(0, character), text.slice(character), kind);
    if (place === undefined) {
      return [];
    }
    const { active } = environments;
    await ids.need(active);
    if (cancellation.isCancellationRequested || environments.active !== active) {
      return [];
    }
    const replacing = new vscode.Range(line, place.start, line, place.end);
    const inserting = new vscode.Range(line, place.start, line, character);
    return ids.index.templates(active).map((known, index) => {
      const title = known.title === undefined ? known.id : inertLabel(known.title);
      const item = new vscode.CompletionItem(
        { label: title, detail: ` ${known.id}`, description: environmentName(active) },
        vscode.CompletionItemKind.Value,
      );
      item.insertText = known.id;
      // The user may type the title or the ID.
      item.filterText = `${title} ${known.id}`;
      item.sortText = String(index).padStart(6, '0');
      item.range = { inserting, replacing };
      item.detail = kindText({ environment: active, known });
      if (known.roles.length > 0) {
        item.documentation = new vscode.MarkdownString(rolesText(known.roles));
      }
      return item;
    });
  }
}

/** A name such as `template_id`, `ndaTemplateId`, `TEMPLATE`, and what is between it and its value. */
const named =
  /template(?:[-_ ]?ids?)?["'\]]{0,3}\s{0,20}[:=!>,(]{1,4}\s{0,20}[a-z]{0,2}["'`]([A-Za-z0-9]*)$/i;
/** Without quotes, as in `.env` and YAML. */
const bare =
  /^\s*(?:-\s+)?(?:export\s+)?(?:[\w.]*[\W_]|\w*)template(?:[-_]?ids?)?(?:_\w+)?\s{0,20}[:=]\s{0,20}([A-Za-z0-9]*)$/i;
const inPath = /(?<![\w.])(?:createdocument|template)\/([A-Za-z0-9]*)$/i;
/** Modules have such names too. */
const imports = /\b(?:import|from|require|use|include|include_once|require_once)\b[^;]*$/;

/** UTF-16 units to read on each side of the cursor: lines of minified files are very long. */
const reach = 500;

/**
 * Where a template's ID goes in a line, with what is already typed of it, in UTF-16 units from the line's beginning.
 * Undefined when code doesn't expect one between `line` and `after`, the texts around the cursor.
 */
export function findIdPlace(line: string, after: string, kind: 'code' | 'values'): Span | undefined {
  const before = line.slice(-reach);
  const match =
    named.exec(before) ??
    (imports.test(before) ? null : inPath.exec(before)) ??
    (kind === 'values' && before === line ? bare.exec(before) : null);
  if (match === null) {
    return undefined;
  }
  const typed = match[1] ?? '';
  const rest = /^[A-Za-z0-9]*/.exec(after.slice(0, reach))?.[0] ?? '';
  return { start: line.length - typed.length, end: line.length + rest.length };
}

/** Shows the server's texts as plain text, whatever they contain. */
function toMarkdown(found: FoundId, active: EnvironmentName): vscode.MarkdownString {
  const { environment, known } = found;
  const title = plain(titleText(found));
  const lines = [`${environmentIcon(environment)} **${title}** · ${plain(kindText(found))}`];
  if (environment !== active) {
    const text = l10n.t(
      'This ID is in {0}. The active environment is {1}.',
      environmentName(environment),
      environmentName(active),
    );
    lines.unshift(`$(error) **${plain(text)}**`);
  }
  if (known.roles.length > 0) {
    lines.push(rolesText(known.roles));
  }
  if (known.updatedAt !== undefined) {
    lines.push(plain(l10n.t('Updated {0}', dateTime({ time: known.updatedAt, raw: '' }))));
  }
  const link = (text: string, command: CommandId, ...args: readonly unknown[]) =>
    `[${plain(text)}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
  const ref = [environment, known.kind, known.id] as const;
  const go =
    environment === active
      ? link(l10n.t('Show in the View'), 'opensign.revealId', ...ref)
      : link(
          l10n.t('Switch to {0}', environmentName(environment)),
          'opensign.switchEnvironment',
          environment,
        );
  const open = link(l10n.t('Open in OpenSign'), 'opensign.openId', ...ref);
  const copy = link(l10n.t('Copy ID'), 'opensign.copyId', ...ref);
  lines.push([go, open, copy].join(' · '));
  const markdown = new vscode.MarkdownString(lines.join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: [...linkedCommands] };
  return markdown;
}

/** The environment's icon in the status bar. */
function environmentIcon(environment: EnvironmentName): string {
  return environment === 'live' ? '$(warning)' : '$(beaker)';
}

function titleText({ known }: FoundId): string {
  return known.title === undefined ? l10n.t('Untitled') : oneLine(known.title);
}

function kindText({ known, environment }: FoundId): string {
  return known.kind === 'template'
    ? l10n.t('Template in {0}', environmentName(environment))
    : l10n.t('Document in {0}', environmentName(environment));
}

function rolesText(roles: readonly string[]): string {
  return plain(l10n.t('Roles: {0}', passage(roles.join(', '))));
}
