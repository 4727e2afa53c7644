import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EnvironmentName } from '../../src/api/environmentName';
import { OpenSignError } from '../../src/api/errors';
import { systemClock } from '../../src/api/fetch';
import type { Template } from '../../src/api/template';
import { DetailsCache } from '../../src/objects/detailsCache';
import { ObjectChanges } from '../../src/objects/objectChanges';
import { deleteObject, editNote, renameObject } from '../../src/objects/editObject';
import { copyId, openObject, previewPdf, refreshObject, showJson } from '../../src/objects/objectCommands';
import { ObjectJson } from '../../src/objects/objectJson';
import { LoadMoreNode, ProblemNode } from '../../src/objects/objectTree';
import { createTemplateLists, createTemplateTexts, templateApi } from '../../src/templates/templateApi';
import { getTemplate, type TemplatesContext } from '../../src/templates/templateCommands';
import { replaceTemplatePdf } from '../../src/templates/replacePdf';
import { RoleNode, TemplateNode } from '../../src/templates/templateRows';
import { TemplateTree } from '../../src/templates/templateTree';
import { Previews } from '../../src/preview/previews';
import { TestEnvironments } from './support/testEnvironments';

const log = { detach: () => assert.fail('nothing is refused') };

/** A function, because TypeScript assumes that a property once found undefined stays undefined. */
const tooltipOf = (item: vscode.TreeItem) => item.tooltip;

