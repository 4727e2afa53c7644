import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { Template } from '../../../src/api/template';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import type { EnvironmentName } from '../../../src/api/environmentName';
import type { EnvironmentStatus, TokenState } from '../../../src/environment/environments';
import { DetailsCache } from '../../../src/objects/detailsCache';
import { ObjectChanges } from '../../../src/objects/objectChanges';
import { ObjectView, type ObjectViewDependencies } from '../../../src/objects/objectView';
import { nothingYet } from '../../../src/objects/pagedList';
import { toViewKey, type ViewKey } from '../../../src/objects/viewKey';
import { createTemplateLists } from '../../../src/templates/templateApi';
import { TemplateTree } from '../../../src/templates/templateTree';
import { offline, PageServer, settle, template } from './pageServer';

/** The view Templates over a server whose responses the test sends. */
function setUp({ visible = true } = {}) {
  const visibility = new vscode.EventEmitter<void>();
  const shown = {
    visible,
    revealed: [] as string[],
    description: '',
    message: '',
    onDidChangeVisibility: visibility.event,
    reveal: (node: { id: string }) => Promise.resolve(void shown.revealed.push(node.id)),
    dispose: () => {},
  };
  Object.assign(vscode.window, {
    state: { focused: true },
    createTreeView: () => shown,
    onDidChangeWindowState: () => ({ dispose: () => {} }),
    withProgress: (_: unknown, work: () => unknown) => work(),
  });
  const server = new PageServer();
  const clock = { time: 1000, now: () => clock.time, sleep: () => Promise.resolve() };
  const active = new vscode.EventEmitter<EnvironmentName>();
  const status = new vscode.EventEmitter<EnvironmentName>();
  const state: { active: EnvironmentName; token: TokenState; savedAt: number } = {
    active: 'sandbox',
    token: { state: 'valid', account: { name: 'Ada' } },
    savedAt: 1,
  };
  const environments = {
    get active() {
      return state.active;
    },
    status: (environment: EnvironmentName): EnvironmentStatus => ({
      environment,
      baseUrl: parseBaseUrl('https://sandbox.opensignlabs.com'),
      token: state.token,
      tokenSavedAt: state.savedAt,
    }),
    client: () => Promise.reject(offline()),
    onDidChangeActive: active.event,
    onDidChangeStatus: status.event,
  };
  const changes = new ObjectChanges();
  const parts = {
    environments,
    changes,
    clock,
    log: { error: () => {} },
  } as unknown as ObjectViewDependencies;
  const lists = createTemplateLists('sandbox', () => Promise.resolve(server), clock);
  const details = new DetailsCache<Template>((_, id) => Promise.resolve(template(id)));
  const tree = new TemplateTree(lists, details, clock);
  const keys: ViewKey[] = [];
  const view = new ObjectView(parts, {
    viewId: 'opensign.templates',
    kind: 'template',
    lists,
    details,
    tree,
    readsWhenShown: true,
    getKey: (current, [list = nothingYet]) => toViewKey(current, list),
    setKey: (key) => keys.push(key),
  });
  const show = () => {
    shown.visible = true;
    visibility.fire();
  };
  const switchTo = (environment: EnvironmentName) => {
    state.active = environment;
    active.fire(environment);
  };
  const setToken = (token: TokenState, savedAt = state.savedAt) => {
    Object.assign(state, { token, savedAt });
    status.fire(state.active);
  };
  const rows = async () => (await tree.getChildren()).map(({ id }) => id);
  return { shown, server, clock, changes, lists, tree, view, keys, show, switchTo, setToken, rows };
}

describe('object view', () => {
  it('reads nothing until it is visible, then shows the rows and the account', async () => {
    const { shown, server, keys, show, rows } = setUp({ visible: false });
    await settle();
    assert.strictEqual(server.calls.length, 0);
    show();
    (await server.call(0)).answer([template('a'), template('b')]);
    await settle();
    assert.deepStrictEqual(await rows(), ['sandbox/a', 'sandbox/b']);
    assert.deepStrictEqual(keys, ['loading', 'ready']);
    assert.strictEqual(shown.description, 'Sandbox · Ada');
  });

  it('is empty as soon as the environment changes, and reads the other one', async () => {
    const { server, keys, show, switchTo, rows } = setUp();
    show();
    (await server.call(0)).answer([template('a')]);
    await settle();
    switchTo('live');
    assert.deepStrictEqual([await rows(), keys.at(-1)], [[], 'loading']);
    (await server.call(1)).answer([]);
    await settle();
    assert.deepStrictEqual([await rows(), keys.at(-1)], [[], 'empty']);
  });

  it('is emptied by another token, and stops reading without one', async () => {
    const { server, keys, show, setToken, rows } = setUp();
    show();
    (await server.call(0)).answer([template('a')]);
    await settle();
    setToken({ state: 'none' }, 2);
    await settle();
    assert.deepStrictEqual([await rows(), keys.at(-1), server.calls.length], [[], 'noToken', 1]);
    setToken({ state: 'unverified' }, 3);
    (await server.call(1)).answer([template('b')]);
    await settle();
    assert.deepStrictEqual(await rows(), ['sandbox/b']);
  });

  it('keeps the row of an object that was not read again', async () => {
    const { server, lists, tree, show } = setUp();
    show();
    (await server.call(0)).answer([template('a'), template('b')], 2);
    await settle();
    const [first] = await tree.getChildren();
    lists.put(template('b', 'changed'));
    assert.strictEqual((await tree.getChildren())[0], first);
  });

  it('reads again after a change of its kind in its environment, unless the list is up to date', async () => {
    const { server, changes, show } = setUp();
    show();
    (await server.call(0)).answer([template('a')]);
    await settle();
    changes.fire({ environment: 'sandbox', kind: 'document', id: 'a' });
    changes.fire({ environment: 'live', kind: 'template', id: 'a' });
    changes.fire({ environment: 'sandbox', kind: 'template', id: 'a', isListed: true });
    await settle();
    assert.strictEqual(server.calls.length, 1);
    changes.fire({ environment: 'sandbox', kind: 'template', id: 'a' });
    await server.call(1);
  });

  it('selects an object that another feature created, after reading the list', async () => {
    const { server, shown, changes } = setUp();
    const revealing = changes.reveal({ environment: 'sandbox', kind: 'template', id: 'new' });
    (await server.call(0)).answer([template('new')]);
    await revealing;
    assert.deepStrictEqual(shown.revealed, ['sandbox/new']);
    await changes.reveal({ environment: 'live', kind: 'template', id: 'new' });
    assert.strictEqual(server.calls.length, 1);
  });

  it('reads stale lists again when it is shown', async () => {
    const { server, clock, show } = setUp();
    show();
    (await server.call(0)).answer([template('a')]);
    await settle();
    show();
    await settle();
    assert.strictEqual(server.calls.length, 1);
    clock.time += 5 * 60_000;
    show();
    await server.call(1);
  });

  it('rejects a refresh with its error only when the view isn’t visible', async () => {
    const { server, shown, view, keys, show } = setUp();
    show();
    (await server.call(0)).fail(offline());
    await settle();
    assert.strictEqual(keys.at(-1), 'offline');
    const visible = view.refresh();
    (await server.call(1)).fail(offline());
    await visible;
    shown.visible = false;
    const hidden = view.refresh();
    (await server.call(2)).fail(offline());
    await assert.rejects(hidden, { kind: 'offline' });
  });
});
