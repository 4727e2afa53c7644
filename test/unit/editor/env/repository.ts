import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileReader } from '../../../../src/editor/env/files';
import { installed } from './installed';

export const git = installed('git');

/** Files of the real disk. */
export const diskFiles: FileReader = {
  read: ({ path }) => {
    try {
      return Promise.resolve(new Uint8Array(readFileSync(path)));
    } catch {
      return Promise.resolve(undefined);
    }
  },
  kind: ({ path }) => {
    try {
      return Promise.resolve(statSync(path).isDirectory() ? 'folder' : 'file');
    } catch {
      return Promise.resolve(undefined);
    }
  },
};

/** A temporary folder in which the real git runs. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'opensign-git-')));

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** Runs git without the settings of the machine. */
  git(...args: readonly string[]): string {
    if (git === undefined) {
      throw new Error('there is no git');
    }
    const identity = [
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@example.com',
      '-c',
      'protocol.file.allow=always',
    ];
    return execFileSync(git, [...identity, ...args], {
      cwd: this.path,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** What `git check-ignore` says of a file. */
  ignores(path: string, folder = '.'): boolean {
    try {
      this.git('-C', folder, 'check-ignore', '-q', path);
      return true;
    } catch (error) {
      if ((error as { status?: unknown }).status !== 1) {
        throw error;
      }
      return false;
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
