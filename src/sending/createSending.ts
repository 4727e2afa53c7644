import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignError } from '../api/errors';
import type { Outgoing } from '../api/outgoing';
import type { ObjectChanges } from '../objects/objectChanges';
import { l10n } from '../ui/l10n';
import type { Log } from '../ui/log';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askNaming } from '../ui/question';
import { walk } from '../ui/steps';
import { deliver, type DeliveryUi } from './sendDocument';
import { lastStep, type RequestViews } from './lastStep';
import { showDelivery, showFailure, showUnknown, type DocumentsView } from './sendMessages';
import { RequestPreviews } from './requestPreviews';
import { askForDocument, type ChosenTemplate, type FromTemplateContext } from './sendFromTemplate';
import { liveQuestion } from './sendTexts';

const command = 'opensign.sendFromTemplate';

export interface SendingOptions {
  readonly environments: FromTemplateContext['environments'];
  readonly changes: Pick<ObjectChanges, 'fire' | 'reveal'>;
  readonly log: Pick<Log, 'detach' | 'error'>;
}

export interface SendingParts extends vscode.Disposable {
  readonly sendFromTemplate: (chosen: ChosenTemplate) => Promise<void>;
  /**
   * Asks the last question about a document and sends it. `title` heads the question. Rejects with kind
   * `otherEnvironment` when its environment was left meanwhile.
   */
  readonly send: (title: string, outgoing: Outgoing) => Promise<void>;
}

/** The feature **Send Document**. Makes no request until a command runs. */
export function createSending(options: SendingOptions): SendingParts {
  const { environments, changes, log } = options;
  const previews = new RequestPreviews();
  const views: RequestViews = { preview: (outgoing) => previews.show(outgoing) };
  /** Messages stay until the user is done with them; a command must not last that long. */
  const detach = (message: Promise<void>) => log.detach(command, message);
  const documents: DocumentsView = {
    show: async () => {
      await vscode.commands.executeCommand('opensign.documents.focus');
    },
  };
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
      if (id === undefined) {
        changes.fire({ environment, kind: 'document' });
      } else {
        await changes.reveal({ environment, kind: 'document', id });
      }
    } catch (error) {
      // What was sent is sent; the list can be refreshed by hand.
      log.error(command, error);
    }
  };
  const finish = (outgoing: Outgoing) => deliver(outgoing, { environments, ui, sent });
  return {
    sendFromTemplate: async (chosen) => {
      const outgoing = await askForDocument({ environments, views }, chosen);
      if (outgoing !== undefined) {
        await finish(outgoing);
      }
    },
    send: async (title, outgoing) => {
      if (await walk(() => [lastStep(title, () => outgoing, views)])) {
        await finish(outgoing);
      }
    },
    dispose: () => previews.dispose(),
  };
}
