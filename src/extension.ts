import * as vscode from 'vscode';
import { systemClock } from './api/fetch';
import { trackEnvironments } from './environment/contextKeys';
import { Environments } from './environment/environments';
import { chooseLiveRegion, openBaseUrlSetting } from './environment/liveRegion';
import { setToken } from './environment/setToken';
import { EnvironmentStatusBar } from './environment/statusBar';
import { switchEnvironment } from './environment/switchEnvironment';
import { checkToken, getToken, removeToken } from './environment/tokenCommands';
import { TokenStore } from './environment/tokenStore';
import { Templates } from './templates/templates';
import { registerCommands } from './ui/commands';
import { openWalkthrough, showHelp } from './ui/help';
import { Log } from './ui/log';
import { createUpload } from './upload/createUpload';

/** Builds the parts and registers them. Makes no request; nothing is loaded before a view or a command needs it. */
export function activate(context: vscode.ExtensionContext): void {
  const { subscriptions } = context;
  const channel = vscode.window.createOutputChannel('OpenSign', { log: true });
  const log = new Log(channel);
  const environments = new Environments({
    state: context.workspaceState,
    tokens: new TokenStore(context.secrets),
    // Looked up at each call: VS Code puts its own `fetch`, with proxy and certificates, in the global one's place.
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: systemClock,
    log,
  });
  const upload = createUpload({
    environments,
    // The two features need each other; each sees only what it asks of the other.
    templates: { refresh: () => templates.refresh(), reveal: (id) => templates.reveal(id) },
    state: context.globalState,
    log,
  });
  const templates = new Templates({
    environments,
    clock: systemClock,
    extensionUri: context.extensionUri,
    log,
    prepareFileBody: async (title, environment) => {
      const { origin } = await environments.client(environment);
      return upload.prepareFileBody(environment, origin, new AbortController().signal, title);
    },
  });
  subscriptions.push(
    channel,
    environments,
    trackEnvironments(environments),
    new EnvironmentStatusBar(environments),
    templates,
    registerCommands(
      {
        'opensign.switchEnvironment': (environment) => switchEnvironment(environments, environment),
        'opensign.setToken': (environment) => setToken(environments, environment),
        'opensign.removeToken': (environment) => removeToken(environments, environment),
        'opensign.checkToken': (environment) => checkToken(environments, environment),
        'opensign.getToken': getToken,
        'opensign.chooseLiveRegion': () => chooseLiveRegion(environments),
        'opensign.openBaseUrlSetting': openBaseUrlSetting,
        'opensign.help': () => showHelp(context.extension.id),
        'opensign.showLog': () => log.show(),
        'opensign.openWalkthrough': () => openWalkthrough(context.extension.id),
        ...templates.handlers,
        ...upload.handlers,
      },
      log,
    ),
  );
  void environments.load();
}
