import * as vscode from 'vscode';
import type { Account } from '../api/account';
import type { Document } from '../api/document';
import { signerProgress } from '../api/documentState';
import { sameEmail } from '../api/email';
import { OpenSignError } from '../api/errors';
import { assertActive, readFrom } from '../environment/active';
import { guardedWrite, type WriteQuestion } from '../environment/guardedWrite';
import { parseKind, readIfPossible, recipientText, senderText } from '../recipients/participants';
import { errorText, showErrorText } from '../ui/errorMessage';
import { ask, notify, pickOne, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import { getDocument, inProgress, type DocumentsContext, type DocumentTarget } from './documentTarget';
import { progressText, signerName } from './documentTexts';

/** Sends one signer the email that asks for the signature again. */
export async function resendEmail(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const { environments } = context;
  const purpose = l10n.t('Resend Email');
  const target = await getDocument(context, args, purpose, inProgress);
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const where = environmentName(environment);
  const title = getTitle(target);
  const reading = l10n.t('Reading “{0}” from {1}…', title, where);
  const document = await readFrom(environments, environment, reading, (client, signal) =>
    context.api.read(client, id, signal),
  );
  const emails = document.roles.flatMap(({ email }) =>
    email === undefined || signerProgress(document, email).state === 'signed' ? [] : [email],
  );
  if (emails.length === 0) {
    void notify(
      'information',
      l10n.t('Everyone has signed “{0}” or has no email address, so there’s nobody to remind.', title),
    );
    return;
  }
  const email = await pickSigner(context, target, document, emails, purpose);
  if (email === undefined) {
    return;
  }
  try {
    await guardedWrite(environments, {
      environment,
      confirm: 'live',
      question: async () => {
        const checking = l10n.t('Reading the sender…');
        const account = await readFrom(environments, environment, checking, (client, signal) =>
          readIfPossible(client.getAccount(signal)),
        );
        return toResendQuestion(document, email, account);
      },
      title: l10n.t('Resending the email for “{0}” to {1}…', title, passage(email)),
      run: ({ documents }, signal) => documents.resendEmail(id, email, signal),
      after: () => context.changes.fire(target),
      done: l10n.t('Email resent to {0} ({1})', passage(email), where),
    });
  } catch (error) {
    await reportResendError(error, target, email);
  }
}

function toResendQuestion(document: Document, email: string, account: Account | undefined): WriteQuestion {
  const recipients = document.roles.filter((role) => role.email === email);
  const named = recipients.length > 0 ? recipients : [{ email }];
  return {
    question: l10n.t('Resend the email for “{0}” in Live?', getTitle(document)),
    intro: senderText(account),
    names: named.map(({ name, role = '', signerRole }) =>
      recipientText({ email, role, ...(name === undefined ? {} : { name }), ...parseKind(signerRole) }),
    ),
    detail: l10n.t('This sends a real email, to this address only.'),
    button: l10n.t('Send in Live'),
  };
}

async function reportResendError(error: unknown, target: DocumentTarget, email: string): Promise<void> {
  const kind = error instanceof OpenSignError ? error.kind : undefined;
  if (kind === 'outcomeUnknown') {
    const message = l10n.t(
      'OpenSign didn’t respond, so we don’t know whether the email to {0} was sent. That happens when email doesn’t work on the server. It was not retried.',
      passage(email),
    );
    await showErrorText({ ...errorText(error), message });
  } else if (kind === 'notFound') {
    const message = l10n.t(
      '{0} didn’t email {1}: “{2}” is no longer in progress, or doesn’t have this signer.',
      environmentName(target.environment),
      passage(email),
      getTitle(target),
    );
    await showErrorText({ message });
  } else {
    throw error;
  }
}

/** Copies a signer’s link, after a warning. The link is neither kept nor shown. */
export async function copySigningLink(context: DocumentsContext, args: readonly unknown[]): Promise<void> {
  const { environments } = context;
  const purpose = l10n.t('Copy Signing Link');
  const target = await getDocument(context, args, purpose, inProgress);
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const where = environmentName(environment);
  const title = getTitle(target);
  const reading = l10n.t('Reading the signing links of “{0}” from {1}…', title, where);
  const read = await readFrom(environments, environment, reading, async (client, signal) => ({
    links: await client.documents.getSigningLinks(id, signal),
    document: await context.api.read(client, id, signal),
  }));
  if (read.links.length === 0) {
    void notify('information', l10n.t('OpenSign has no signing links for “{0}”.', title));
    return;
  }
  const emails = read.links.map((link) => link.email);
  const email = await pickSigner(context, target, read.document, emails, purpose);
  const link = read.links.find((candidate) => candidate.email === email);
  if (email === undefined || link === undefined) {
    return;
  }
  const copy = l10n.t('Copy Link');
  const question = l10n.t('Copy {0}’s signing link for “{1}” ({2})?', passage(email), title, where);
  const detail = l10n.t(
    'Anyone with this link can sign as {0} without signing in. Other programs can read the clipboard.',
    passage(email),
  );
  if ((await ask(question, detail, copy)) !== copy) {
    return;
  }
  assertActive(environments, environment);
  if (!/^https?:\/\//i.test(link.url)) {
    throw new OpenSignError('notOpenSign', { environment });
  }
  await vscode.env.clipboard.writeText(link.url);
  showStatus(l10n.t('Copied {0}’s signing link ({1})', passage(email), where), 5000);
}

/** Lets the user pick one of the addresses, shown with the signers’ names and progress. */
async function pickSigner(
  { clock }: Pick<DocumentsContext, 'clock'>,
  { environment }: DocumentTarget,
  document: Document,
  emails: readonly string[],
  purpose: string,
): Promise<string | undefined> {
  const items = emails.map((email) => {
    const index = document.roles.findIndex(
      (role) => role.email !== undefined && sameEmail(role.email, email),
    );
    const role = document.roles[index];
    return {
      email,
      label: role === undefined ? email : signerName(role, index),
      description: progressText(signerProgress(document, email), clock.now()),
      detail: email,
    };
  });
  const choice = await pickOne(items, {
    title: l10n.t('{0} ({1})', purpose, environmentName(environment)),
    placeHolder: l10n.t('Select a signer'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return choice?.email;
}
