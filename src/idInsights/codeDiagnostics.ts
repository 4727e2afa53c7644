import * as vscode from 'vscode';
import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import { isDotEnv } from '../dotenv/dotEnv';
import type { Git } from '../dotenv/git';
import type { Environments } from '../environment/environments';
import { Debouncer } from '../ui/debouncer';
import { Disposables } from '../ui/disposables';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import { toRange, type DocumentScanner } from './documentScanner';
import { applyRules, type Finding, type FindingOf, type Rules } from './findings';
import { ignoredIdsSetting, readIgnoredIds } from './idCommands';
import type { KnownIds } from './knownIds';
import type { StoredTokens } from './storedTokens';
import type { Switches } from './switches';

interface DiagnosticsContext {
  readonly environments: Pick<Environments, 'active' | 'status' | 'onDidChangeActive' | 'onDidChangeStatus'>;
  readonly ids: KnownIds;
  readonly tokens: StoredTokens;
  readonly git: Pick<Git, 'check' | 'onDidChange'>;
  readonly scanner: DocumentScanner;
  readonly clock: Clock;
  readonly log: Pick<Log, 'detach'>;
}

/** How long to wait for the end of typing, in milliseconds. */
const typingDelayMs = 300;

/** Reports what the rules find in open documents. Opening or saving a document may fetch lists, typing never does. */
export class CodeDiagnostics implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection('opensign-code'));
  private readonly debouncer = this.owned.add(new Debouncer());
  private readonly checked = new Map<string, { version: number; findings: readonly Finding[] }>();
  /** The latest check of each document. An older one may end later, because it waits for git. */
  private readonly latest = new Map<string, symbol>();
  /** Documents whose next check may fetch lists. */
  private readonly mayFetch = new Set<string>();

  constructor(
    private readonly context: DiagnosticsContext,
    private readonly switches: Switches,
  ) {
    const { workspace } = vscode;
    const { environments, ids, tokens, git } = context;
    const check = (document: vscode.TextDocument) => {
      this.mayFetch.add(document.uri.toString());
      this.schedule(document, 0);
    };
    const recheckAll = () => workspace.textDocuments.forEach((document) => this.schedule(document, 0));
    for (const subscription of [
      workspace.onDidOpenTextDocument(check),
      workspace.onDidSaveTextDocument(check),
      workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, typingDelayMs)),
      workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      environments.onDidChangeActive(() => workspace.textDocuments.forEach(check)),
      environments.onDidChangeStatus(recheckAll),
      ids.onDidChange(recheckAll),
      tokens.onDidChange(recheckAll),
      git.onDidChange(recheckAll),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(ignoredIdsSetting)) {
          recheckAll();
        }
      }),
    ]) {
      this.owned.add(subscription);
    }
    workspace.textDocuments.forEach(check);
  }

  dispose(): void {
    this.latest.clear();
    this.owned.dispose();
  }

  /** The findings in a range, or none when the document has changed since the last check. */
  findingsIn(document: vscode.TextDocument, range: vscode.Range): readonly Finding[] {
    const checked = this.checked.get(document.uri.toString());
    return checked?.version === document.version
      ? checked.findings.filter((finding) => toRange(document, finding).intersection(range) !== undefined)
      : [];
  }

  /** The diagnostic that is shown for a finding. */
  toDiagnostic(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
    const { Error, Warning } = vscode.DiagnosticSeverity;
    const isLiveToken = finding.rule === 'hard-coded-token' && finding.environment === 'live';
    const diagnostic = new vscode.Diagnostic(
      toRange(document, finding),
      findingText(finding, this.context.environments.active, document.uri),
      isLiveToken ? Error : Warning,
    );
    diagnostic.source = 'OpenSign';
    diagnostic.code = finding.rule;
    return diagnostic;
  }

  private schedule(document: vscode.TextDocument, delayMs: number): void {
    this.debouncer.schedule(document.uri.toString(), delayMs, () =>
      this.context.log.detach('opensign.editor', this.check(document)),
    );
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    this.debouncer.cancel(key);
    this.checked.delete(key);
    this.latest.delete(key);
    this.mayFetch.delete(key);
    this.collection.delete(uri);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { environments, ids, git, scanner } = this.context;
    const source = document.isClosed ? undefined : scanner.scan(document);
    if (source === undefined) {
      this.forget(document.uri);
      return;
    }
    const { active } = environments;
    const key = document.uri.toString();
    const mayFetch = this.mayFetch.delete(key);
    if (mayFetch && this.switches.has('wrongEnvironmentId') && source.mayHoldIds) {
      void ids.need(active);
    }
    const { version } = document;
    const check = Symbol();
    this.latest.set(key, check);
    let findings = applyRules(source, this.getRules(document, active));
    if (findings.some(({ rule }) => rule === 'hard-coded-token')) {
      const state = await git.check(document.uri);
      // Tokens belong in a `.env` file, unless git is known not to ignore it.
      if (state === 'ignored' || (state === 'unknown' && isDotEnv(document.uri))) {
        findings = findings.filter(({ rule }) => rule !== 'hard-coded-token');
      }
    }
    // Any of these changes schedules another check, or makes this one pointless.
    const isLatest = this.latest.get(key) === check;
    if (!isLatest || document.isClosed || document.version !== version || environments.active !== active) {
      return;
    }
    this.checked.set(key, { version, findings });
    this.collection.set(
      document.uri,
      findings.map((finding) => this.toDiagnostic(document, finding)),
    );
  }

  private getRules(document: vscode.TextDocument, active: EnvironmentName): Rules {
    const { environments, ids, tokens, clock } = this.context;
    const ignored = readIgnoredIds(document.uri);
    const now = clock.now();
    const hosts = (environment: EnvironmentName) => {
      const { baseUrl } = environments.status(environment);
      return baseUrl.ok ? [baseUrl.host] : [];
    };
    return {
      ...(this.switches.has('wrongEnvironmentId') && {
        findMisplaced: (id) => (ignored.has(id) ? undefined : ids.index.findMisplaced(id, active, now)),
      }),
      ...(this.switches.has('hardCodedToken') && { tokens: tokens.hashes }),
      mismatches: this.switches.has('hostMismatch'),
      hosts: { sandbox: hosts('sandbox'), live: hosts('live') },
    };
  }
}

