import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import { languages, type SnippetId } from '../codegen/snippetLanguages';
import { tokenVariable } from '../environment/variables';
import { recipientText, sharedRoleTexts } from '../recipients/participants';
import { pickOne, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { pickStep } from '../ui/stepInput';
import type { Step } from '../ui/steps';
import { shownRequest, type RequestPreviews } from './requestPreviews';
import { reminder } from './sendMessages';

interface ActionItem extends vscode.QuickPickItem {
  readonly action: 'send' | 'preview' | 'curl' | 'code';
}

/** Asks whether to send. Previewing or copying the request returns to the question. */
export function lastStep(
  title: string,
  getOutgoing: () => Outgoing | Promise<Outgoing>,
  previews: Pick<RequestPreviews, 'show'>,
): Step {
  return async (position) => {
    for (;;) {
      const outgoing = await getOutgoing();
      const chosen: { action?: ActionItem['action'] } = {};
      const placeholder = reminder(outgoing.client.environment, outgoing.sendEmail);
      const outcome = await pickStep(position, { title, placeholder, items: getItems(outgoing) }, (item) => {
        chosen.action = item.action;
      });
      if (outcome !== 'next') {
        return outcome;
      }
      switch (chosen.action) {
        case 'preview':
          await previews.show(outgoing);
          break;
        case 'curl':
          await copy('curl', 'cURL', outgoing);
          break;
        case 'code':
          await copyAsCode(title, outgoing);
          break;
        default:
          return outcome;
      }
    }
  };
}

function getItems({ client, recipients }: Outgoing): readonly ActionItem[] {
  const variable = tokenVariable(client.environment);
  return [
    {
      action: 'send',
      label: client.environment === 'live' ? l10n.t('Send in Live') : l10n.t('Send in Sandbox'),
      iconPath: new vscode.ThemeIcon('send'),
      // The row shows only the first of many recipients.
      detail: [...sharedRoleTexts(recipients), recipients.map(recipientText).join(', ')].join(' · '),
    },
    {
      action: 'preview',
      label: l10n.t('Preview Request'),
      iconPath: new vscode.ThemeIcon('open-preview'),
      detail: l10n.t('As JSON, without the file and the token.'),
    },
    {
      action: 'curl',
      label: l10n.t('Copy as cURL'),
      iconPath: new vscode.ThemeIcon('terminal'),
      detail: l10n.t('Reads the token from {0}.', `$${variable}`),
    },
    {
      action: 'code',
      label: l10n.t('Copy as Code…'),
      iconPath: new vscode.ThemeIcon('code'),
      detail: l10n.t('In the language you select. Reads the token from {0}.', variable),
    },
  ];
}

async function copyAsCode(title: string, outgoing: Outgoing): Promise<void> {
  const items = languages.map(({ id, label, client }) => ({ id, label, description: client }));
  const placeHolder = l10n.t('Select a language');
  const chosen = await pickOne(items, { title, placeHolder, ignoreFocusOut: true });
  if (chosen !== undefined) {
    await copy(chosen.id, chosen.label, outgoing);
  }
}

async function copy(id: SnippetId, name: string, outgoing: Outgoing): Promise<void> {
  const { generate } = await import('../codegen/generateSnippet');
  await vscode.env.clipboard.writeText(generate(id, shownRequest(outgoing)));
  showStatus(l10n.t('Copied as {0}', name), 5000);
}
