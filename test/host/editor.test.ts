import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EnvironmentName } from '../../src/api/environmentName';
import { systemClock } from '../../src/api/fetch';
import { registerFeatures } from '../../src/idInsights/idInsights';
import { KnownIds } from '../../src/idInsights/knownIds';
import { StoredTokens } from '../../src/idInsights/storedTokens';
import { switchNames, type SwitchName } from '../../src/idInsights/switches';
import { places, TestEnvironments } from './support/testEnvironments';

const live = 'opensign.Zk28fQp0WdTp5mVa20Rk7';

const log = { error: () => undefined, detach: () => undefined };

/** Resolves with the result of `read` once it's defined. Reads again whenever diagnostics change. */
function whenDiagnosed<T>(read: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const subscription = vscode.languages.onDidChangeDiagnostics(() => check());
    const check = () => {
      const result = read();
      if (result !== undefined) {
        subscription.dispose();
        resolve(result);
      }
    };
    check();
  });
}

const reported = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'OpenSign');

/** The rules of the diagnostics, once there are `count` of them. */
const rules = (uri: vscode.Uri, count: number) =>
  whenDiagnosed(() => {
    const found = reported(uri);
    return found.length === count ? found.map(({ code }) => code) : undefined;
  });

/** Saves, and tries again when VS Code couldn't. */
async function whenSaved(document: vscode.TextDocument): Promise<void> {
  while (!(await document.save())) {
    // The test's timeout ends this.
  }
}

