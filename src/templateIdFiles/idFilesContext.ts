import type * as vscode from 'vscode';
import type { Environments } from '../environment/environments';
import type { Log } from '../ui/log';

/** What the commands about template ID files need. */
export interface TemplateIdsContext {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  /** Of the workspace: remembers which files were written. */
  readonly state: Pick<vscode.Memento, 'get' | 'update'>;
  readonly log: Pick<Log, 'error'>;
}

/** Takes care of a message that nobody waits for: it stays until the user is done with it. */
export function detach({ log }: Pick<TemplateIdsContext, 'log'>, message: Promise<void>): void {
  void message.catch((error: unknown) => log.error('opensign.templateIds', error));
}
