import * as vscode from 'vscode';
import { registerAccount } from './account/registerAccount';
import { OpenSignError } from './api/errors';
import { systemClock } from './api/fetch';
import { registerCodegen } from './codegen/registerCodegen';
import { registerDocuments } from './documents/registerDocuments';
import { registerDotenv } from './dotenv/registerDotenv';
import { Environments } from './environment/environments';
import { KnownCredits } from './environment/knownCredits';
import { registerEnvironments } from './environment/registerEnvironments';
import { TokenStore } from './environment/tokenStore';
import { registerIdInsights } from './idInsights/registerIdInsights';
import { registerLanguageModelTools } from './languageModelTools/registerLanguageModelTools';
import { registerLayout } from './layout/registerLayout';
import { ObjectChanges } from './objects/objectChanges';
import { registerSending } from './sending/registerSending';
import { registerTemplateCopy } from './templateCopy/registerTemplateCopy';
import { registerTemplateIdFiles } from './templateIdFiles/registerTemplateIdFiles';
import { registerTemplates } from './templates/registerTemplates';
import { registerHelp } from './ui/help';
import { Log } from './ui/log';
import { registerUpload } from './upload/registerUpload';

/** Builds the parts and registers them. Makes no request; a feature is loaded when a view or a command needs it. */
export function activate(context: vscode.ExtensionContext): void {
  const { subscriptions, extension, extensionUri, globalState, globalStorageUri, workspaceState } = context;
  const channel = vscode.window.createOutputChannel('OpenSign', { log: true });
  const log = new Log(channel);
  const clock = systemClock;
  const environments = createEnvironments(context, log);
  const credits = new KnownCredits(environments, clock);
  const changes = new ObjectChanges();
  const shared = { environments, credits, changes, clock, log, extensionUri };
  const templates = registerTemplates(shared);
  const documents = registerDocuments({ ...shared, workspaceState });
  const sending = registerSending({ ...shared, templates });
  const dotenv = registerDotenv(shared);
  subscriptions.push(
    channel,
    environments,
    credits,
    changes,
    templates,
    documents,
    sending,
    dotenv,
    registerEnvironments(shared),
    registerAccount(shared),
    registerUpload({ ...shared, globalState }),
    registerLayout({ ...shared, templates, send: sending.send }),
    registerTemplateCopy({ ...shared, templates }),
    registerCodegen({ ...shared, templates, documents }),
    registerTemplateIdFiles({ ...shared, workspaceState }),
    registerIdInsights({ ...shared, templates, documents, git: dotenv.git, globalStorageUri }),
    registerLanguageModelTools(shared),
    registerHelp(extension.id, log),
  );
  void environments.load();
}

function createEnvironments(
  { secrets, globalState, subscriptions, workspaceState }: vscode.ExtensionContext,
  log: Log,
) {
  // Work that is still running after disposal must not make further requests.
  let isDisposed = false;
  subscriptions.push({ dispose: () => (isDisposed = true) });
  return new Environments({
    state: workspaceState,
    tokens: new TokenStore(secrets, globalState),
    // Read at each call: VS Code replaces the global `fetch` with its own, which honors proxy and certificate settings.
    fetch: (input, init) =>
      isDisposed ? Promise.reject(new OpenSignError('canceled')) : globalThis.fetch(input, init),
    clock: systemClock,
    log,
  });
}
