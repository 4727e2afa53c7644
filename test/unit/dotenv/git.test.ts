import * as assert from 'node:assert';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { realPath } from '../../../src/dotenv/dotenvHost';
import { Git, type GitExports, type GitState } from '../../../src/dotenv/git';
import { Folder, git as hasGit } from './repository';
import { testUri } from './testUri';

/** An event of VS Code, and how to fire it. */
function event() {
  const listeners = new Set<(value: never) => void>();
  const on = (listener: (value: never) => void) => {
    listeners.add(listener);
    return { dispose: () => void listeners.delete(listener) };
  };
  return { on, fire: () => [...listeners].forEach((listener) => listener(undefined as never)), listeners };
}

/** VS Code's Git extension, with the real git behind it. */
class Extension {
  enabled = true;
  installed = true;
  fails = false;
  roots: string[] = [];
  asked = 0;
  readonly extensions = event();
  readonly enablement = event();
  readonly opened = event();
  readonly closed = event();
  readonly status = event();

  constructor(private readonly folder: Folder) {}

  readonly git = new Git({
    realPath,
    exists: (uri) => Promise.resolve(existsSync(uri.path)),
    onDidChange: this.extensions.on,
    exports: () => Promise.resolve(this.installed ? (this.exports() as GitExports) : undefined),
  });

  private exports() {
    return {
      enabled: this.enabled,
      onDidChangeEnablement: this.enablement.on,
      getAPI: () => {
        if (!this.enabled) {
          throw new Error('Git model not found');
        }
        return {
          repositories: this.roots.map((root) => ({
            rootUri: testUri(root),
            state: { onDidChange: this.status.on },
            checkIgnore: (paths: string[]) => {
              this.asked++;
              return this.fails
                ? Promise.reject(new Error('git failed'))
                : Promise.resolve(this.folder.checkIgnore(root, paths));
            },
          })),
          onDidOpenRepository: this.opened.on,
          onDidCloseRepository: this.closed.on,
        };
      },
    };
  }
}

describe('whether git ignores a file', function () {
  let folder: Folder;
  let extension: Extension;
  before(function () {
    if (hasGit === undefined) {
      this.skip();
    }
  });
  beforeEach(() => {
    folder = new Folder();
    folder.git('init', '-q');
    extension = new Extension(folder);
    extension.roots = [folder.path];
  });
  afterEach(() => {
    extension.git.dispose();
    folder.remove();
  });

  const check = (path: string): Promise<GitState> => extension.git.check(testUri(join(folder.path, path)));

  it('follows its rules, for existing and new files', async () => {
    folder.write({ '.gitignore': '*.env\n!keep.env\n', 'a.env': '', 'sub/x': '' });
    assert.deepStrictEqual(
      [await check('a.env'), await check('keep.env'), await check('sub/new.env'), await check('b.ts')],
      ['ignored', 'notIgnored', 'ignored', 'notIgnored'],
    );
  });

  it('is false for a tracked file, whatever the rules are', async () => {
    folder.write({ '.env': '' });
    folder.git('add', '.env');
    folder.write({ '.gitignore': '.env\n' });
    assert.strictEqual(await check('.env'), 'notIgnored');
  });

  it('depends on the target of a link', async () => {
    folder.write({ '.gitignore': '.env\nsecret\n', tracked: '', secret: '', 'real/x': '' });
    folder.git('add', 'tracked');
    symlinkSync('tracked', join(folder.path, '.env'));
    symlinkSync('secret', join(folder.path, 'plain'));
    symlinkSync('missing', join(folder.path, 'dangling'));
    symlinkSync('real', join(folder.path, 'linked'));
    folder.write({ 'real/.gitignore': 'a\n' });
    assert.deepStrictEqual(
      [await check('.env'), await check('plain'), await check('dangling'), await check('linked/a')],
      ['notIgnored', 'ignored', 'unknown', 'ignored'],
    );
  });

  it('doesn’t follow a link to .gitignore', async () => {
    folder.write({ rules: '.env\n', '.env': '' });
    symlinkSync('rules', join(folder.path, '.gitignore'));
    assert.notStrictEqual(await check('.env'), 'ignored');
  });

  it('is known when the repository was opened through a link', async () => {
    folder.write({ 'repo/.gitignore': '.env\n' });
    folder.git('init', '-q', 'repo');
    symlinkSync('repo', join(folder.path, 'link'));
    extension.roots = [join(folder.path, 'link')];
    assert.deepStrictEqual(
      [await check('link/.env'), await check('link/a'), await check('repo/.env')],
      ['ignored', 'notIgnored', 'ignored'],
    );
  });

  it('is asked of the innermost repository, and unknown when that isn’t open', async () => {
    folder.write({ '.gitignore': '.env\n', 'sub/deep/x': '' });
    folder.git('init', '-q', 'sub');
    assert.strictEqual(await check('sub/deep/.env'), 'unknown');
    extension.roots.push(join(folder.path, 'sub'));
    assert.strictEqual(await check('sub/deep/.env'), 'notIgnored');
  });

  it('is unknown without the extension, while it is off, without a repository, outside of it, and when it fails', async () => {
    folder.write({ '.gitignore': '.env\n' });
    const outside = () => extension.git.check(testUri('/'));
    assert.strictEqual(await outside(), 'unknown');
    assert.strictEqual(await extension.git.check(testUri('/w/.env', 'memfs')), 'unknown');
    extension.fails = true;
    assert.strictEqual(await check('.env'), 'unknown');
    extension.fails = false;
    extension.roots = [];
    assert.strictEqual(await check('.env'), 'unknown');
    extension.roots = [folder.path];
    extension.enabled = false;
    assert.strictEqual(await check('.env'), 'unknown');
    extension.enabled = true;
    extension.installed = false;
    assert.strictEqual(await check('.env'), 'unknown');
    extension.installed = true;
    assert.strictEqual(await check('.env'), 'ignored');
  });

  describe('changes', () => {
    let fired: Promise<void>;
    beforeEach(() => {
      fired = new Promise((resolve) => extension.git.onDidChange(resolve));
    });

    it('are reported when the rules change', async () => {
      assert.strictEqual(await check('.env'), 'notIgnored');
      folder.write({ '.gitignore': '.env\n' });
      extension.status.fire();
      await fired;
      assert.strictEqual(await check('.env'), 'ignored');
    });

    it('are reported when a repository is opened, the extension is enabled, or the workspace is trusted', async () => {
      extension.roots = [];
      assert.strictEqual(await check('.env'), 'unknown');
      extension.roots = [folder.path];
      extension.opened.fire();
      await fired;
      assert.strictEqual(extension.opened.listeners.size, 1);
      extension.installed = false;
      const gone = new Promise<void>((resolve) => extension.git.onDidChange(resolve));
      extension.extensions.fire();
      await gone;
      assert.strictEqual(await check('.env'), 'unknown');
    });

    it('aren’t reported while the answers stay the same, or after dispose', async () => {
      let changes = 0;
      extension.git.onDidChange(() => changes++);
      await check('.env');
      const { asked } = extension;
      folder.write({ '.gitignore': 'other\n' });
      extension.status.fire();
      await check('.env');
      await check('.env');
      assert.ok(extension.asked > asked);
      assert.strictEqual(changes, 0);
      extension.git.dispose();
      for (const { listeners } of [
        extension.status,
        extension.opened,
        extension.closed,
        extension.enablement,
      ]) {
        assert.strictEqual(listeners.size, 0);
      }
    });
  });
});
