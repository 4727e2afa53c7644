import type * as vscode from 'vscode';
import type { Document } from '../api/document';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { Git } from '../dotenv/git';
import type { Environments } from '../environment/environments';
import { setToken } from '../environment/setToken';
import type { ObjectSource } from '../objects/objectChanges';
import { Disposables } from '../ui/disposables';
import type { Log } from '../ui/log';
import { IdStore } from './idStore';
import { KnownIds } from './knownIds';
import { startFeatures } from './startFeatures';
import { storeFoundToken } from './storeFoundToken';
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

export interface IdInsights extends vscode.Disposable {
  /** Registers the features that are switched on, until the result is disposed of. */
  start(switches: Switches): Promise<vscode.Disposable>;
  storeFoundToken(args: readonly unknown[]): Promise<void>;
}

/** What the extension knows about IDs and tokens in code. Makes no request until a feature needs one. */
export function createIdInsights(options: IdInsightsOptions): IdInsights {
  const { environments, clock, templates, documents, log, globalStorageUri } = options;
  const owned = new Disposables();
  const store = new IdStore(globalStorageUri);
  let ids: KnownIds | undefined;
  return {
    start: async (switches) => {
      const git = await options.git();
      ids ??= owned.add(new KnownIds({ environments, clock, log, templates, documents, store }));
      const running = new Disposables();
      const tokens = running.add(
        new StoredTokens(environments, (environment) => environments.allTokens(environment)),
      );
      running.add(startFeatures({ environments, ids, tokens, git, clock, log }, switches));
      return running;
    },
    storeFoundToken: (args) =>
      storeFoundToken((environment, token) => setToken(environments, environment, token), args),
    dispose: () => owned.dispose(),
  };
}
