import * as assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ignoreRules, patternFor, type IgnoreFile } from '../../../../src/editor/env/ignoreRules';
import { pick, seeded } from './random';
import { git } from './repository';

const folders = ['', 'a', 'a/b', 'a b', 'c[1]', 'a/b/d'];
const fileNames = ['.env', '.env.local', 'prod.env', 'x y', '#x', '!x', 'ab', 'e '];
const patterns = [
  '.env', '.env*', '!.env', '!.env.local', '/.env', '*.env', 'a/', '/a/', '!a/', 'b', '!b/', 'a/b', '/a/b/', '**/b', 'a/**',
  'a/**/.env', '**/.env', '*', '!*', '/*', '!/a', '!/a/', 'a/*', '!a/b', '.e?v', '.[e]nv', '[!.]*', '# .env', '', '/', '\\#x', '\\!x',
  'd/', '!d/', 'e ', 'e\\ ', '.env ', '.env\\ ', 'x y', 'x*', '**', 'd/.env', '!d/.env', 'a b/', 'c[1]/', 'c\\[1\\]', '*.local', '.env/', '!.env/', '\t.env', '.ENV',
]; // prettier-ignore

/** Real repositories, and what git itself says of their files. */
describe('ignore rules', function () {
  this.timeout(120_000);
  let root = '';
  before(function () {
    if (git === undefined) {
      this.skip();
    }
    root = mkdtempSync(join(tmpdir(), 'opensign-ignore-'));
    execFileSync(git, ['init', '-q', root]);
    for (const folder of folders) {
      mkdirSync(join(root, folder), { recursive: true });
      fileNames.forEach((name) => writeFileSync(join(root, folder, name), ''));
    }
  });
  after(() => {
    if (root !== '') {
      rmSync(root, { recursive: true, force: true });
    }
  });

  const paths = folders.flatMap((folder) =>
    fileNames.map((name) => (folder === '' ? name : `${folder}/${name}`)),
  );

  function ignoredByGit(): ReadonlySet<string> {
    assert.ok(git !== undefined);
    try {
      const out = execFileSync(git, ['check-ignore', '-z', '--stdin'], {
        cwd: root,
        input: `${paths.join('\0')}\0`,
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      return new Set(out.split('\0').filter((path) => path !== ''));
    } catch (error) {
      // Status 1: none of them is ignored.
      assert.strictEqual((error as { status?: unknown }).status, 1);
      return new Set();
    }
  }

  function compare(files: ReadonlyMap<string, string>): number {
    const sources: IgnoreFile[] = [];
    for (const name of ['.git/info/exclude', ...folders.map((folder) => join(folder, '.gitignore'))]) {
      const text = files.get(name);
      rmSync(join(root, name), { force: true });
      if (text !== undefined) {
        writeFileSync(join(root, name), text);
        const folder = name.startsWith('.git/') ? '' : dirname(name).replace(/^\.$/, '');
        sources.push({ folder: folder === '' ? [] : folder.split('/'), text });
      }
    }
    const isIgnored = ignoreRules(sources, false);
    const expected = ignoredByGit();
    for (const path of paths) {
      assert.strictEqual(
        isIgnored(path.split('/')),
        expected.has(path),
        JSON.stringify({ path, files: [...files] }),
      );
    }
    return expected.size;
  }

  it('say what git says', () => {
    const random = seeded(3);
    let ignored = 0;
    for (let round = 0; round < 60; round++) {
      const text = () => {
        const eol = pick(random, ['\n', '\n', '\r\n']);
        return (
          Array.from({ length: 1 + random(4) }, () => pick(random, patterns)).join(eol) +
          pick(random, ['', eol])
        );
      };
      const files = new Map<string, string>([['.gitignore', text()]]);
      for (const name of [
        '.git/info/exclude',
        'a/.gitignore',
        'a/b/.gitignore',
        'a b/.gitignore',
        'c[1]/.gitignore',
      ]) {
        if (random(2) === 0) {
          files.set(name, text());
        }
      }
      ignored += compare(files);
    }
    assert.ok(ignored > 200, String(ignored));
  });

  it('name folders at any depth, in a nested file too', () => {
    assert.strictEqual(compare(new Map([['a/.gitignore', 'd/\n']])), fileNames.length);
    assert.strictEqual(compare(new Map([['a/.gitignore', '/d/\n']])), 0);
  });

  it('begin after a byte order mark', () => {
    assert.strictEqual(compare(new Map([['.gitignore', '\uFEFF.env\n']])), folders.length);
  });

  it('are written for every name as git understands it', () => {
    for (const name of fileNames) {
      const lines = `${patternFor(name)}\n`;
      assert.strictEqual(compare(new Map([['.gitignore', lines]])), folders.length, name);
    }
    assert.strictEqual(patternFor('a*[b]? '), 'a\\*\\[b\\]\\?\\ ');
  });

  it('can take large and small letters for the same, as git does where the disk does', () => {
    assert.strictEqual(ignoreRules([{ folder: [], text: '.ENV' }], true)(['.env']), true);
    assert.strictEqual(ignoreRules([{ folder: [], text: '.ENV' }], false)(['.env']), false);
  });
});