describe('templates in a real extension host', () => {
  const owned: vscode.Disposable[] = [];
  afterEach(() => {
    vscode.Disposable.from(...owned.splice(0)).dispose();
  });

  function setUp() {
    const environments = new TestEnvironments();
    const client = (environment: EnvironmentName) => environments.client(environment);
    const lists = createTemplateLists('sandbox', client, systemClock);
    const list = lists.list('all');
    const details = new DetailsCache(async (environment, id, signal) =>
      templateApi.read(await client(environment), id, signal),
    );
    const tree = new TemplateTree(lists, details, systemClock);
    list.onDidChange(() => {
      tree.isEmpty = list.state.kind !== 'ready';
    });
    const changes = new ObjectChanges();
    owned.push(tree, changes, { dispose: () => list.dispose() }, { dispose: () => details.dispose() });
    const context: TemplatesContext = {
      environments,
      changes,
      clock: systemClock,
      lists,
      api: templateApi,
      texts: createTemplateTexts(),
      getTarget: (args, purpose) => getTemplate(context, args, purpose),
    };
    const json = new ObjectJson('opensign', environments, changes, {
      template: (opened, id, signal) => opened.getTemplateJson(id, signal),
    });
    owned.push(json);
    return { environments, lists, list, details, tree, context, json };
  }

  async function shown() {
    const parts = setUp();
    await parts.list.refresh();
    const nodes = await parts.tree.getChildren();
    const node = (title: string): TemplateNode => {
      const found = nodes.find((item) => item instanceof TemplateNode && item.object.title === title);
      assert.ok(found instanceof TemplateNode, title);
      return found;
    };
    return { ...parts, nodes, node };
  }

  it('a tree without templates has no children, so that the welcome text shows', async () => {
    const { tree, environments } = setUp();
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(environments.clients, 0);
  });

  it('every row has a unique ID, the right parent, and a text next to its icon', async () => {
    const { tree, nodes } = await shown();
    const ids: string[] = [];
    const walk = async (level: typeof nodes) => {
      for (const node of level) {
        const item = tree.getTreeItem(node);
        ids.push(item.id ?? '');
        assert.ok(typeof item.label === 'string' && item.label !== '');
        const children = await tree.getChildren(node);
        for (const child of children) {
          assert.equal(tree.getParent(child), node);
        }
        await walk(children);
      }
    };
    await walk(nodes);
    assert.ok(ids.length > nodes.length);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => id.startsWith('sandbox/')));
  });

  it('a tooltip is read when it is needed, isn’t trusted, and can be canceled', async () => {
    const { tree, node, environments } = await shown();
    const nda = node('Mutual NDA');
    const item = tree.getTreeItem(nda);
    assert.equal(tooltipOf(item), undefined);
    const called = new vscode.CancellationTokenSource();
    called.cancel();
    await tree.resolveTreeItem(item, nda, called.token);
    assert.equal(tooltipOf(item), undefined);
    await tree.resolveTreeItem(item, nda, new vscode.CancellationTokenSource().token);
    const tooltip = tooltipOf(item);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.notEqual(tooltip.isTrusted, true);
    assert.notEqual(tooltip.supportHtml, true);
    assert.match(tooltip.value, new RegExp(nda.object.id));
    assert.doesNotMatch(tooltip.value, /https?:/);
    const before = environments.clients;
    await tree.getChildren(nda);
    assert.equal(environments.clients, before, 'tooltip and children share one request');
  });

  it('an error is shown as a child, which is read again after a refresh', async () => {
    const { lists, node } = await shown();
    let broken = true;
    const found: Template = { ...node('Mutual NDA').object, roles: [{ role: 'A', widgets: [] }] };
    const details = new DetailsCache(() =>
      broken ? Promise.reject(new OpenSignError('timeout', { timeoutMs: 30_000 })) : Promise.resolve(found),
    );
    const tree = new TemplateTree(lists, details, systemClock);
    owned.push(tree);
    const [problem] = await tree.getChildren(node('Mutual NDA'));
    assert.ok(problem instanceof ProblemNode);
    const { label } = tree.getTreeItem(problem);
    assert.ok(typeof label === 'string');
    assert.match(label, /^Couldn’t read this\. .*30 seconds/);
    broken = false;
    const [role] = await tree.getChildren(node('Mutual NDA'));
    assert.ok(role instanceof RoleNode);
  });

  it('“Load more” has a command, and none while it loads', () => {
    const { tree } = setUp();
    const item = tree.getTreeItem(new LoadMoreNode('live', false));
    assert.equal(item.id, 'live/load-more');
    assert.equal(item.command?.command, 'opensign.loadMoreTemplates');
    const loading = tree.getTreeItem(new LoadMoreNode('live', true));
    assert.equal(loading.id, item.id);
    assert.equal(loading.command, undefined);
  });

  it('no command changes a template of the inactive environment', async () => {
    const { environments, context, json, node } = await shown();
    const args = [node('Mutual NDA')];
    environments.switchTo('live');
    environments.clients = 0;
    const previews = new Previews(vscode.Uri.file('/nowhere'));
    owned.push(previews);
    await vscode.env.clipboard.writeText('untouched');
    const actions = [
      copyId(context, args),
      openObject(context, args),
      previewPdf(context, previews, args),
      showJson(context, json, 'template', args),
      renameObject(context, args),
      editNote(context, args),
      replaceTemplatePdf({ ...context, log }, args, () => assert.fail('it asked for a file')),
      deleteObject(context, args),
      refreshObject(context, args),
    ];
    for (const action of actions) {
      await assert.rejects(action, (error: unknown) => {
        assert.ok(error instanceof OpenSignError);
        assert.deepEqual([error.kind, error.details.environment], ['otherEnvironment', 'sandbox']);
        return true;
      });
    }
    assert.equal(environments.clients, 0);
    assert.equal(await vscode.env.clipboard.readText(), 'untouched');
  });

  it('replacing a PDF ends before it is sent when the environment changes meanwhile', async () => {
    const { environments, context, node } = await shown();
    const nda = node('Mutual NDA');
    const body = new TextEncoder().encode('{"file":"JVBERi0="}');
    const work = replaceTemplatePdf({ ...context, log }, [nda], () => {
      environments.switchTo('live');
      return Promise.resolve({ body, file: { name: 'a.pdf' } });
    });
    await assert.rejects(work, { kind: 'otherEnvironment' });
    const client = await environments.client('sandbox');
    assert.equal((await client.getTemplate(nda.object.id)).updatedAt?.raw, nda.object.updatedAt?.raw);
  });

  it('JSON is read-only, without the file link, and read again each time', async () => {
    // The extension has registered the scheme too. VS Code asks the latest provider first.
    const { environments, context, json, node } = await shown();
    const nda = node('Mutual NDA');
    await showJson(context, json, 'template', [nda]);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.languageId, 'json');
    assert.equal(document.uri.scheme, 'opensign');
    assert.equal(document.uri.path, '/sandbox/Mutual NDA.template.json');
    const value = JSON.parse(document.getText()) as { objectId: string; file: string };
    assert.equal(value.objectId, nda.object.id);
    assert.equal(value.file, '(link removed)');
    const written = await vscode.workspace.fs.stat(document.uri).then(
      () => true,
      () => false,
    );
    assert.equal(written, false, 'there is no file that could be written');
    const before = environments.clients;
    await showJson(context, json, 'template', [nda]);
    assert.equal(environments.clients, before + 1);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('the template picker closes when the environment changes, and stops loading', async () => {
    const { environments, lists, list } = setUp();
    const work = getTemplate({ environments, lists, clock: systemClock }, [], 'Find Template');
    await new Promise((resolve) => setTimeout(resolve, 200));
    environments.switchTo('live');
    list.reset('live');
    assert.equal(await work, undefined);
    assert.equal(list.state.busy, undefined);
  });

  it('the template picker returns the accepted template', async () => {
    const { environments, lists, list } = setUp();
    await list.refresh();
    const state = { ended: false };
    const work = getTemplate({ environments, lists, clock: systemClock }, [], 'Find Template').finally(() => {
      state.ended = true;
    });
    while (!state.ended) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    const target = await work;
    assert.equal(target?.environment, 'sandbox');
    assert.equal(target.id, list.state.items[0]?.id);
  });
});
