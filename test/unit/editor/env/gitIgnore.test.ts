import * as assert from 'node:assert';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { addToGitignore } from '../../../../src/editor/env/addToGitignore';
import { GitIgnores, type IgnoreHost } from '../../../../src/editor/env/gitIgnore';
import { isTracked } from '../../../../src/editor/env/gitIndex';
import { diskFiles, Folder, git } from './repository';
import { testUri } from './testUri';
import { World } from './world';

/** The real disk, and a window with folders on it. */
class Host implements IgnoreHost {
  reads = 0;
  readonly watching = new Map<string, () => void>();
  disposed = 0;
  fails = false;
  constructor(public folders: readonly string[]) {}
  read(uri: vscode.Uri): Promise<Uint8Array | undefined> {
    this.reads++;
    return this.fails ? Promise.reject(new Error('broken')) : diskFiles.read(uri);
  }
  kind(uri: vscode.Uri) {
    return diskFiles.kind(uri);
  }
  fileOf(uri: vscode.Uri): vscode.Uri {
    return uri.scheme === 'vscode-notebook-cell' ? uri.with({ scheme: 'file' }) : uri;
  }
  folderOf(uri: vscode.Uri): vscode.Uri | undefined {
    const folder = this.folders.find(
      (path) => uri.scheme === 'file' && `${uri.path}/`.startsWith(`${path}/`),
    );
    return folder === undefined ? undefined : testUri(folder);
  }
  watchFolders(changed: () => void): vscode.Disposable {
    return this.watch('folders', changed);
  }
  watchFile({ path }: vscode.Uri, changed: () => void): vscode.Disposable {
    return this.watch(path, changed);
  }
  private watch(key: string, changed: () => void): vscode.Disposable {
    assert.ok(!this.watching.has(key), `${key} is watched twice`);
    this.watching.set(key, changed);
    return {
      dispose: () => {
        this.disposed++;
      },
    };
  }
}

