import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OpenSignClient } from '../../src/api/client';
import { documentGroups, type DocumentGroup } from '../../src/api/document';
import type { EnvironmentName } from '../../src/api/environmentName';
import { OpenSignError } from '../../src/api/errors';
import { systemClock } from '../../src/api/fetch';
import {
  revokeDocument,
  saveCertificate,
  saveSignedPdf,
  showPlanJson,
} from '../../src/documents/documentCommands';
import {
  createDocumentLists,
  createDocumentTexts,
  documentApi,
  documentJsonReaders,
} from '../../src/documents/documentApi';
import { DocumentNode, GroupNode, SignerNode, type DocumentTreeNode } from '../../src/documents/documentRows';
import { getDocument, pickDocument, type DocumentsContext } from '../../src/documents/documentTarget';
import { DocumentTree } from '../../src/documents/documentTree';
import { copySigningLink, resendEmail } from '../../src/documents/signerCommands';
import { parseBaseUrl } from '../../src/api/baseUrl';
import { DetailsCache } from '../../src/objects/detailsCache';
import { ObjectChanges } from '../../src/objects/objectChanges';
import { deleteObject, editNote, renameObject } from '../../src/objects/editObject';
import { copyId, openObject, previewPdf, refreshObject, showJson } from '../../src/objects/objectCommands';
import { ObjectJson } from '../../src/objects/objectJson';
import { Previews } from '../../src/preview/previews';
import { writeWhole } from '../../src/ui/saveFile';

const places = {
  sandbox: { url: process.env.OPENSIGN_SANDBOX_URL ?? '', token: process.env.OPENSIGN_SANDBOX_TOKEN ?? '' },
  live: { url: process.env.OPENSIGN_LIVE_URL ?? '', token: process.env.OPENSIGN_LIVE_TOKEN ?? '' },
};

/** Both emulators as the extension’s environments, with a count of the clients requested. */
class TestEnvironments {
  active: EnvironmentName = 'sandbox';
  clients = 0;
  private readonly changed = new vscode.EventEmitter<EnvironmentName>();
  readonly onDidChangeActive = this.changed.event;

  switchTo(environment: EnvironmentName): void {
    this.active = environment;
    this.changed.fire(environment);
  }
  client(environment: EnvironmentName): Promise<OpenSignClient> {
    this.clients++;
    return Promise.resolve(
      new OpenSignClient({
        environment,
        baseUrl: places[environment].url,
        token: places[environment].token,
        fetch: (input, init) => globalThis.fetch(input, init),
        clock: systemClock,
        log: { request: () => {} },
        timeouts: { readMs: 10_000, uploadMs: 10_000 },
      }),
    );
  }
  status(environment: EnvironmentName) {
    const baseUrl = parseBaseUrl(places[environment].url);
    return { environment, baseUrl, token: { state: 'unverified' }, tokenSavedAt: 1 } as const;
  }
}

