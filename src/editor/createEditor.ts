import * as vscode from 'vscode';
import type { Document } from '../api/document';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import { setToken } from '../environment/setToken';
import type { CommandHandler } from '../ui/commands';
import { Disposables } from '../ui/disposables';
import type { Log } from '../ui/log';
import type { EditorCommandId } from './commands';
import { addToGitignore } from '../dotenv/addToGitignore';
import { Git } from '../dotenv/git';
import { moveTokenToEnv } from '../dotenv/moveToken';
import { writeTokenToEnv } from '../dotenv/writeToken';
import { copyId, openId, revealId } from '../idInsights/idCommands';
import { ignoreId } from '../idInsights/ignoredIds';
import { startFeatures } from '../idInsights/startFeatures';
import { storeFoundToken } from '../idInsights/storeFoundToken';
import { StoredTokens } from '../idInsights/storedTokens';
import type { Switches } from '../idInsights/switches';
import { IdStore } from '../idInsights/idStore';
import { KnownIds, type SeenSource } from '../idInsights/knownIds';

/** An object of OpenSign that a command may be called on. */
interface Item {
  readonly environment: EnvironmentName;
  readonly id: string;
  readonly title?: string;
}

/** What this feature needs of a view. */
interface View<T> extends SeenSource<T> {
  choose(args: readonly unknown[], purpose: string): Promise<Item | undefined>;
  itemOf(argument: unknown): Item | undefined;
  reveal(id: string, environment: EnvironmentName): Promise<void>;
}

export interface EditorOptions {
  readonly environments: Environments;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  /** The extension's own folder for all windows. */
  readonly storageUri: vscode.Uri;
  /** Of the workspace. */
  readonly state: vscode.Memento;
  readonly templates: View<Template>;
  readonly documents: View<Document>;
  /** All stored tokens, also those that cannot be used at the moment. */
  readonly storedTokens: (environment: EnvironmentName) => Promise<readonly string[]>;
  readonly log: Log;
}

export interface Editor extends vscode.Disposable {
  readonly handlers: Readonly<Record<EditorCommandId, CommandHandler>>;
  /** Registers the features that are switched on, until what it gives is disposed of. */
  start(switches: Switches): vscode.Disposable;
}

/** What the extension knows about code. Makes no request until a feature or a command needs one. */
export function createEditor(options: EditorOptions): Editor {
  const { environments, clock, templates, documents, log, storedTokens, state } = options;
  const owned = new Disposables();
  const git = owned.add(new Git());
  let known: KnownIds | undefined;
  const ids = () =>
    (known ??= owned.add(
      new KnownIds({
        environments,
        clock,
        log,
        templates,
        documents,
        store: new IdStore(options.storageUri),
      }),
    ));
  /** Messages stay until the user is done with them; a command must not last that long. */
  const detach = (message: Promise<void>) =>
    void message.catch((error: unknown) => log.error('opensign.editor', error));
  const env = {
    environments,
    detach,
    git,
    tokenOf: (name: EnvironmentName) => environments.token(name),
  };
  const codeContext = {
    environments,
    templateOf: (args: readonly unknown[], purpose: string) => templates.choose(args, purpose),
    documentOf: (args: readonly unknown[], purpose: string) => documents.choose(args, purpose),
    itemOf: (argument: unknown) => {
      const template = templates.itemOf(argument);
      const document = template === undefined ? documents.itemOf(argument) : undefined;
      return template !== undefined
        ? { kind: 'template' as const, ...template }
        : document && { kind: 'document' as const, ...document };
    },
  };
  const idFiles = { environments, state, log };
  const revealing = {
    environments,
    reveal: {
      template: (id: string, environment: EnvironmentName) => templates.reveal(id, environment),
      document: (id: string, environment: EnvironmentName) => documents.reveal(id, environment),
    },
  };
  return {
    handlers: {
      'opensign.insertRequest': async (...args) =>
        (await import('../codegen/insertRequest')).insertRequest(codeContext, args),
      'opensign.copyAsCurl': async (...args) =>
        (await import('../codegen/copyAsCurl')).copyAsCurl(codeContext, args),
      'opensign.copyIdAsConstant': async (...args) =>
        (await import('../codegen/copyIdAsConstant')).copyIdAsConstant(codeContext, args),
      'opensign.exportTemplateIds': async () =>
        (await import('../templateIdFiles/exportTemplateIds')).exportTemplateIds(idFiles),
      'opensign.updateTemplateIds': async (...args) =>
        (await import('../templateIdFiles/updateTemplateIds')).updateTemplateIds(idFiles, args),
      'opensign.checkTemplateIds': async () =>
        (await import('../templateIdFiles/checkTemplateIds')).checkTemplateIds(idFiles),
      'opensign.writeTokenToEnv': (...args) => writeTokenToEnv(env, args),
      'opensign.moveTokenToEnv': (...args) => moveTokenToEnv(env, args),
      'opensign.storeFoundToken': (...args) =>
        storeFoundToken((environment, token) => setToken(environments, environment, token), args),
      'opensign.addToGitignore': (...args) => addToGitignore(env, args),
      'opensign.ignoreId': (...args) => ignoreId(args),
      'opensign.revealId': (...args) => revealId(revealing, args),
      'opensign.openId': (...args) => openId(revealing, args),
      'opensign.copyId': (...args) => copyId(args),
      'opensign.editorHelp': () =>
        vscode.commands.executeCommand(
          'markdown.showPreview',
          vscode.Uri.joinPath(options.extensionUri, 'media', 'help', 'code.md'),
        ),
    },
    start: (switches) => {
      const running = new Disposables();
      const tokens = running.add(new StoredTokens(environments, storedTokens));
      running.add(startFeatures({ environments, ids: ids(), tokens, git, clock, log }, switches));
      return running;
    },
    dispose: () => owned.dispose(),
  };
}
