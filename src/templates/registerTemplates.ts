import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Template } from '../api/template';
import { DetailsCache } from '../objects/detailsCache';
import type { ObjectSource } from '../objects/objectChanges';
import type { Arguments } from '../objects/objectCommands';
import { ObjectJson } from '../objects/objectJson';
import { ObjectView, type ObjectViewDependencies } from '../objects/objectView';
import { toViewKey } from '../objects/viewKey';
import { nothingYet } from '../objects/listState';
import { registerCommands } from '../ui/commands';
import { setContext } from '../ui/contextKeys';
import { Lazy } from '../ui/disposables';
import { createTemplateLists, createTemplateTexts, templateApi } from './templateApi';
import type { TemplatesContext } from './templateCommands';
import { TemplateNode } from './templateRows';
import { staleListText } from './templateTexts';
import { TemplateTree } from './templateTree';

interface Dependencies extends ObjectViewDependencies {
  readonly extensionUri: vscode.Uri;
}

/** The view Templates and its commands. */
export function registerTemplates({
  extensionUri,
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
  const choose = async (args: Arguments, purpose: string) =>
    (await load()).getTemplate({ environments, lists, clock }, args, purpose);
  const texts = createTemplateTexts();
  const context: TemplatesContext = { ...parts, lists, api: templateApi, texts, getTarget: choose };
  const shared = () => import('../objects/objectCommands');
  const editing = () => import('../objects/editObject');
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
        'opensign.copyTemplateId': async (...args) => (await shared()).copyId(context, args),
        'opensign.openTemplate': async (...args) => (await shared()).openObject(context, args),
        'opensign.refreshTemplate': async (...args) => (await shared()).refreshObject(context, args),
        'opensign.previewTemplate': async (...args) =>
          (await shared()).previewPdf(context, await previews.get(), args),
        'opensign.showTemplateJson': async (...args) =>
          (await shared()).showJson(context, json, 'template', args),
        'opensign.renameTemplate': async (...args) => (await editing()).renameObject(context, args),
        'opensign.editTemplateNote': async (...args) => (await editing()).editNote(context, args),
        'opensign.deleteTemplate': async (...args) => (await editing()).deleteObject(context, args),
        'opensign.replaceTemplatePdf': async (...args) =>
          (await import('./replacePdf')).replaceTemplatePdf({ ...context, log }, args),
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
