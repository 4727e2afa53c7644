import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { withAnySignal } from '../api/fetch';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, OpenSignError } from '../api/errors';
import type { Environments } from '../environment/environments';
import { readAllTemplates } from '../api/readPages';
import { errorText, showErrorText, type ErrorText } from '../ui/errorMessage';
import { notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { environmentOrder, toFact, type World } from './matchTemplates';

/** What the commands for template ID files need. */
export interface TemplateIdsContext {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  /** Of the workspace: remembers which files were written. */
  readonly state: Pick<vscode.Memento, 'get' | 'update'>;
  readonly log: Pick<Log, 'error' | 'detach'>;
}

export const logContext = 'opensign.templateIds';

export interface Reading {
  readonly world: World;
  /** Why one environment was skipped: no request can be made to it. Undefined when both were read. */
  readonly skipped: ErrorText | undefined;
}

/**
 * Reads all templates of both environments. When one fails, the other is aborted, the user sees which one it was, and
 * it resolves with undefined, because a partial result would mislead. Rejects when no request can be made to either
 * environment, and when canceled.
 */
export async function readTemplates(context: TemplateIdsContext): Promise<Reading | undefined> {
  const { clients, skipped } = await getClients(context);
  const failures: { readonly environment: EnvironmentName; readonly error: unknown }[] = [];
  const failed = new AbortController();
  const read = async (client: OpenSignClient, signal: AbortSignal) => {
    try {
      const templates = await readAllTemplates(client, signal);
      return [client.environment, templates.map(toFact)] as const;
    } catch (error) {
      if (!isCanceled(error)) {
        failures.push({ environment: client.environment, error });
      }
      failed.abort();
      throw error;
    }
  };
  const names = clients.map(({ environment }) => environmentName(environment));
  const [name = '', other] = names;
  const title =
    other === undefined
      ? l10n.t('Reading templates in {0}…', name)
      : l10n.t('Reading templates in {0} and {1}…', name, other);
  try {
    const lists = await withCancel(title, (signal) =>
      withAnySignal([signal, failed.signal], (either) =>
        Promise.all(clients.map((client) => read(client, either))),
      ),
    );
    const facts = new Map(lists);
    return { world: { live: facts.get('live'), sandbox: facts.get('sandbox') }, skipped };
  } catch (error) {
    const [failure] = failures;
    if (failure === undefined) {
      throw error;
    }
    context.log.error(logContext, failure.error);
    const { message, ...rest } = errorText(failure.error);
    const where = environmentName(failure.environment);
    const text = l10n.t(
      'Stopped because the templates in {0} couldn’t be read. {1}',
      where,
      passage(message),
    );
    context.log.detach(logContext, showErrorText({ ...rest, message: text }));
    return undefined;
  }
}

/** Rejects, with the reason for the active environment, when neither can be used. */
async function getClients({ environments }: TemplateIdsContext): Promise<{
  readonly clients: readonly OpenSignClient[];
  readonly skipped: ErrorText | undefined;
}> {
  const clients: OpenSignClient[] = [];
  let skipped: ErrorText | undefined;
  for (const environment of environmentOrder) {
    try {
      clients.push(await environments.client(environment));
    } catch (error) {
      if (!(error instanceof OpenSignError)) {
        throw error;
      }
      const text = errorText(error);
      const where = environmentName(environment);
      skipped = { ...text, message: l10n.t('{0} was skipped. {1}', where, passage(text.message)) };
    }
  }
  if (clients.length === 0) {
    await environments.client(environments.active);
  }
  return { clients, skipped };
}

/**
 * Shows a message, and if an environment was skipped, the reason and the button that helps. Resolves with whether
 * `button` was pressed.
 */
export async function showResult(message: string, { skipped }: Reading, button?: string): Promise<boolean> {
  const text = skipped === undefined ? message : `${message} ${skipped.message}`;
  const action = skipped?.action;
  const buttons = [button, action?.title].filter((title) => title !== undefined);
  const choice = await notify('information', text, ...buttons);
  if (action !== undefined && choice === action.title) {
    await vscode.commands.executeCommand(action.command, ...action.args);
  }
  return choice !== undefined && choice === button;
}
