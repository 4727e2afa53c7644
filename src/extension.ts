import * as vscode from 'vscode';
import type { EnvironmentName } from './api/environmentName';
import { OpenSignError } from './api/errors';
import { systemClock } from './api/fetch';
import { DocumentsFeature } from './documents/documentsFeature';
import { trackEnvironments } from './environment/environmentContextKeys';
import { Environments } from './environment/environments';
import { KnownCredits } from './environment/knownCredits';
import { chooseLiveRegion, openBaseUrlSetting } from './environment/liveRegion';
import { setToken } from './environment/setToken';
import { EnvironmentStatusBar } from './environment/statusBar';
import { switchEnvironment } from './environment/switchEnvironment';
import { checkToken, getToken, removeToken } from './environment/tokenCommands';
import { TokenStore } from './environment/tokenStore';
import { registerAgentTools } from './languageModelTools/registerTools';
import { editorCommands } from './editor/commands';
import { whileSwitchedOn } from './idInsights/whileSwitchedOn';
import { layoutFileCommands } from './layout/layoutCommands';
import { whenLayoutFileOpens } from './layout/whenOpened';
import { Templates } from './templates/templatesFeature';
import { handOn, registerCommands } from './ui/commands';
import { openWalkthrough, showHelp } from './ui/help';
import { l10n } from './ui/l10n';
import { Lazy } from './ui/disposables';
import { Log } from './ui/log';
import { recallUpload } from './upload/firstUpload';

/** Builds the parts and registers them. Makes no request; nothing is loaded before a view or a command needs it. */
export function activate(context: vscode.ExtensionContext): void {
  const { subscriptions, extensionUri, workspaceState, globalState } = context;
  const channel = vscode.window.createOutputChannel('OpenSign', { log: true });
  const log = new Log(channel);
  const clock = systemClock;
  const tokens = new TokenStore(context.secrets, globalState);
  // What is under way when the extension is disposed of would go on to its next request.
  let isDisposed = false;
  subscriptions.push({ dispose: () => (isDisposed = true) });
  const environments = new Environments({
    state: workspaceState,
    tokens,
    // Looked up at each call: VS Code puts its own `fetch`, with proxy and certificates, in the global one's place.
    fetch: (input, init) =>
      isDisposed ? Promise.reject(new OpenSignError('canceled')) : globalThis.fetch(input, init),
    clock,
    log,
  });
  const credits = new KnownCredits(environments, clock);
  // What is not needed to show where one is and what is there is loaded when it is used.
  const upload = new Lazy(async () => {
    const { createUpload } = await import('./upload/createUpload');
    return createUpload({ environments, templates, documents, state: globalState, log });
  });
  const templates: Templates = new Templates({
    environments,
    clock,
    extensionUri,
    log,
    prepareFileBody: async (title, environment) => {
      const { origin } = await environments.client(environment);
      const { prepareFileBody } = await upload.get();
      return prepareFileBody(environment, origin, new AbortController().signal, title);
    },
  });
  const documents = new DocumentsFeature({ environments, clock, extensionUri, log, state: workspaceState });
  const sending = new Lazy(async () => {
    const { createSending } = await import('./sending/createSending');
    return createSending({
      environments,
      templateOf: (args) => templates.choose(args, l10n.t('Send Document from Template')),
      documents: {
        show: async () => {
          await vscode.commands.executeCommand('opensign.documents.focus');
        },
        sent: (environment, id) =>
          id === undefined ? documents.refresh(environment) : documents.reveal(id, environment),
      },
      log,
    });
  });
  const layoutFiles = new Lazy(async () => {
    const { createLayoutFile } = await import('./layout/createLayout');
    return createLayoutFile({
      environments,
      extensionUri,
      templates,
      templateOf: (args, purpose) => templates.choose(args, purpose),
      send: async (title, outgoing) => (await sending.get()).send(title, outgoing),
      log,
    });
  });
  const editor = new Lazy(async () => {
    const { createEditor } = await import('./editor/createEditor');
    return createEditor({
      environments,
      clock,
      extensionUri,
      storageUri: context.globalStorageUri,
      state: workspaceState,
      templates,
      documents,
      storedTokens: (environment) => environments.allTokens(environment),
      log,
    });
  });
  const agentTools = async () => {
    const [{ createAgentTools }, { draftRequestOf }] = await Promise.all([
      import('./languageModelTools/createAgentTools'),
      import('./layout/draftRequest'),
    ]);
    const changed = (environment: EnvironmentName) => void documents.refresh(environment);
    return createAgentTools({ environments, requestOf: draftRequestOf, changed, log });
  };
  const contacts = async () => {
    const { manageContacts } = await import('./account/manageContacts');
    await manageContacts({ environments, clock });
  };
  const webhook = async () => {
    const { manageWebhook } = await import('./account/manageWebhook');
    await manageWebhook(environments);
  };
  subscriptions.push(
    channel,
    environments,
    credits,
    upload,
    templates,
    documents,
    sending,
    layoutFiles,
    editor,
  );
  subscriptions.push(whenLayoutFileOpens(() => void layoutFiles.get()));
  subscriptions.push(whileSwitchedOn(async (switches) => (await editor.get()).start(switches)));
  subscriptions.push(registerAgentTools(agentTools));
  subscriptions.push(trackEnvironments(environments), new EnvironmentStatusBar(environments, credits));
  subscriptions.push(
    registerCommands(
      {
        'opensign.switchEnvironment': (environment) => switchEnvironment(environments, environment),
        'opensign.setToken': (environment) => setToken(environments, environment),
        'opensign.removeToken': (environment) => removeToken(environments, environment),
        'opensign.checkToken': (environment) => checkToken(environments, environment),
        'opensign.getToken': getToken,
        'opensign.chooseLiveRegion': () => chooseLiveRegion(environments),
        'opensign.openBaseUrlSetting': openBaseUrlSetting,
        'opensign.account': async () => {
          const { showAccount } = await import('./account/accountPage');
          await showAccount({ environments, credits, contacts, webhook });
        },
        'opensign.contacts': contacts,
        'opensign.webhook': webhook,
        'opensign.help': () => showHelp(context.extension.id),
        'opensign.showLog': () => log.show(),
        'opensign.openWalkthrough': () => openWalkthrough(context.extension.id),
        ...templates.handlers,
        ...documents.handlers,
        'opensign.uploadPdf': async (...args) => (await upload.get()).handlers['opensign.uploadPdf'](...args),
        'opensign.sendFromTemplate': async (...args) =>
          (await sending.get()).handlers['opensign.sendFromTemplate'](...args),
        ...handOn(layoutFileCommands, async (id, args) => (await layoutFiles.get()).handlers[id](...args)),
        ...handOn(editorCommands, async (id, args) => (await editor.get()).handlers[id](...args)),
      },
      log,
    ),
  );
  recallUpload(globalState);
  void environments.load();
}
