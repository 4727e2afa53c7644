import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installed } from './installed';

export const git = installed('git');

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
    return this.run(args, '');
  }

  private run(args: readonly string[], input: string): string {
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
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** The files that git ignores, asked as VS Code's Git extension asks it. Throws when git fails. */
  checkIgnore(root: string, paths: readonly string[]): Set<string> {
    const inside = paths.filter((path) => path.startsWith(`${root}/`));
    try {
      const out = this.run(['-C', root, 'check-ignore', '-v', '-z', '--stdin'], inside.join('\0')).split(
        '\0',
      );
      const ignored = out.flatMap((path, index) =>
        index % 4 === 3 && out[index - 1]?.startsWith('!') === false ? [path] : [],
      );
      return new Set(ignored);
    } catch (error) {
      if ((error as { status?: unknown }).status !== 1) {
        throw error;
      }
      return new Set();
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
