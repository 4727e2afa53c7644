import type { Outgoing } from '../api/outgoing';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectRef } from '../objects/objectChanges';
import { showErrorText } from '../ui/errorMessage';
import type { Log } from '../ui/log';
import { askNaming } from '../ui/question';
import { runWizard } from '../ui/wizard';
import { RequestPreviews } from './requestPreviews';
import { sendDocument, type SendUi } from './sendDocument';
import { askForDocument } from './sendFromTemplate';
import { failureText, liveQuestion, showSent, showUnknown } from './sendMessages';
import { lastStep } from './sendQuestions';

const command = 'opensign.sendFromTemplate';

export interface SendingOptions {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly changes: Pick<ObjectChanges, 'fire' | 'reveal'>;
  readonly log: Pick<Log, 'detach' | 'error'>;
}

export type Sending = ReturnType<typeof createSending>;

/** Sending with VS Code's dialogs and messages. */
export function createSending({ environments, changes, log }: SendingOptions) {
  const previews = new RequestPreviews();
  const ui: SendUi = {
    confirm: (outgoing, facts) => askNaming(liveQuestion(outgoing, facts)),
    showSent: (result) => log.detach(command, showSent(result)),
    showUnknown: (outgoing, error) => {
      log.error(command, error);
      log.detach(command, showUnknown(outgoing, error));
    },
    showFailure: (outgoing, error) => {
      log.error(command, error);
      log.detach(command, showErrorText(failureText(outgoing, error)));
    },
  };
  const finish = (outgoing: Outgoing) =>
    sendDocument(outgoing, {
      environments,
      ui,
      changed: async (environment, id) => {
        if (id === undefined) {
          changes.fire({ environment, kind: 'document' });
        } else {
          await changes.reveal({ environment, kind: 'document', id });
        }
      },
    });
  return {
    sendFromTemplate: async (template: Pick<ObjectRef, 'environment' | 'id'>) => {
      const outgoing = await askForDocument(environments, previews, template);
      if (outgoing !== undefined) {
        await finish(outgoing);
      }
    },
    /** Asks the last question under `title`, then sends as {@link sendDocument} does. */
    send: async (title: string, outgoing: Outgoing) => {
      if (await runWizard(() => [lastStep(title, () => outgoing, previews)])) {
        await finish(outgoing);
      }
    },
    dispose: () => previews.dispose(),
  };
}
