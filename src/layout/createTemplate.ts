import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import { mayHaveHappened } from '../api/errors';
import { assertActive } from '../environment/active';
import { errorText, showErrorText } from '../ui/errorMessage';
import { notify } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { askNaming, type NamingQuestion } from '../ui/question';
import { oneLine, shortenPath } from '../ui/text';
import type { LayoutFileContext } from './layoutContext';
import { choosePair, namesOf } from './pair';
import { prepare, type Prepared } from './prepare';

/** Makes a template, ready to be used, of a PDF and its layout file. */
export async function createTemplate(context: LayoutFileContext, args: readonly unknown[]): Promise<void> {
  const { environments, pages, detach } = context;
  const client = await environments.client(environments.active);
  const { environment } = client;
  const where = environmentName(environment);
  const pair = await choosePair(args, l10n.t('OpenSign: choose the PDF of the template in {0}', where));
  if (pair === undefined) {
    return;
  }
  const heading = l10n.t('Create a template from {0} ({1})', namesOf(pair).pdf, where);
  const prepared = await prepare(pair, { client, target: 'template', heading, pages, detach });
  if (prepared === undefined) {
    return;
  }
  assertActive(environments, environment);
  if (environment === 'live' && !(await askNaming(liveQuestion(prepared)))) {
    return;
  }
  assertActive(environments, environment);
  await create(context, client, prepared);
}

function liveQuestion({ title, fileName, linkTarget, file }: Prepared): NamingQuestion {
  const source =
    linkTarget === undefined
      ? l10n.t('From {0}, with these roles:', fileName)
      : l10n.t(
          'From {0}, which is a link to {1}, with these roles:',
          fileName,
          passage(shortenPath(linkTarget)),
        );
  return {
    question: l10n.t('Create the template “{0}” in Live?', title),
    intro: source,
    names: file.roles.map(({ role }) => oneLine(role)),
    detail: l10n.t('A template is free, and nobody is emailed.'),
    button: l10n.t('Create in Live'),
  };
}

async function create(context: LayoutFileContext, client: OpenSignClient, prepared: Prepared): Promise<void> {
  const { environments, changes, detach } = context;
  const { environment } = client;
  const where = environmentName(environment);
  const progress = l10n.t('Creating the template “{0}” in {1}…', prepared.title, where);
  try {
    const id = await withCancel(progress, async (signal) =>
      client.createTemplate(await prepared.body(signal), signal),
    );
    detach(showCreated(client, prepared.title, id));
    if (environments.active === environment) {
      await changes.reveal({ environment, kind: 'template', id });
    }
  } catch (error) {
    if (!mayHaveHappened(error)) {
      throw error;
    }
    const show = { title: l10n.t('Show Templates'), command: 'opensign.templates.focus', args: [] };
    detach(showErrorText({ ...errorText(error), action: show }));
    if (environments.active === environment) {
      changes.fire({ environment, kind: 'template' });
    }
  }
}

async function showCreated(client: OpenSignClient, title: string, id: string): Promise<void> {
  const open = l10n.t('Open in OpenSign');
  const copy = l10n.t('Copy ID');
  const message = l10n.t('Created template “{0}” in {1}.', title, environmentName(client.environment));
  const choice = await notify('information', message, open, copy);
  if (choice === open) {
    await vscode.env.openExternal(vscode.Uri.parse(`${client.origin}/template/${id}`));
  } else if (choice === copy) {
    await vscode.env.clipboard.writeText(id);
  }
}
