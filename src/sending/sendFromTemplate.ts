import * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import type { Outgoing } from '../api/outgoing';
import { readiness, type Template } from '../api/template';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import type { ObjectRef } from '../objects/objectChanges';
import { readContacts, type Person } from '../recipients/contactBook';
import { ask } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { withCancel } from '../ui/progress';
import type { Question } from '../ui/question';
import { runWizard } from '../ui/wizard';
import { oneLine } from '../ui/text';
import type { RequestPreviews } from './requestPreviews';
import { getHeading, lastStep, questions } from './sendQuestions';
import { createDraft, toRecipients, toTemplateRequest, type Draft } from './sendRequest';
import { readTemplate, type TemplateFacts } from './templateFacts';

/**
 * Asks for everything that sending a document from a template needs. Undefined when the user cancels a question. Rejects
 * as a read does, and with kind `canceled` when reading the template or the contacts is canceled.
 */
export async function askForDocument(
  environments: Pick<Environments, 'active' | 'client'>,
  previews: Pick<RequestPreviews, 'show'>,
  { environment, id }: Pick<ObjectRef, 'environment' | 'id'>,
): Promise<Outgoing | undefined> {
  assertActive(environments, environment);
  const client = await environments.client(environment);
  const progress = l10n.t('Reading the template from {0}…', environmentName(environment));
  const facts = await withCancel(progress, (signal) => readTemplate(client, id, signal));
  assertActive(environments, environment);
  const obstacle = findObstacle(facts.template);
  if (obstacle !== undefined && !(await askToContinue(obstacle, client, id))) {
    return undefined;
  }
  const background = new AbortController();
  let known: readonly Person[] | undefined;
  const contacts = readContacts(client, background.signal).then((people) => (known = people));
  // The questions work without contacts. The request doesn't: servers find a signer only by the exact spelling.
  const suggestions = contacts.catch(() => []);
  const waitForContacts = async () =>
    known ??
    withCancel(l10n.t('Reading contacts from {0}…', environmentName(environment)), (signal) => {
      signal.addEventListener('abort', () => background.abort());
      return contacts;
    });
  try {
    const draft = createDraft(facts);
    const getOutgoing = async () => toOutgoing(client, facts, draft, await waitForContacts());
    const isDone = await runWizard(() => [
      ...questions(environment, facts, draft, suggestions),
      lastStep(getHeading(environment, facts), getOutgoing, previews),
    ]);
    return isDone ? await getOutgoing() : undefined;
  } finally {
    background.abort();
  }
}

/** The document that the answers describe. */
export function toOutgoing(
  client: OpenSignClient,
  facts: TemplateFacts,
  draft: Draft,
  contacts: readonly Person[],
): Outgoing {
  const { template, envelope } = facts;
  const addresses = contacts.map(({ email }) => email);
  const recipients = toRecipients(facts, draft, addresses);
  const fields = toTemplateRequest(facts, draft, recipients);
  return {
    client,
    title: draft.title,
    recipients,
    envelope,
    sendEmail: draft.sendEmail,
    path: `/createdocument/${template.id}`,
    fields,
    // The document inherits the template's note.
    ...(draft.note === (template.note ?? '') ? {} : { note: draft.note }),
    send: (signal) => client.documents.createFromTemplate(template.id, fields, signal),
  };
}

/** Why a template can't be sent, or may not be ready. */
export interface Obstacle extends Question {
  /** The server would certainly reject it. */
  readonly isFinal: boolean;
}

/** Checks a template before anything is asked. Undefined when nothing is known to prevent sending. */
export function findObstacle(template: Template): Obstacle | undefined {
  const title = template.title === undefined ? l10n.t('Untitled') : oneLine(template.title);
  if (template.roles.length === 0) {
    return {
      question: l10n.t('“{0}” can’t be sent yet.', title),
      detail: l10n.t('It has no roles, so nobody can sign it. Finish it in OpenSign first.'),
      isFinal: true,
    };
  }
  const nameless = template.roles.findIndex(({ role }) => role === undefined);
  if (nameless !== -1) {
    return {
      question: l10n.t('“{0}” can’t be sent through the API.', title),
      detail: l10n.t(
        'Role {0} has no name, and the API finds roles by their names. Name it in OpenSign.',
        nameless + 1,
      ),
      isFinal: true,
    };
  }
  const unsigned = readiness(template)?.unsigned ?? [];
  if (unsigned.length === 0) {
    return undefined;
  }
  const names = unsigned.map(({ role }) => oneLine(role ?? '')).join(', ');
  return {
    question: l10n.t('“{0}” may not be ready to send.', title),
    detail: l10n.t(
      'Missing signature widget: {0}. Every signer needs one. Approvers and viewers don’t, but the API doesn’t identify them.',
      passage(names),
    ),
    isFinal: false,
  };
}

async function askToContinue(
  { question, detail, isFinal }: Obstacle,
  client: OpenSignClient,
  id: string,
): Promise<boolean> {
  const open = l10n.t('Open in OpenSign');
  const proceed = l10n.t('Continue Anyway');
  const choice = await ask(question, detail, open, ...(isFinal ? [] : [proceed]));
  if (choice === open) {
    await vscode.env.openExternal(vscode.Uri.parse(`${client.origin}/template/${id}`));
  }
  return choice === proceed;
}
