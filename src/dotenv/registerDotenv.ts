import * as vscode from 'vscode';
import { registerCommands } from '../ui/commands';
import { Lazy } from '../ui/lazy';
import type { Log } from '../ui/log';
import type { Git } from './git';
import type { DotenvContext } from './gitignore';

interface Dependencies {
  readonly environments: DotenvContext['environments'];
  readonly log: Log;
}

export interface Dotenv extends vscode.Disposable {
  /** Loaded on first use. */
  readonly git: () => Promise<Git>;
}

/** Tokens in `.env`: written there, or moved there from code. */
export function registerDotenv({ environments, log }: Dependencies): Dotenv {
  const git = new Lazy(async () => new (await import('./git')).Git());
  const getContext = async (): Promise<DotenvContext> => ({ environments, git: await git.get(), log });
  const commands = registerCommands(
    {
      'opensign.writeTokenToEnv': async (...args) =>
        (await import('./writeToken')).writeTokenToEnv(await getContext(), args),
      'opensign.moveTokenToEnv': async (...args) =>
        (await import('./moveToken')).moveTokenToEnv(await getContext(), args),
      'opensign.addToGitignore': async (...args) =>
        (await import('./gitignore')).addToGitignore(await getContext(), args),
    },
    log,
  );
  const owned = vscode.Disposable.from(git, commands);
  return { dispose: () => void owned.dispose(), git: () => git.get() };
}