describe('documents in a real extension host', () => {
  const owned: vscode.Disposable[] = [];
  afterEach(() => {
    vscode.Disposable.from(...owned.splice(0)).dispose();
  });

  function setUp() {
    const environments = new TestEnvironments();
    const client = (environment: EnvironmentName) => environments.client(environment);
    const groups = createDocumentLists('sandbox', client, systemClock);
    const details = new DetailsCache(async (environment, id, signal) =>
      documentApi.read(await client(environment), id, signal),
    );
    const opened: DocumentGroup[] = [];
    const tree = new DocumentTree(groups, details, {
      clock: systemClock,
      isWatched: ({ id }) => id === groups.list('inprogress').state.items[0]?.id,
      onOpen: (group) => opened.push(group),
    });
    const changes = new ObjectChanges();
    owned.push(tree, changes, { dispose: () => groups.dispose() }, { dispose: () => details.dispose() });
    const context: DocumentsContext = {
      environments,
      changes,
      lists: groups,
      clock: systemClock,
      api: documentApi,
      texts: createDocumentTexts(),
      getTarget: (args, purpose) => getDocument(context, args, purpose),
      watching: { end: () => {} },
    };
    const json = new ObjectJson('opensign-document', environments, changes, documentJsonReaders);
    owned.push(json);
    return { environments, groups, tree, opened, context, json };
  }

  async function shown() {
    const parts = setUp();
    parts.tree.isEmpty = false;
    for (const group of documentGroups) {
      await parts.groups.list(group).refresh();
    }
    const nodes = await parts.tree.getChildren();
    const first = async (group: DocumentGroup): Promise<DocumentNode> => {
      const parent = nodes.find((node) => node instanceof GroupNode && node.group === group);
      const [node] = await parts.tree.getChildren(parent);
      assert.ok(node instanceof DocumentNode, group);
      return node;
    };
    return { ...parts, nodes, first };
  }

  it('an empty tree has no children, so that the welcome text shows, and groups report when they are expanded', async () => {
    const { tree, opened, environments } = setUp();
    assert.deepEqual(await tree.getChildren(), []);
    tree.isEmpty = false;
    const nodes = await tree.getChildren();
    assert.equal(nodes.length, 5);
    assert.equal(nodes.map((node) => tree.getTreeItem(node).collapsibleState).join(), '2,1,1,1,1');
    assert.deepEqual(opened, []);
    const [loading] = await tree.getChildren(nodes[2]);
    assert.ok(loading);
    assert.equal(tree.getTreeItem(loading).label, 'Loading…');
    assert.deepEqual(opened, ['declined']);
    assert.equal(environments.clients, 0);
  });

  it('every row has a unique ID, the right parent, and a text next to its icon', async () => {
    const { tree, nodes } = await shown();
    const ids: string[] = [];
    const values = new Set<string>();
    const walk = async (level: readonly DocumentTreeNode[]) => {
      for (const node of level) {
        const item = tree.getTreeItem(node);
        ids.push(item.id ?? '');
        values.add(item.contextValue ?? '');
        assert.ok(typeof item.label === 'string' && item.label !== '');
        if (item.iconPath !== undefined) {
          assert.notEqual(item.accessibilityInformation?.label ?? '', '', item.label);
        }
        const children = await tree.getChildren(node);
        for (const child of children) {
          assert.equal(tree.getParent(child), node);
        }
        await walk(children);
      }
    };
    await walk(nodes);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => id.startsWith('sandbox/')));
    for (const state of ['inProgress', 'inProgress.watched', 'completed', 'declined', 'expired', 'draft']) {
      assert.ok(values.has(`opensign.document.${state}`), state);
    }
  });

  it('signers show their progress', async () => {
    const { tree, first } = await shown();
    const signers = await tree.getChildren(await first('completed'));
    assert.ok(signers.length > 0);
    for (const signer of signers) {
      assert.ok(signer instanceof SignerNode);
      assert.match(tree.getTreeItem(signer).accessibilityInformation?.label ?? '', /, signed/);
    }
  });

  it('a tooltip is read when it is needed, and contains no link', async () => {
    const { tree, first } = await shown();
    const node = await first('completed');
    const item = tree.getTreeItem(node);
    assert.equal(item.tooltip, undefined);
    const { tooltip } = await tree.resolveTreeItem(item, node, new vscode.CancellationTokenSource().token);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.notEqual(tooltip.isTrusted, true);
    assert.match(tooltip.value, new RegExp(node.object.id));
    assert.doesNotMatch(tooltip.value, /https?:/);
  });

  it('no command changes a document of the inactive environment', async () => {
    const { environments, context, json, first } = await shown();
    const args = [await first('inprogress')];
    environments.switchTo('live');
    environments.clients = 0;
    const previews = new Previews(vscode.Uri.file('/nowhere'));
    owned.push(previews);
    await vscode.env.clipboard.writeText('untouched');
    const actions = [
      copyId(context, args),
      copySigningLink(context, args),
      openObject(context, args),
      previewPdf(context, previews, args),
      saveSignedPdf(context, args),
      saveCertificate(context, args),
      resendEmail(context, args),
      revokeDocument(context, args),
      renameObject(context, args),
      editNote(context, args),
      deleteObject(context, args),
      refreshObject(context, args),
      showJson(context, json, 'document', args),
      showPlanJson(context, json, 'formdata', args),
      showPlanJson(context, json, 'signerips', args),
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

  it('JSON is read-only, without file links', async () => {
    const { context, json, first } = await shown();
    const node = await first('completed');
    await showJson(context, json, 'document', [node]);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.languageId, 'json');
    assert.match(document.uri.path, /^\/sandbox\/.*\.document\.json$/);
    const value = JSON.parse(document.getText()) as { objectId: string; certificate: string };
    assert.equal(value.objectId, node.object.id);
    assert.equal(value.certificate, '(link removed)');
    await showPlanJson(context, json, 'formdata', [node]);
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /\.formdata\.json$/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('the document picker reads the first matching group, and closes when the environment changes', async () => {
    const { environments, groups, context } = setUp();
    const work = pickDocument(context, 'Save Certificate', ['completed']);
    while (groups.list('completed').state.loadedAt === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.deepEqual(groups.opened, ['completed']);
    environments.switchTo('live');
    assert.equal(await work, undefined);
  });

  it('a file is replaced as a whole, without leaving a temporary file', async () => {
    const folder = vscode.Uri.file(`${process.env.TMPDIR ?? '/tmp'}/opensign-${String(Date.now())}`);
    const { fs } = vscode.workspace;
    await fs.createDirectory(folder);
    owned.push({ dispose: () => void fs.delete(folder, { recursive: true }) });
    const place = vscode.Uri.joinPath(folder, 'a.pdf');
    for (const text of ['an older file that is longer', 'new']) {
      await writeWhole(place, new TextEncoder().encode(text));
      assert.equal(new TextDecoder().decode(await fs.readFile(place)), text);
    }
    assert.deepEqual(await fs.readDirectory(folder), [['a.pdf', vscode.FileType.File]]);
    await assert.rejects(writeWhole(vscode.Uri.joinPath(place, 'b.pdf'), new Uint8Array(1)));
  });
});
