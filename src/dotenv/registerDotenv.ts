import * as vscode from 'vscode';
import type { Environments } from '../environment/environments';
import { registerCommands } from '../ui/commands';
import { Lazy } from '../ui/disposables';
import type { Log } from '../ui/log';
import type { Git } from './git';

interface Dependencies {
  readonly environments: Environments;
  readonly log: Log;
}

export interface Dotenv extends vscode.Disposable {
  /** What VS Code's Git extension knows about files, loaded on first use. */
  readonly git: () => Promise<Git>;
}

/** The token in `.env`: written there, or moved there from code. */
export function registerDotenv({ environments, log }: Dependencies): Dotenv {
  const git = new Lazy(async () => new (await import('./git')).Git());
  const context = async () => ({
    environments,
    git: await git.get(),
    tokenOf: (name: Parameters<Environments['token']>[0]) => environments.token(name),
    detach: (message: Promise<void>) => log.detach('opensign.dotenv', message),
  });
  const owned = vscode.Disposable.from(
    git,
    registerCommands(
      {
        'opensign.writeTokenToEnv': async (...args) =>
          (await import('./writeToken')).writeTokenToEnv(await context(), args),
        'opensign.moveTokenToEnv': async (...args) =>
          (await import('./moveToken')).moveTokenToEnv(await context(), args),
        'opensign.addToGitignore': async (...args) =>
          (await import('./addToGitignore')).addToGitignore(await context(), args),
      },
      log,
    ),
  );
  return { dispose: () => void owned.dispose(), git: () => git.get() };
}
