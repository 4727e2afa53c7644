import * as vscode from 'vscode';
import type { Document } from '../api/document';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { Git } from '../dotenv/git';
import type { Environments } from '../environment/environments';
import type { ObjectSource } from '../objects/objectChanges';
import { Disposables } from '../ui/disposables';
import type { Log } from '../ui/log';
import { writeWhole } from '../ui/saveFile';
import { CodeDiagnostics } from './codeDiagnostics';
import { DocumentScanner } from './documentScanner';
import { parseIdFile, printIdFile } from './idRecords';
import { IdHover, IdLenses, TemplateCompletion } from './idProviders';
import { KnownIds, type IdStore } from './knownIds';
import { QuickFixes } from './quickFixes';
import { StoredTokens } from './storedTokens';
import type { Switches } from './switches';

export interface IdInsightsOptions {
  readonly environments: Environments;
  readonly templates: ObjectSource<Template>;
  readonly documents: ObjectSource<Document>;
  readonly git: () => Promise<Git>;
  readonly clock: Clock;
  readonly globalStorageUri: vscode.Uri;
  readonly log: Log;
}

/** Creates what the features share. They make no request before one of them needs it. */
export class IdInsights implements vscode.Disposable {
  private readonly owned = new Disposables();
  private ids: KnownIds | undefined;

  constructor(private readonly options: IdInsightsOptions) {}

  /** Registers the features that are switched on, until the result is disposed of. */
  async start(switches: Switches): Promise<vscode.Disposable> {
    const { options } = this;
    const { environments, globalStorageUri } = options;
    const git = await options.git();
    this.ids ??= this.owned.add(new KnownIds({ ...options, store: createIdStore(globalStorageUri) }));
    const running = new Disposables();
    const tokens = running.add(new StoredTokens(environments, (name) => environments.allTokens(name)));
    running.add(registerFeatures({ ...options, git, ids: this.ids, tokens }, switches));
    return running;
  }

  dispose(): void {
    this.owned.dispose();
  }
}

type FeatureContext = Omit<ConstructorParameters<typeof CodeDiagnostics>[0], 'scanner'>;

/** Registers the features that are switched on, for all documents. The scanner decides which ones are scanned. */
export function registerFeatures(context: FeatureContext, switches: Switches): vscode.Disposable {
  const shared = { ...context, scanner: new DocumentScanner() };
  const owned = new Disposables();
  const { languages } = vscode;
  if (switches.has('hover')) {
    owned.add(languages.registerHoverProvider('*', new IdHover(shared)));
  }
  if (switches.has('wrongEnvironmentId') || switches.has('hardCodedToken') || switches.has('hostMismatch')) {
    const diagnostics = owned.add(new CodeDiagnostics(shared, switches));
    const fixes = new QuickFixes(shared, diagnostics);
    owned.add(languages.registerCodeActionsProvider('*', fixes, QuickFixes.metadata));
  }
  if (switches.has('completion')) {
    const completion = new TemplateCompletion(shared);
    owned.add(languages.registerCompletionItemProvider('*', completion, ...TemplateCompletion.triggers));
  }
  if (switches.has('codeLens')) {
    const lenses = owned.add(new IdLenses(shared));
    owned.add(languages.registerCodeLensProvider('*', lenses));
  }
  return owned;
}

/** Stores IDs in the extension's own folder, for all windows. */
function createIdStore(folder: vscode.Uri): IdStore {
  const { fs } = vscode.workspace;
  const toUri = (environment: EnvironmentName) => vscode.Uri.joinPath(folder, `ids-${environment}.json`);
  return {
    load: async (environment) => {
      try {
        return parseIdFile(new TextDecoder().decode(await fs.readFile(toUri(environment))));
      } catch {
        // Without the file, the IDs are fetched again.
        return undefined;
      }
    },
    save: async (environment, file) => {
      await fs.createDirectory(folder);
      await writeWhole(toUri(environment), new TextEncoder().encode(printIdFile(file)));
    },
    clear: async (environment) => {
      try {
        await fs.delete(toUri(environment));
      } catch {
        // The file doesn't exist.
      }
    },
  };
}
