import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { isCanceled, mayHaveHappened, OpenSignError } from '../api/errors';
import { userSetting } from '../environment/environmentSettings';
import type { Environments } from '../environment/environments';
import type { ObjectChanges } from '../objects/objectChanges';
import { errorText, showError } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withSignal } from '../ui/progress';
import { askNaming } from '../ui/question';
import { draftQuestion, liveWritesSetting, toConfirmation } from './draftPlan';
import { DraftTool } from './draftTool';
import { listDocuments, listTemplates, readDocumentState, readTemplate, type ReadTool } from './readTools';
import { failureText } from './toolAnswer';
import { parseInput, ToolError } from './toolInput';

export interface ToolOptions {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly changes: Pick<ObjectChanges, 'fire'>;
  readonly log: Pick<Log, 'error'>;
}

type Tool = Required<vscode.LanguageModelTool<object>>;

/** Creates the tools. Each call works in the environment that is active when it begins. */
export function createLanguageModelTools(options: ToolOptions) {
  const { environments, log } = options;

  /** Runs `work`. The model only sees the message of an error. */
  async function run<T>(
    token: vscode.CancellationToken,
    work: (signal: AbortSignal, environment: EnvironmentName) => Promise<T>,
  ): Promise<T> {
    const environment = environments.active;
    try {
      return await withSignal(token, (signal) => work(signal, environment));
    } catch (error) {
      if (isCanceled(error)) {
        throw new vscode.CancellationError();
      }
      if (!(error instanceof ToolError)) {
        log.error('language model tool', error);
      }
      if (token.isCancellationRequested && mayHaveHappened(error)) {
        // Nobody reads the answer of a canceled tool.
        void showError(error);
        throw new vscode.CancellationError();
      }
      // The environment that the call was for may no longer be active.
      const intended = error instanceof OpenSignError ? error.details.environment : undefined;
      const message = error instanceof ToolError ? error.message : errorText(error).message;
      throw new Error(failureText(intended ?? environment, message), { cause: error });
    }
  }

  const readTool = (read: ReadTool, message: (name: string) => string): Tool => ({
    prepareInvocation: () => ({ invocationMessage: message(environmentName(environments.active)) }),
    invoke: ({ input }, token) =>
      run(token, async (signal, environment) => {
        const client = await environments.client(environment);
        return toResult(await read(client, parseInput(input), signal));
      }),
  });

  const drafts = new DraftTool({
    ...options,
    liveWrites: () => userSetting(liveWritesSetting) === true,
    confirm: (plan) => askNaming(draftQuestion(plan)),
  });
  const draftTool: Tool = {
    prepareInvocation: ({ input }, token) =>
      run(token, async (signal) => {
        const plan = await drafts.describe(parseInput(input), signal);
        const { title, message } = toConfirmation(plan);
        return {
          invocationMessage: l10n.t('Creating a draft document in {0}', environmentName(plan.environment)),
          confirmationMessages: { title, message: new vscode.MarkdownString(message) },
        };
      }),
    invoke: ({ input }, token) =>
      run(token, async (signal) => toResult(await drafts.create(parseInput(input), signal))),
  };

  return {
    opensign_listTemplates: readTool(listTemplates, (name) => l10n.t('Listing templates in {0}', name)),
    opensign_readTemplate: readTool(readTemplate, (name) => l10n.t('Reading a template in {0}', name)),
    opensign_listDocuments: readTool(listDocuments, (name) => l10n.t('Listing documents in {0}', name)),
    opensign_documentState: readTool(readDocumentState, (name) =>
      l10n.t('Reading the state of a document in {0}', name),
    ),
    opensign_draftDocument: draftTool,
  };
}

function toResult(answer: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
}