/** Closes every editor without asking to save changes. */
async function closeAll(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  for (let left = tabs.length; left > 0; left--) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** A view that has read nothing. */
const emptyView = {
  seen: { environment: 'sandbox' as const, items: [], completeAt: undefined },
  onDidChangeSeen: () => ({ dispose: () => undefined }),
};

/** A file system in memory. */
class MemoryFiles implements vscode.FileSystemProvider {
  private readonly texts = new Map<string, string>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  /** Adds a file with a new name. */
  add(content: string, extension: string): vscode.Uri {
    const uri = vscode.Uri.parse(`test-files:/folder/file${String(this.texts.size)}.${extension}`);
    this.texts.set(uri.path, content);
    return uri;
  }

  private text({ path }: vscode.Uri): string {
    const text = this.texts.get(path);
    if (text === undefined) {
      throw vscode.FileSystemError.FileNotFound(path);
    }
    return text;
  }

  watch = () => ({ dispose: () => undefined });
  stat = (uri: vscode.Uri) => ({
    type: vscode.FileType.File,
    ctime: 0,
    mtime: 0,
    size: this.text(uri).length,
  });
  readFile = (uri: vscode.Uri) => new TextEncoder().encode(this.text(uri));
  readDirectory = () => [];
  createDirectory = () => undefined;
  writeFile = (uri: vscode.Uri, content: Uint8Array) =>
    void this.texts.set(uri.path, new TextDecoder().decode(content));
  delete = () => undefined;
  rename = () => undefined;
}

describe('IDs and tokens in the editor of a real extension host', () => {
  const owned: vscode.Disposable[] = [];
  const files = new MemoryFiles();
  let fileSystem: vscode.Disposable | undefined;
  const ids = new Map<string, string>();
  const id = (environment: EnvironmentName, title: string) => ids.get(`${environment}/${title}`) ?? 'none';

  before(async () => {
    fileSystem = vscode.workspace.registerFileSystemProvider('test-files', files);
    // The installed extension's own diagnostics would be next to those of the test.
    const settings = vscode.workspace.getConfiguration('opensign.editor');
    for (const name of switchNames) {
      await settings.update(name, false, vscode.ConfigurationTarget.Global);
    }
    // VS Code in the browser saves automatically otherwise.
    await vscode.workspace
      .getConfiguration('files')
      .update('autoSave', 'off', vscode.ConfigurationTarget.Global);
    const environments = new TestEnvironments();
    for (const environment of ['sandbox', 'live'] as const) {
      const { items } = await (await environments.client(environment)).listTemplates(0, 100);
      items.forEach((template) => ids.set(`${environment}/${template.title ?? ''}`, template.id));
    }
  });
  after(async () => {
    fileSystem?.dispose();
    const settings = vscode.workspace.getConfiguration('opensign.editor');
    for (const name of switchNames) {
      await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
    }
    await vscode.workspace
      .getConfiguration('files')
      .update('autoSave', undefined, vscode.ConfigurationTarget.Global);
  });
  afterEach(async () => {
    vscode.Disposable.from(...owned.splice(0)).dispose();
    await closeAll();
  });

  function setUp(switches: readonly SwitchName[] = switchNames) {
    const environments = new TestEnvironments();
    const known = new KnownIds({
      environments,
      clock: systemClock,
      store: {
        load: () => Promise.resolve(undefined),
        save: () => Promise.resolve(),
        clear: () => Promise.resolve(),
      },
      templates: emptyView,
      documents: emptyView,
      log,
    });
    const tokens = new StoredTokens(environments, (name) => Promise.resolve([places[name].token]));
    const context = {
      environments,
      ids: known,
      tokens,
      git: {
        check: () => Promise.resolve('notIgnored' as const),
        onDidChange: () => ({ dispose: () => undefined }),
      },
      clock: systemClock,
      log,
    };
    owned.push(known, tokens, registerFeatures(context, new Set(switches)));
    return { environments, known, context };
  }

  const open = async (content: string, extension = 'ts') => {
    const document = await vscode.workspace.openTextDocument(files.add(content, extension));
    await vscode.window.showTextDocument(document);
    return document;
  };

  // This test runs first, because documents that the others open stay open for some minutes.
  it('fetches no list while the user types, but does when the document is saved', async () => {
    const { environments } = setUp(['wrongEnvironmentId', 'hardCodedToken']);
    const document = await open('\n');
    const edit = new vscode.WorkspaceEdit();
    const text = `const i = '${id('live', 'Sales contract EU')}';\nconst t = '${places.live.token}';\n`;
    edit.insert(document.uri, new vscode.Position(0, 0), text);
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await rules(document.uri, 1), ['hard-coded-token']);
    assert.equal(environments.clients, 0);
    await whenSaved(document);
    assert.deepEqual(await rules(document.uri, 2), ['wrong-environment-id', 'hard-coded-token']);
    assert.equal(environments.clients, 2);
  });

  it('reports an ID of the other environment in another file system until the environment is switched', async () => {
    const { environments } = setUp();
    const { uri } = await open(
      `const a = '${id('live', 'Sales contract EU')}';\nconst b = '${id('sandbox', 'Offer letter')}';\n`,
    );
    assert.deepEqual(await rules(uri, 1), ['wrong-environment-id']);
    const [diagnostic] = reported(uri);
    assert.match(
      diagnostic?.message ?? '',
      /“Sales contract EU” is in Live\. The active environment is Sandbox\./,
    );
    assert.equal(diagnostic?.range.start.line, 0);
    environments.switchTo('live');
    const message = await whenDiagnosed(() =>
      reported(uri).find(({ message: text }) => text.includes('is in Sandbox.')),
    );
    assert.equal(message.range.start.line, 1);
    assert.equal(reported(uri).length, 1);
  });

  it('doesn’t report an unknown ID, and makes no request while the user types', async () => {
    const { environments } = setUp();
    const document = await open(`const a = 'Unknown0Id';\nconst t = '${places.live.token}';\n`);
    assert.deepEqual(await rules(document.uri, 1), ['hard-coded-token']);
    await rules(document.uri, 1);
    const before = environments.clients;
    for (const text of ['x', 'y', `const c = '${id('live', 'Sales contract EU')}';`]) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `${text}\n`);
      await vscode.workspace.applyEdit(edit);
    }
    await rules(document.uri, 2);
    assert.equal(environments.clients, before);
  });

  it('offers the template with the same title, to switch, and to ignore, and applies the replacement', async () => {
    setUp();
    const document = await open(`const a = '${id('live', 'Mutual NDA')}';\n`);
    await rules(document.uri, 1);
    const range = reported(document.uri)[0]?.range ?? new vscode.Range(0, 0, 0, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const here = id('sandbox', 'Mutual NDA');
    const titles = actions.map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 4), [
      'Replace with Sandbox template “Mutual NDA”',
      'Switch to Live',
      'Ignore This ID',
      'About IDs and Tokens in Code',
    ]);
    const [replace] = actions;
    assert.ok(replace?.edit !== undefined && replace.isPreferred === true);
    await vscode.workspace.applyEdit(replace.edit);
    assert.equal(document.getText(), `const a = '${here}';\n`);
    await whenDiagnosed(() => (reported(document.uri).length === 0 ? true : undefined));
  });

  it('reports stored tokens anywhere and others near a hint, Live as an error and Sandbox as a warning', async () => {
    setUp();
    const { uri } = await open(
      `const s = "${places.sandbox.token}";\nfetch(u, { headers: { 'x-api-token': '${live}' } });\n`,
      'js',
    );
    assert.deepEqual(await rules(uri, 2), ['hard-coded-token', 'hard-coded-token']);
    assert.deepEqual(
      reported(uri).map(({ severity, range }) => [range.start.line, severity]),
      [
        [0, vscode.DiagnosticSeverity.Warning],
        [1, vscode.DiagnosticSeverity.Error],
      ],
    );
    assert.ok(
      reported(uri).every(({ message }) => !message.includes('opensign.') && !message.includes('test.')),
    );
  });

  it('reports a host with the variable of the other environment', async () => {
    setUp();
    const document = await open(
      "fetch('https://sandbox.opensignlabs.com/api/v1.2/getuser', { headers: { 'x-api-token': process.env.OPENSIGN_API_TOKEN } });\n",
    );
    assert.deepEqual(await rules(document.uri, 1), ['host-mismatch']);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      reported(document.uri)[0]?.range,
    );
    const use = actions.find(({ title }) => title === 'Replace with OPENSIGN_SANDBOX_API_TOKEN');
    assert.ok(use?.edit);
    await vscode.workspace.applyEdit(use.edit);
    assert.match(document.getText(), /process\.env\.OPENSIGN_SANDBOX_API_TOKEN/);
  });

  it('works in untitled documents and notebook cells, and clears the diagnostics of closed documents', async () => {
    setUp();
    const text = `id = '${id('live', 'Sales contract EU')}'\n`;
    const untitled = await vscode.workspace.openTextDocument({ content: text, language: 'python' });
    assert.deepEqual(await rules(untitled.uri, 1), ['wrong-environment-id']);
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python')]),
    );
    assert.deepEqual(await rules(notebook.cellAt(0).document.uri, 1), ['wrong-environment-id']);
    // Opened like a user does, because a document that an extension opened stays open for some minutes.
    const file = files.add(text, 'py');
    await vscode.commands.executeCommand('vscode.open', file);
    assert.deepEqual(await rules(file, 1), ['wrong-environment-id']);
    await closeAll();
    await whenDiagnosed(() => (reported(file).length === 0 ? true : undefined));
  });

  it('doesn’t scan documents of more than a million characters', async () => {
    setUp();
    const big = `const t = '${places.live.token}';\n// ${'x'.repeat(1_000_000)}\n`;
    const { uri } = await open(big);
    const small = await open(`const t = '${places.live.token}';\n`);
    await rules(small.uri, 1);
    assert.deepEqual(reported(uri), []);
  });

  it('describes an ID on hover, the other environment first, with links and the server’s texts as plain text', async () => {
    setUp();
    const here = id('sandbox', 'Offer letter');
    const there = id('live', 'Sales contract EU');
    const document = await open(
      `const a = '${here}';\nconst b = 'https://x.example/template/${there}';\n// '${here}'\n`,
    );
    const hoverAt = async (line: number, character: number) => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(line, character),
      );
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
        .join('\n');
    };
    const own = await hoverAt(0, 14);
    assert.match(own, /^\$\(beaker\) \*\*Offer letter\*\* · Template in Sandbox/);
    assert.match(own, /Roles\\: Candidate/);
    assert.match(own, /command:opensign\.revealId/);
    const other = await hoverAt(1, 40);
    assert.match(other, /^\$\(error\) \*\*This ID is in Live\\\. The active environment is Sandbox\\\.\*\*/);
    assert.match(other, /command:opensign\.switchEnvironment/);
    assert.equal(await hoverAt(2, 8), '', 'a comment');
    assert.equal(await hoverAt(0, 1), '', 'no ID');
  });

  it('completes templates of the active environment where an ID is expected, and nowhere else', async () => {
    const { environments } = setUp();
    const complete = async (line: string, extension = 'ts') => {
      const document = await open(line, extension);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(0, line.length),
      );
      return list.items.filter(({ detail }) => detail?.startsWith('Template in'));
    };
    const items = await complete("const templateId = '");
    const offer = items.find(({ insertText }) => insertText === id('sandbox', 'Offer letter'));
    assert.ok(offer);
    assert.equal(offer.detail, 'Template in Sandbox');
    assert.equal(typeof offer.label === 'string' ? offer.label : offer.label.label, 'Offer letter');
    assert.ok((await complete('fetch(`${base}/createdocument/')).length > 0);
    assert.ok((await complete('NDA_TEMPLATE_ID=', 'properties')).length > 0);
    assert.deepEqual(await complete("const name = '"), []);
    environments.switchTo('live');
    const there = await complete("template_id: '");
    assert.ok(there.some(({ insertText }) => insertText === id('live', 'Sales contract EU')));
    assert.ok(there.every(({ detail }) => detail === 'Template in Live'));
  });

  it('shows title and environment above a line with an ID', async () => {
    const { known } = setUp();
    // Each call waits for one environment only.
    await Promise.all([known.need('sandbox'), known.need('live')]);
    const document = await open(`\nconst a = '${id('live', 'Sales contract EU')}';\n`);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const own = lenses.filter(({ command }) => command?.command === 'opensign.revealId');
    assert.deepEqual(
      own.map(({ command, range }) => [command?.title, range.start.line]),
      [['$(warning)\u00a0Sales contract EU · Template in Live', 1]],
    );
  });

  it('does nothing that is switched off', async () => {
    setUp(['hostMismatch']);
    const document = await open(
      `const t = '${places.live.token}'; const i = '${id('live', 'Sales contract EU')}';\nfetch('https://sandbox.opensignlabs.com/api/v1.2/x', { headers: { 'x-api-token': process.env.OPENSIGN_API_TOKEN } });\n`,
    );
    assert.deepEqual(await rules(document.uri, 1), ['host-mismatch']);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(0, 50),
    );
    assert.ok(!JSON.stringify(hovers).includes('opensign.revealId'));
  });
});
