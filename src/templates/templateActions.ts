import * as vscode from 'vscode';
import { OpenSignError } from '../api/errors';
import { openInBrowser } from '../environment/active';
import { showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { withoutLink } from './templateDetails';
import type { TemplateEnvironments } from './pickTemplate';
import { targetOf } from './templateTarget';
import type { WriteContext } from './templateWrite';

/** Puts a template's id on the clipboard. */
export async function copyTemplateId(context: WriteContext, args: readonly unknown[]): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Copy Template ID'));
  if (node === undefined) {
    return;
  }
  const { id } = node.template;
  await vscode.env.clipboard.writeText(id);
  showStatus(l10n.t('Template ID {0} ({1}) copied', id, environmentName(node.environment)), 5000);
}

/** Opens a template in the web app of its environment. */
export async function openTemplate(context: WriteContext, args: readonly unknown[]): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Open Template in OpenSign'));
  if (node !== undefined) {
    // Ids are case-sensitive, and hold nothing that would need escaping.
    await openInBrowser(context.environments, node.environment, `/template/${node.template.id}`);
  }
}

/** Opens the form for a new template in the web app of the active environment. */
export async function newTemplateInBrowser(environments: TemplateEnvironments): Promise<void> {
  await openInBrowser(environments, environments.active, '/form/template');
}

/** Reads one template again: its line in the list, its children and its tooltip. */
export async function refreshTemplate(context: WriteContext, args: readonly unknown[]): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Refresh Template'));
  if (node === undefined) {
    return;
  }
  const client = await context.environments.client(node.environment);
  try {
    const template = withoutLink(await client.getTemplate(node.template.id));
    if (context.environments.active === node.environment) {
      context.list.put(template);
    }
  } catch (error) {
    if (error instanceof OpenSignError && error.kind === 'notFound') {
      void context.follow(node.environment);
    }
    throw error;
  } finally {
    context.forget(node);
  }
  showStatus(l10n.t('“{0}” refreshed', titleOf(node.template)), 3000);
}
