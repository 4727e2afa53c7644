import * as vscode from 'vscode';
import { environmentNames, type EnvironmentName } from '../api/environmentName';
import { Disposables } from '../ui/disposables';
import { isDotEnv } from '../dotenv/dotEnv';
import { findingsOf, type Finding, type Rules } from './findings';
import { mayHoldIds } from '../source/idLiterals';
import type { FeatureContext } from './insightsContext';
import { findingText } from './findingText';
import { ignoredIds, ignoredIdsSetting } from './ignoredIds';
import { scannedText } from './scannedText';
import type { Switches } from './switches';

/** How long to wait, in milliseconds, for the end of typing. A whole text is read in a few milliseconds then. */
const patienceMs = 300;

interface Checked {
  readonly version: number;
  readonly findings: readonly Finding[];
}

/**
 * Reports what the rules find in the texts that are open. Lists are read when a text is opened or saved that may hold
 * ids; nothing is requested because of what is typed.
 */
export class CodeDiagnostics implements vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection('opensign-code'));
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly checked = new Map<string, Checked>();
  /** Texts whose next check may have lists read. */
  private readonly asking = new Set<string>();

  constructor(
    private readonly context: FeatureContext,
    private readonly switches: Switches,
  ) {
    const { workspace } = vscode;
    const { environments, ids, tokens, git } = context;
    const again = () => workspace.textDocuments.forEach((document) => this.plan(document, 0));
    const ask = (document: vscode.TextDocument) => {
      this.asking.add(document.uri.toString());
      this.plan(document, 0);
    };
    this.owned.add(workspace.onDidOpenTextDocument(ask));
    this.owned.add(workspace.onDidSaveTextDocument(ask));
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => this.plan(document, patienceMs)));
    this.owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri.toString(), uri)));
    this.owned.add(environments.onDidChangeActive(() => workspace.textDocuments.forEach(ask)));
    this.owned.add(environments.onDidChangeStatus(again));
    this.owned.add(ids.onDidChange(again));
    this.owned.add(tokens.onDidChange(again));
    this.owned.add(git.onDidChange(again));
    this.owned.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(ignoredIdsSetting)) {
          again();
        }
      }),
    );
    workspace.textDocuments.forEach(ask);
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
    this.owned.dispose();
  }

  /** What is reported in a range. Nothing while the text is newer than what was checked. */
  findingsIn(document: vscode.TextDocument, range: vscode.Range): readonly Finding[] {
    const checked = this.checked.get(document.uri.toString());
    return checked?.version === document.version
      ? checked.findings.filter((finding) => rangeOf(document, finding).intersection(range) !== undefined)
      : [];
  }

  /** The diagnostic of a finding, equal to the one that is shown. */
  diagnosticOf(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
    const { active } = this.context.environments;
    const message = findingText(finding, active, document.uri);
    const diagnostic = new vscode.Diagnostic(rangeOf(document, finding), message, severityOf(finding));
    diagnostic.source = 'OpenSign';
    diagnostic.code = finding.rule;
    return diagnostic;
  }

  private plan(document: vscode.TextDocument, delay: number): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        this.check(document).catch((error: unknown) => this.context.log.error('opensign.editor', error));
      }, delay),
    );
  }

  private forget(key: string, uri: vscode.Uri): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.checked.delete(key);
    this.asking.delete(key);
    this.collection.delete(uri);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const scanned = document.isClosed ? undefined : scannedText(document);
    const key = document.uri.toString();
    if (scanned === undefined) {
      this.forget(key, document.uri);
      return;
    }
    const { environments, ids, git } = this.context;
    const { active } = environments;
    const mayAsk = this.asking.delete(key);
    if (mayAsk && this.switches.has('wrongEnvironmentId') && mayHoldIds(scanned.text)) {
      void ids.need(active);
    }
    const { version } = document;
    let findings = findingsOf(scanned.text, scanned.syntax, this.rules(document, active));
    if (findings.some(({ rule }) => rule === 'hard-coded-token')) {
      const state = await git.check(document.uri);
      // A token belongs into a `.env` file, as long as git isn't known to take it along.
      if (state === 'ignored' || (state === 'unknown' && isDotEnv(document.uri))) {
        findings = findings.filter(({ rule }) => rule !== 'hard-coded-token');
      }
    }
    // Another check is on its way, or nobody looks any more.
    if (document.isClosed || document.version !== version || environments.active !== active) {
      return;
    }
    this.checked.set(key, { version, findings });
    this.collection.set(
      document.uri,
      findings.map((finding) => this.diagnosticOf(document, finding)),
    );
  }

  private rules(document: vscode.TextDocument, active: EnvironmentName): Rules {
    const { environments, ids, tokens, clock } = this.context;
    const ignored = ignoredIds(document.uri);
    const now = clock.now();
    return {
      ...(this.switches.has('wrongEnvironmentId')
        ? { misplaced: (id) => (ignored.has(id) ? undefined : ids.index.misplaced(id, active, now)) }
        : {}),
      ...(this.switches.has('hardCodedToken') ? { tokens: tokens.hashes } : {}),
      mismatches: this.switches.has('hostMismatch'),
      hosts: hostsOf(environments),
    };
  }
}

function hostsOf(
  environments: FeatureContext['environments'],
): Readonly<Record<EnvironmentName, readonly string[]>> {
  const [sandbox, live] = environmentNames.map((environment) => {
    const { baseUrl } = environments.status(environment);
    return baseUrl.ok ? [baseUrl.host] : [];
  });
  return { sandbox: sandbox ?? [], live: live ?? [] };
}

function rangeOf(document: vscode.TextDocument, { start, end }: Finding): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function severityOf(finding: Finding): vscode.DiagnosticSeverity {
  const { Error, Warning } = vscode.DiagnosticSeverity;
  return finding.rule === 'hard-coded-token' && finding.environment === 'live' ? Error : Warning;
}