function findingText(finding: Finding, active: EnvironmentName, uri: vscode.Uri): string {
  switch (finding.rule) {
    case 'wrong-environment-id': {
      const { environment, known } = finding.found;
      const values = [
        oneLine(known.title ?? known.id),
        environmentName(environment),
        environmentName(active),
      ];
      return known.kind === 'template'
        ? l10n.t('The template “{0}” is in {1}. The active environment is {2}.', ...values)
        : l10n.t('The document “{0}” is in {1}. The active environment is {2}.', ...values);
    }
    case 'hard-coded-token':
      return tokenText(finding, isDotEnv(uri));
    case 'host-mismatch':
      return l10n.t(
        '{0} is for {1}, but this request goes to {2}, which rejects it. Use {3}.',
        finding.variable,
        environmentName(otherEnvironment(finding.hostEnvironment)),
        environmentName(finding.hostEnvironment),
        finding.expected,
      );
  }
}

function tokenText({ environment, by }: FindingOf<'hard-coded-token'>, isInDotEnv: boolean): string {
  const name = environmentName(environment);
  if (by === 'stored') {
    return isInDotEnv
      ? l10n.t('This is your API token for {0}, and git doesn’t ignore this file.', name)
      : l10n.t('This is your API token for {0}. Anyone who can read the code can use it.', name);
  }
  return isInDotEnv
    ? l10n.t('This looks like an API token for {0}, and git doesn’t ignore this file.', name)
    : l10n.t('This looks like an API token for {0}. Anyone who can read the code can use it.', name);
}
