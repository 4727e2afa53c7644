import { notify, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { WebhookOutcome } from './changeWebhook';

/** Tells what came of a change, without the URL: messages are kept and seen by others, the dialog is not. */
export function tellOutcome(outcome: WebhookOutcome, done: string, where: string): void {
  switch (outcome) {
    case 'done':
      showStatus(done, 5000);
      return;
    case 'other':
      void notify(
        'warning',
        l10n.t(
          'OpenSign accepted the change of the webhook in {0}, but shows another state. Look at it before you rely on it.',
          where,
        ),
      );
      return;
    case 'unseen':
      void notify(
        'warning',
        l10n.t(
          'OpenSign accepted the change of the webhook in {0}, but it could not be read back. Look at it before you rely on it.',
          where,
        ),
      );
  }
}
