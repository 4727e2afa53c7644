import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { OpenSignClient } from '../api/client';
import type { Outgoing } from '../api/outgoing';
import { assertActive } from '../environment/active';
import { ask } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import { runWizard } from '../ui/wizard';
import { readContacts } from './contactBook';
import { draftOf, type Draft } from './draftSend';
import { lastStep, type RequestViews } from './lastStep';
import type { Person } from './person';
import { headingOf, questions } from './sendQuestions';
import { obstacleOf, type Obstacle } from './readiness';
import { recipientsOf, templateRequest } from './sendRequest';
import { readTemplate, type TemplateFacts } from './templateFacts';

/** A template that somebody chose. */
export interface ChosenTemplate {
  readonly environment: EnvironmentName;
  readonly id: string;
}

export interface FromTemplateContext {
  readonly environments: {
    readonly active: EnvironmentName;
    client(environment: EnvironmentName): Promise<OpenSignClient>;
  };
  readonly views: RequestViews;
}

/**
 * Asks everything that a document of a template needs. Undefined when called off. Rejects as a read does, and with
 * kind `canceled` when reading the contacts is canceled.
 */
export async function askForDocument(
  { environments, views }: FromTemplateContext,
  { environment, id }: ChosenTemplate,
): Promise<Outgoing | undefined> {
  assertActive(environments, environment);
  const client = await environments.client(environment);
  const progress = l10n.t('Reading the template from {0}…', environmentName(environment));
  const facts = await withCancel(progress, (signal) => readTemplate(client, id, signal));
  assertActive(environments, environment);
  const obstacle = obstacleOf(facts.template);
  if (obstacle !== undefined && !(await goOnAnyway(obstacle, client, id))) {
    return undefined;
  }
  const background = new AbortController();
  let known: readonly Person[] | undefined;
  const contacts = readContacts(client, background.signal).then((people) => (known = people));
  // The questions work without contacts. The request doesn't: servers find a signer by the exact spelling only.
  const suggestions = contacts.catch(() => []);
  const knownPeople = async () =>
    known ??
    withCancel(l10n.t('Reading contacts from {0}…', environmentName(environment)), (signal) => {
      signal.addEventListener('abort', () => background.abort());
      return contacts;
    });
  try {
    const draft = draftOf(facts);
    const outgoing = async () => outgoingOf(client, facts, draft, await knownPeople());
    const done = await runWizard(() => [
      ...questions(environment, facts, draft, suggestions),
      lastStep(headingOf(environment, facts), outgoing, views),
    ]);
    return done ? await outgoing() : undefined;
  } finally {
    background.abort();
  }
}

/** What the answers come to. */
export function outgoingOf(
  client: OpenSignClient,
  facts: TemplateFacts,
  draft: Draft,
  contacts: readonly Person[],
): Outgoing {
  const { template, envelope } = facts;
  const known = contacts.map(({ email }) => email);
  const recipients = recipientsOf(facts, draft, known);
  const fields = templateRequest(facts, draft, recipients);
  return {
    client,
    title: draft.title,
    recipients,
    envelope,
    sendEmail: draft.sendEmail,
    path: `/createdocument/${template.id}`,
    fields,
    // The document takes the template's note by itself.
    ...(draft.note === (template.note ?? '') ? {} : { note: draft.note }),
    send: (signal) => client.documents.createFromTemplate(template.id, fields, signal),
  };
}

async function goOnAnyway(
  { question, detail, final }: Obstacle,
  client: OpenSignClient,
  id: string,
): Promise<boolean> {
  const open = l10n.t('Open in OpenSign');
  const goOn = l10n.t('Continue Anyway');
  const buttons = final ? [open] : [open, goOn];
  const choice = await ask(question, detail, ...buttons);
  if (choice === open) {
    await vscode.env.openExternal(vscode.Uri.parse(`${client.origin}/template/${id}`));
  }
  return choice === goOn;
}
