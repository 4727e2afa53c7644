import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, mayHaveHappened, OpenSignError } from '../api/errors';
import { userSetting } from '../environment/environmentSettings';
import { errorText, showError } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { abortSignal } from '../ui/progress';
import { askNaming } from '../ui/question';
import { failureText } from './answer';
import type { AgentsContext } from './toolsContext';
import { draftConfirmation, draftQuestion, liveWritesSetting } from './draftTexts';
import { Drafts } from './drafts';
import { BadInput, inputOf } from './input';
import { listDocuments, listTemplates, readDocumentState, readTemplate, type Read } from './reads';
import { Refusal } from './refusal';
import type { AgentTools } from './registerTools';

/** The tools for language models, bound to the environment that is active when one of them is called. */
export function createAgentTools(context: AgentsContext): AgentTools {
  return {
    opensign_listTemplates: readTool(context, listTemplates, (where) =>
      l10n.t('Listing templates in {0}', where),
    ),
    opensign_readTemplate: readTool(context, readTemplate, (where) =>
      l10n.t('Reading a template in {0}', where),
    ),
    opensign_listDocuments: readTool(context, listDocuments, (where) =>
      l10n.t('Listing documents in {0}', where),
    ),
    opensign_documentState: readTool(context, readDocumentState, (where) =>
      l10n.t('Reading the state of a document in {0}', where),
    ),
    opensign_draftDocument: draftTool(context),
  };
}

function readTool(
  { environments, log }: AgentsContext,
  read: Read,
  message: (where: string) => string,
): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: () => ({ invocationMessage: message(environmentName(environments.active)) }),
    invoke: async ({ input }, token) => {
      const environment = environments.active;
      return inWords(environment, log, token, async (signal) => {
        const client = await environments.client(environment);
        return result(await read(client, inputOf(input), signal));
      });
    },
  };
}

function draftTool(context: AgentsContext): vscode.LanguageModelTool<object> {
  const { environments, log } = context;
  const drafts = new Drafts({
    ...context,
    liveWrites: () => userSetting(liveWritesSetting) === true,
    confirm: (plan) => askNaming(draftQuestion(plan)),
  });
  return {
    prepareInvocation: async ({ input }, token) =>
      inWords(environments.active, log, token, async (signal) => {
        const plan = await drafts.describe(inputOf(input), signal);
        const { title, message } = draftConfirmation(plan);
        const where = environmentName(plan.environment);
        return {
          invocationMessage: l10n.t('Creating a draft document in {0}', where),
          confirmationMessages: { title, message: new vscode.MarkdownString(message) },
        };
      }),
    invoke: async ({ input }, token) =>
      inWords(environments.active, log, token, async (signal) =>
        result(await drafts.carryOut(inputOf(input), signal)),
      ),
  };
}

/** Runs `work`. What goes wrong becomes a sentence, which is all that the model sees of it. */
async function inWords<T>(
  environment: EnvironmentName,
  log: AgentsContext['log'],
  token: vscode.CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = abortSignal(token);
  try {
    return await work(abort.signal);
  } catch (error) {
    if (isCanceled(error)) {
      throw new vscode.CancellationError();
    }
    if (token.isCancellationRequested && mayHaveHappened(error)) {
      // Nobody reads what a canceled tool answers.
      log.error('language model tool', error);
      void showError(error);
      throw new vscode.CancellationError();
    }
    // Where it was meant for, which is no longer the active one when that is what went wrong.
    const named = error instanceof OpenSignError ? error.details.environment : undefined;
    const isForModel = error instanceof BadInput || error instanceof Refusal;
    if (!isForModel) {
      log.error('language model tool', error);
    }
    const message = isForModel ? error.message : errorText(error).message;
    throw new Error(failureText(named ?? environment, message), { cause: error });
  } finally {
    abort.dispose();
  }
}

function result(answer: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
}
