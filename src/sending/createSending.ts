import type * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import type { Outgoing } from '../api/outgoing';
import type { CommandHandler } from '../ui/commands';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askNaming } from '../ui/question';
import { runWizard } from '../ui/wizard';
import { deliver, type DeliveryUi } from './sendDocument';
import { lastStep, type RequestViews } from './lastStep';
import { showDelivery, showFailure, showUnknown, type DocumentsView } from './sendMessages';
import { RequestPreviews } from './requestPreviews';
import { askForDocument, type ChosenTemplate, type FromTemplateContext } from './sendFromTemplate';
import { liveQuestion } from './sendTexts';

const command = 'opensign.sendFromTemplate';

export interface SendingOptions {
  readonly environments: FromTemplateContext['environments'];
  /** The template that the command is for, asked for where none was given. Undefined when called off. */
  readonly templateOf: (args: readonly unknown[]) => Promise<ChosenTemplate | undefined>;
  readonly documents: DocumentsView & {
    /** Reads the list again: a document came into being, or may have. `id` is undefined when it is not known. */
    sent(environment: EnvironmentName, id: string | undefined): Promise<void>;
  };
  readonly log: Pick<Log, 'error'>;
}

export interface Sending extends vscode.Disposable {
  readonly handlers: { readonly [command]: CommandHandler };
  /**
   * Asks the last question about a document and sends it. `title` heads the question. Rejects with kind
   * `otherEnvironment` when its environment was left meanwhile.
   */
  readonly send: (title: string, outgoing: Outgoing) => Promise<void>;
}

/** The feature **Send Document**. Makes no request until a command runs. */
export function createSending(options: SendingOptions): Sending {
  const { environments, documents, log } = options;
  const previews = new RequestPreviews();
  const views: RequestViews = { preview: (outgoing) => previews.show(outgoing) };
  /** Messages stay until the user is done with them; a command must not last that long. */
  const detach = (message: Promise<void>) =>
    void message.catch((error: unknown) => log.error(command, error));
  const logged = (error: OpenSignError, message: Promise<void>) => {
    log.error(command, error);
    detach(message);
  };
  const ui: DeliveryUi = {
    whileReading: (work) => withCancel(l10n.t('Reading the sender and the credits…'), work),
    confirm: (outgoing, facts) => askNaming(liveQuestion(outgoing, facts)),
    whileSending: ({ title, client }, work) =>
      withCancel(l10n.t('Sending “{0}” in {1}…', title, environmentName(client.environment)), work),
    showDelivery: (delivery) => detach(showDelivery(delivery, documents)),
    showUnknown: (outgoing, error) => logged(error, showUnknown(outgoing, error, documents)),
    showFailure: (outgoing, error) => logged(error, showFailure(outgoing, error)),
  };
  const sent = async (environment: EnvironmentName, id: string | undefined) => {
    try {
      await documents.sent(environment, id);
    } catch (error) {
      // What was sent is sent; the list can be refreshed by hand.
      log.error(command, error);
    }
  };
  const finish = (outgoing: Outgoing) => deliver(outgoing, { environments, ui, sent });
  return {
    handlers: {
      [command]: async (...args) => {
        const chosen = await options.templateOf(args);
        const outgoing = chosen && (await askForDocument({ environments, views }, chosen));
        if (outgoing !== undefined) {
          await finish(outgoing);
        }
      },
    },
    send: async (title, outgoing) => {
      if (await runWizard(() => [lastStep(title, () => outgoing, views)])) {
        await finish(outgoing);
      }
    },
    dispose: () => previews.dispose(),
  };
}
