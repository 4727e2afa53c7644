import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Template } from '../api/template';
import { DetailsCache } from '../objects/detailsCache';
import type { ObjectSource } from '../objects/objectChanges';
import { ObjectJson } from '../objects/objectJson';
import { ObjectView, type ObjectViewDependencies } from '../objects/objectView';
import { toViewKey } from '../objects/viewKey';
import { nothingYet } from '../objects/listState';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import { Lazy } from '../ui/lazy';
import type { PrepareFileBody } from './replacePdf';
import { createTemplateLists, templateApi } from './templateApi';
import type { TemplatesContext } from './templateCommands';
import { TemplateNode } from './templateRows';
import { staleListText } from './templateTexts';
import { TemplateTree } from './templateTree';

interface Dependencies extends ObjectViewDependencies {
  readonly extensionUri: vscode.Uri;
  readonly prepareFileBody: PrepareFileBody;
}

/** The view Templates and its commands. */
export function registerTemplates({
  extensionUri,
  prepareFileBody,
  ...parts
}: Dependencies): ObjectSource<Template> & vscode.Disposable {
  const { environments, changes, clock, log } = parts;
  const getClient = (environment: EnvironmentName) => environments.client(environment);
  const lists = createTemplateLists(environments.active, getClient, clock);
  const details = new DetailsCache(async (environment, id, signal) =>
    templateApi.read(await getClient(environment), id, signal),
  );
  const view = new ObjectView(parts, {
    viewId: 'opensign.templates',
    kind: 'template',
    lists,
    details,
    tree: new TemplateTree(lists, details, clock),
    readsWhenShown: true,
    getKey: (status, [state = nothingYet]) => toViewKey(status, state),
    setKey: (key) => setContext('opensign.templates', key),
    getMessage: ([state = nothingYet]) => staleListText(state),
  });
  const json = new ObjectJson('opensign', environments, changes, {
    template: (client, id, signal) => client.getTemplateJson(id, signal),
  });
  const previews = new Lazy(async () => new (await import('../preview/previews')).Previews(extensionUri));
  const load = () => import('./templateCommands');
  const choose = async (args: readonly unknown[], purpose: string) =>
    (await load()).getTemplate({ environments, lists, clock }, args, purpose);
  const context: TemplatesContext = { ...parts, lists, api: templateApi, getTarget: choose };
  const owned = vscode.Disposable.from(
    view,
    json,
    previews,
    registerCommands(
      {
        'opensign.refreshTemplates': () => view.refresh(),
        'opensign.loadMoreTemplates': () => lists.list('all').loadMore(),
        'opensign.findTemplate': async () => (await load()).findTemplate(context, view),
        'opensign.newTemplateInBrowser': async () => (await load()).newTemplateInBrowser(environments),
        'opensign.copyTemplateId': async (...args) => (await load()).copyTemplateId(context, args),
        'opensign.openTemplate': async (...args) => (await load()).openTemplate(context, args),
        'opensign.previewTemplate': async (...args) =>
          (await load()).previewTemplate(context, await previews.get(), args),
        'opensign.showTemplateJson': async (...args) => (await load()).showTemplateJson(context, json, args),
        'opensign.renameTemplate': async (...args) => (await load()).renameTemplate(context, args),
        'opensign.editTemplateNote': async (...args) => (await load()).editTemplateNote(context, args),
        'opensign.replaceTemplatePdf': async (...args) =>
          (await import('./replacePdf')).replaceTemplatePdf(context, args, prepareFileBody),
        'opensign.deleteTemplate': async (...args) => (await load()).deleteTemplate(context, args),
        'opensign.refreshTemplate': async (...args) => (await load()).refreshTemplate(context, args),
      },
      log,
    ),
  );
  return {
    choose,
    toRef: (argument) => (argument instanceof TemplateNode ? argument.target : undefined),
    get seen() {
      return lists.seen;
    },
    onDidChangeSeen: (listener) => lists.onDidChange(listener),
    dispose: () => void owned.dispose(),
  };
}