describe('what git ignores in a workspace', function () {
  this.timeout(120_000);
  let folder: Folder;
  beforeEach(function () {
    if (git === undefined) {
      this.skip();
    }
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  const uri = (path: string) => testUri(join(folder.path, path));
  const at = (...paths: readonly string[]) => new Host(paths.map((path) => join(folder.path, path)));

  it('is what git says, from the root of the repository down, also when a part of it is open', async () => {
    folder.git('init', '-q');
    folder.write({
      '.gitignore': '.env\n/only-root\nbuild/\nlogs/*\n!logs/keep\n**/deep/x\n',
      'a/.gitignore': '!.env\n*.local\n',
      'a/b/.gitignore': '/.env\n',
      '.git/info/exclude': 'secret\n',
    });
    const paths = [
      '.env', 'a/.env', 'a/b/.env', 'a/b/c/.env', 'only-root', 'a/only-root', 'build/x', 'a/build/x', 'logs/x', 'logs/keep',
      'a/deep/x', 'deep/x', 'a/x.local', 'x.local', 'secret', 'a/b/secret', 'a/b/file.ts',
    ]; // prettier-ignore
    const whole = new GitIgnores(at('.'));
    const part = new GitIgnores(at('a'));
    for (const path of paths) {
      const expected = folder.ignores(path);
      assert.strictEqual(await whole.isIgnored(uri(path)), expected, path);
      assert.strictEqual(await part.isIgnored(uri(path)), expected && path.startsWith('a/'), path);
    }
    assert.strictEqual(paths.filter((path) => folder.ignores(path)).length, 11);
  });

  it('is known in a folder that is no repository yet', async () => {
    folder.write({ 'w/.gitignore': '.env\n', '.gitignore': 'x\n' });
    const ignores = new GitIgnores(at('w'));
    assert.strictEqual(await ignores.isIgnored(uri('w/a/.env')), true);
    assert.strictEqual(await ignores.isIgnored(uri('w/x')), false);
  });

  it('follows the rules of a worktree and of a submodule, and of the repository inside of another', async () => {
    folder.write({ 'main/a': '', 'other/a': '' });
    for (const name of ['main', 'other']) {
      folder.git('-C', name, 'init', '-q');
      folder.git('-C', name, 'add', '.');
      folder.git('-C', name, 'commit', '-qm', 'a');
    }
    folder.git('-C', 'main', 'worktree', 'add', '-q', '../tree');
    folder.git('-C', 'main', 'submodule', '--quiet', 'add', join(folder.path, 'other'), 'sub');
    folder.write({
      'main/.git/info/exclude': 'by-main\n',
      'main/.gitignore': 'by-file\n',
      'main/.git/modules/sub/info/exclude': 'by-sub\n',
    });
    const ignores = new GitIgnores(at('main', 'tree'));
    for (const place of ['main', 'tree', 'main/sub']) {
      for (const name of ['by-main', 'by-file', 'by-sub']) {
        const expected = folder.ignores(name, place);
        assert.strictEqual(await ignores.isIgnored(uri(`${place}/${name}`)), expected, `${place}/${name}`);
      }
    }
    assert.strictEqual(await ignores.isIgnored(uri('tree/by-main')), true);
    assert.strictEqual(await ignores.isIgnored(uri('main/sub/by-main')), false);
  });

  it('follows the letter case that git was set up for', async () => {
    folder.git('init', '-q');
    folder.git('config', 'core.ignorecase', 'true');
    folder.write({ '.gitignore': '.ENV\n' });
    assert.strictEqual(folder.ignores('.env'), true);
    assert.strictEqual(await new GitIgnores(at('.')).isIgnored(uri('.env')), true);
  });

  it('is nothing outside of the folders, in untitled files and where reading fails; what git keeps is never committed', async () => {
    folder.git('init', '-q');
    folder.write({ '.gitignore': '*\n' });
    const host = at('w');
    const ignores = new GitIgnores(host);
    assert.strictEqual(await ignores.isIgnored(uri('.env')), false);
    assert.strictEqual(await ignores.isIgnored(testUri('Untitled-1', 'untitled')), false);
    assert.strictEqual(await ignores.isIgnored(uri('w')), false);
    assert.strictEqual(host.reads + host.watching.size, 0);
    assert.strictEqual(await new GitIgnores(at('.')).isIgnored(uri('.git/config')), true);
    host.fails = true;
    assert.strictEqual(await ignores.isIgnored(uri('w/.env')), false);
    host.fails = false;
    assert.strictEqual(await ignores.isIgnored(uri('w/.env')), true);
  });

  it('is read once, and again after a change, which is told; nothing is watched before', async () => {
    folder.git('init', '-q');
    folder.write({ '.gitignore': '', 'w/.gitignore': '' });
    const host = at('w');
    const ignores = new GitIgnores(host);
    let changes = 0;
    const subscription = ignores.onDidChange(() => changes++);
    assert.strictEqual(host.reads + host.watching.size, 0);
    const cell = uri('w/.env').with({ scheme: 'vscode-notebook-cell' });
    assert.deepStrictEqual(
      await Promise.all([uri('w/.env'), uri('w/a'), cell].map((each) => ignores.isIgnored(each))),
      [false, false, false],
    );
    const { reads } = host;
    await ignores.isIgnored(uri('w/.env'));
    assert.strictEqual(host.reads, reads);
    const outside = ['.git/info/exclude', '.gitignore'].map((path) => join(folder.path, path));
    assert.deepStrictEqual([...host.watching.keys()].sort(), [...outside, 'folders'].sort());
    for (const [path, key] of [
      ['w/.gitignore', 'folders'],
      ['.gitignore', outside[1] ?? ''],
      ['.git/info/exclude', outside[0] ?? ''],
    ] as const) {
      folder.write({ [path]: '.env\n' });
      host.watching.get(key)?.();
      assert.strictEqual(await ignores.isIgnored(uri('w/.env')), true, path);
      assert.strictEqual(await ignores.isIgnored(cell), true, path);
      rmSync(join(folder.path, path));
      host.watching.get(key)?.();
      assert.strictEqual(await ignores.isIgnored(uri('w/.env')), false, path);
    }
    assert.strictEqual(changes, 6);
    subscription.dispose();
    ignores.refresh();
    assert.strictEqual(changes, 6);
    ignores.dispose();
    assert.strictEqual(host.disposed, 3);
  });

  it('is no answer for what git tracks: its index is understood in every version', () => {
    const sha256 = new Folder();
    try {
      for (const [place, format, hashBytes] of [
        [folder, 'sha1', 20],
        [sha256, 'sha256', 32],
      ] as const) {
        place.git('init', '-q', `--object-format=${format}`);
        const names = [
          '.env',
          'a/.env',
          'a/b.ts',
          'a/b/ü ü.ts',
          `m/${'x'.repeat(200)}`,
          ...Array.from({ length: 40 }, (_, index) => `n/${'x'.repeat(index)}y`),
        ];
        place.write(Object.fromEntries(names.map((name) => [name, name])));
        place.git('add', ...names.slice(1));
        // What is only announced has flags of its own, from version 3 on.
        place.write({ later: '' });
        place.git('add', '-N', 'later');
        for (const version of ['2', '3', '4']) {
          place.git('update-index', '--index-version', version);
          const index = readFileSync(join(place.path, '.git/index'));
          const tracked = place.git('ls-files', '-z').split('\0');
          assert.strictEqual(tracked.length, names.length + 1);
          for (const name of [...names, 'later', 'a', 'b.ts', 'zzz']) {
            const shown = `${name} in version ${version} with ${format}`;
            assert.strictEqual(isTracked(index, name, hashBytes), tracked.includes(name), shown);
          }
          assert.strictEqual(isTracked(index, '.env', hashBytes), false);
          assert.strictEqual(isTracked(index.subarray(0, 100), 'zzz', hashBytes), undefined);
        }
      }
      assert.strictEqual(isTracked(new Uint8Array([1, 2, 3]), 'a'), undefined);
    } finally {
      sha256.remove();
    }
  });

  it('makes the commands refuse a file that git tracks', async () => {
    folder.git('init', '-q');
    folder.write({ 'w/.env': '', '.gitignore': '.env\n' });
    folder.git('add', '-f', 'w/.env');
    const world = new World({ '/w/.env': '', '/.git/config': '', '/.gitignore': '.env\n' });
    world.disk.set('/.git/index', new Uint8Array(readFileSync(join(folder.path, '.git/index'))));
    await addToGitignore(world.context, ['file:///w/.env'], world);
    assert.deepStrictEqual(world.events, []);
    assert.match(world.messages.join(), /git tracks \.env.*git rm --cached \.env/);
  });
});
