import type { OpenSignClient } from '../api/client';
import { withAnySignal } from '../api/deadline';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, OpenSignError } from '../api/errors';
import { readAllTemplates } from '../objects/readPages';
import { errorText, showErrorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { environmentInText } from '../ui/names';
import { withCancel } from '../ui/progress';
import { detach, type TemplateIdsContext } from './idFilesContext';
import { environmentOrder, factOf, type TemplateFact, type World } from './entry';

/** An environment that was left out, for there can be no request to it. */
export interface Skipped {
  readonly environment: EnvironmentName;
  /** Of kind `noToken`, `otherOrigin` or `badBaseUrl`. */
  readonly error: OpenSignError;
}

export interface Reading {
  readonly world: World;
  readonly skipped: readonly Skipped[];
}

/** The reading of one environment failed. */
class ReadFailure extends Error {
  constructor(
    readonly environment: EnvironmentName,
    override readonly cause: unknown,
  ) {
    super(environment);
  }
}

/**
 * Reads every template of both environments at once. When one of them fails, the other is given up, the user is told
 * which one it was with `told`, and it resolves with undefined: half of the truth is none. Rejects as a read does when
 * no request can be made to either, and when it is canceled.
 */
export async function readBoth(
  context: TemplateIdsContext,
  told: (where: string, reason: string) => string,
): Promise<Reading | undefined> {
  const { clients, skipped } = await usableClients(context);
  try {
    const lists = await readAll(clients);
    return { world: { live: lists.get('live'), sandbox: lists.get('sandbox') }, skipped };
  } catch (error) {
    if (!(error instanceof ReadFailure)) {
      throw error;
    }
    context.log.error('opensign.templateIds', error.cause);
    const { message, ...rest } = errorText(error.cause);
    const text = told(environmentInText(error.environment), message);
    detach(context, showErrorText({ ...rest, message: text }));
    return undefined;
  }
}

/** Rejects, with the reason of the active environment, when there is none. */
async function usableClients({ environments }: TemplateIdsContext): Promise<{
  readonly clients: readonly OpenSignClient[];
  readonly skipped: readonly Skipped[];
}> {
  const clients: OpenSignClient[] = [];
  const skipped: Skipped[] = [];
  for (const environment of environmentOrder) {
    try {
      clients.push(await environments.client(environment));
    } catch (error) {
      if (!(error instanceof OpenSignError)) {
        throw error;
      }
      skipped.push({ environment, error });
    }
  }
  if (clients.length === 0) {
    // Rejects as before.
    await environments.client(environments.active);
  }
  return { clients, skipped };
}

async function readAll(
  clients: readonly OpenSignClient[],
): Promise<ReadonlyMap<EnvironmentName, readonly TemplateFact[]>> {
  const [first] = clients;
  const title =
    clients.length === 1 && first !== undefined
      ? l10n.t('Reading the templates of {0}…', environmentInText(first.environment))
      : l10n.t('Reading the templates of live and sandbox…');
  return withCancel(title, async (signal) => {
    const failed = new AbortController();
    const read = async (client: OpenSignClient, either: AbortSignal) => {
      try {
        const templates = await readAllTemplates(client, either);
        return [client.environment, templates.map(factOf)] as const;
      } catch (error) {
        failed.abort();
        throw isCanceled(error) ? error : new ReadFailure(client.environment, error);
      }
    };
    return withAnySignal(
      [signal, failed.signal],
      async (either) => new Map(await Promise.all(clients.map((client) => read(client, either)))),
    );
  });
}
