import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import { tokenVariable } from '../environment/variables';
import { pickOne, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { pickStep, type Step } from '../ui/wizard';
import { shownRequest } from './shownRequest';
import { languages, type SnippetId } from '../codegen/snippetLanguages';
import { recipientLine, reminder, sharedRoles } from './sendTexts';

interface ActionItem extends vscode.QuickPickItem {
  readonly action: 'send' | 'preview' | 'curl' | 'code';
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly id: SnippetId;
}

/** What the last question offers beside sending. */
export interface RequestViews {
  preview(outgoing: Outgoing): Promise<void>;
}

/** Asks whether to send. Looking at the request, or copying it, comes back to the question. */
export function lastStep(
  title: string,
  outgoing: () => Outgoing | Promise<Outgoing>,
  views: RequestViews,
): Step {
  return async (position) => {
    for (;;) {
      const current = await outgoing();
      const chosen: { action?: ActionItem['action'] } = {};
      const placeholder = reminder(current.client.environment, current.sendEmail);
      const outcome = await pickStep(position, { title, placeholder, items: itemsFor(current) }, (item) => {
        chosen.action = item.action;
      });
      const { action } = chosen;
      if (outcome !== 'next' || action === undefined || action === 'send') {
        return outcome;
      }
      await carryOut(action, title, current, views);
    }
  };
}

function itemsFor({ client, recipients }: Outgoing): readonly ActionItem[] {
  const send = client.environment === 'live' ? l10n.t('Send in Live') : l10n.t('Send in Sandbox');
  const variable = tokenVariable(client.environment);
  return [
    {
      action: 'send',
      label: send,
      iconPath: new vscode.ThemeIcon('send'),
      // Of many recipients the row shows only the first ones.
      detail: [...sharedRoles(recipients), recipients.map(recipientLine).join(', ')].join(' · '),
    },
    {
      action: 'preview',
      label: l10n.t('Preview Request'),
      iconPath: new vscode.ThemeIcon('open-preview'),
      detail: l10n.t('As JSON, without the file and without the token.'),
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
      detail: l10n.t('In a language of your choice; reads the token from {0}.', variable),
    },
  ];
}

async function carryOut(
  action: 'preview' | 'curl' | 'code',
  title: string,
  outgoing: Outgoing,
  views: RequestViews,
): Promise<void> {
  switch (action) {
    case 'preview':
      await views.preview(outgoing);
      break;
    case 'curl':
      await copy('curl', 'cURL', outgoing);
      break;
    case 'code': {
      const items: readonly LanguageItem[] = languages.map(({ id, label, client }) => ({
        id,
        label,
        description: client,
      }));
      const placeHolder = l10n.t('Language of the code');
      const chosen = await pickOne(items, { title, placeHolder, ignoreFocusOut: true });
      if (chosen !== undefined) {
        await copy(chosen.id, chosen.label, outgoing);
      }
    }
  }
}

async function copy(id: SnippetId, name: string, outgoing: Outgoing): Promise<void> {
  const { generate } = await import('../codegen/generateSnippet');
  await vscode.env.clipboard.writeText(generate(id, shownRequest(outgoing)));
  showStatus(l10n.t('Copied as {0}', name), 5000);
}
