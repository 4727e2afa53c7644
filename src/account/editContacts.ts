import type { Contact } from '../api/contacts';
import type { EnvironmentName } from '../api/environmentName';
import { hasKind, isCanceled } from '../api/errors';
import { readFrom } from '../environment/active';
import type { Environments } from '../environment/environments';
import { guardedWrite } from '../environment/guardedWrite';
import type { PagedList } from '../objects/pagedList';
import { ask, notify, refusal, showStatus } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { runWizard, textStep, type Step } from '../ui/wizard';
import {
  contactFields,
  contactName,
  contactText,
  parseSearch,
  fieldLines,
  fieldName,
  checkField,
  fieldProblemText,
  fieldPrompt,
  getChanges,
  toContactInput,
  findUnsaved,
  toDraft,
  findByEmail,
  type ContactDraft,
} from './contactFields';

/** The contacts of one environment, which is the active one when the dialog opens. */
export interface ContactContext {
  readonly environment: EnvironmentName;
  readonly environments: Pick<Environments, 'active' | 'client' | 'onDidChangeActive'>;
  readonly list: PagedList<Contact>;
}

/** Adds a contact. Resolves with the ID to select: the new contact's, or that of the one with the same email. */
export async function addContact(context: ContactContext, typed: string): Promise<string | undefined> {
  const where = environmentName(context.environment);
  const draft = toDraft(undefined, parseSearch(typed));
  if (!(await askForFields(l10n.t('Add Contact ({0})', where), draft, undefined))) {
    return undefined;
  }
  const input = toContactInput(draft);
  let added: { readonly result: Contact } | undefined;
  try {
    added = await guardedWrite(context.environments, {
      environment: context.environment,
      confirm: 'live',
      question: () => ({
        question: l10n.t('Add the contact “{0}” in {1}?', input.name, where),
        detail: fieldLines(input),
        button: l10n.t('Add in {0}', where),
      }),
      title: l10n.t('Adding “{0}” in {1}…', input.name, where),
      run: ({ contacts }, signal) => contacts.create(input, signal),
      after: () => void context.list.refresh(),
    });
  } catch (error) {
    const existing = await findExisting(error, input.email, () => getAllContacts(context));
    if (existing === undefined) {
      throw error;
    }
    return offerExisting(context, existing, draft);
  }
  if (added === undefined) {
    return undefined;
  }
  const lost = findUnsaved(input, added.result);
  if (lost.length > 0) {
    void notify(
      'warning',
      l10n.t(
        'The contact was added in {0}, but the server changed or dropped these fields: {1}.',
        where,
        passage(lost.map(fieldName).join(', ')),
      ),
    );
  } else {
    showStatus(l10n.t('Contact added in {0}', where), 5000);
  }
  return added.result.id;
}

/** Edits a contact. `typed` replaces its fields in the inputs. Resolves with the ID to select. */
export async function editContact(
  context: ContactContext,
  contact: Contact,
  typed?: Partial<ContactDraft>,
): Promise<string> {
  const where = environmentName(context.environment);
  const name = contactName(contact);
  const draft = toDraft(contact, typed);
  if (!(await askForFields(l10n.t('Edit “{0}” ({1})', name, where), draft, contact))) {
    return contact.id;
  }
  const changes = getChanges(contact, draft);
  if (Object.keys(changes).length === 0) {
    showStatus(l10n.t('Nothing changed in {0}', where), 5000);
    return contact.id;
  }
  try {
    await guardedWrite(context.environments, {
      environment: context.environment,
      confirm: 'live',
      question: () => ({
        question: l10n.t('Edit the contact “{0}” in {1}?', name, where),
        detail: `${l10n.t('Changes:')}\n${fieldLines(changes)}`,
        button: l10n.t('Edit in {0}', where),
      }),
      title: l10n.t('Updating “{0}” in {1}…', name, where),
      run: ({ contacts }, signal) => contacts.update(contact.id, changes, signal),
      after: () => void context.list.refresh(),
      done: l10n.t('Contact updated in {0}', where),
    });
  } catch (error) {
    const existing = await findExisting(error, changes.email, () => getAllContacts(context));
    if (existing === undefined || existing.id === contact.id) {
      throw error;
    }
    // Without the draft: the other contact is another person, whose fields must not be overwritten.
    return (await offerExisting(context, existing)) ?? contact.id;
  }
  return contact.id;
}

/** Deletes a contact. Asks in both environments. */
export async function deleteContact(context: ContactContext, contact: Contact): Promise<undefined> {
  const where = environmentName(context.environment);
  const name = contactName(contact);
  await guardedWrite(context.environments, {
    environment: context.environment,
    confirm: 'always',
    question: () => ({
      question: l10n.t('Delete the contact “{0}” in {1}?', name, where),
      detail: l10n.t(
        '{0}. OpenSign archives it. Adding it again creates a new ID.',
        passage(contactText(contact)),
      ),
      button: l10n.t('Delete in {0}', where),
    }),
    title: l10n.t('Deleting “{0}” in {1}…', name, where),
    run: async ({ contacts }, signal) => {
      await contacts.delete(contact.id, signal);
      context.list.remove(contact.id);
    },
    after: () => void context.list.refresh(),
    done: l10n.t('Contact deleted in {0}', where),
  });
}

/** Asks for one field after another and writes them into `draft`. Resolves with false when canceled. */
function askForFields(title: string, draft: ContactDraft, contact: Contact | undefined): Promise<boolean> {
  const toStep = (field: (typeof contactFields)[number]): Step => {
    const remark = (value: string) => {
      const problem = checkField(field, value, contact);
      return problem && refusal(fieldProblemText(field, problem));
    };
    const options = { title, prompt: fieldPrompt(field), value: draft[field], remark };
    return textStep(options, (value) => (draft[field] = value.trim()));
  };
  return runWizard(() => contactFields.map(toStep));
}

/** Asks what to do about the contact with the same email. It can be edited to become `typed`. */
async function offerExisting(
  context: ContactContext,
  existing: Contact,
  typed?: ContactDraft,
): Promise<string | undefined> {
  const show = l10n.t('Show This Contact');
  const edit = l10n.t('Edit This Contact…');
  const choice = await ask(
    l10n.t('A contact with this email already exists in {0}.', environmentName(context.environment)),
    l10n.t('{0}. Nothing was changed.', contactText(existing)),
    show,
    ...(typed === undefined ? [] : [edit]),
  );
  if (choice === edit) {
    // The contact's own email stays, which may differ in case.
    return editContact(context, existing, { ...typed, email: '' });
  }
  return choice === show ? existing.id : undefined;
}

/** All contacts, or as many as could be loaded. Rejects only when canceled. */
async function getAllContacts(context: ContactContext): Promise<readonly Contact[]> {
  const { environment, environments, list } = context;
  const title = l10n.t('Finding the contact in {0}…', environmentName(environment));
  try {
    await readFrom(environments, environment, title, (_client, signal) =>
      list.loadAll(() => undefined, signal),
    );
  } catch (error) {
    if (isCanceled(error)) {
      throw error;
    }
  }
  return list.state.items;
}

/**
 * The contact because of which the server rejected an email. The server names a contact with exactly this email, but
 * returns a vague 400 if it differs in case. `getAll` loads the contacts. Rejects as it does.
 */
export async function findExisting(
  error: unknown,
  email: string | undefined,
  getAll: () => Promise<readonly Contact[]>,
): Promise<Contact | undefined> {
  const id = hasKind(error, 'conflict') ? error.details.objectId : undefined;
  if (id !== undefined) {
    const known = (await getAll()).find((contact) => contact.id === id);
    return known ?? (email === undefined ? { id } : { id, email });
  }
  return email !== undefined && hasKind(error, 'conflict', 'invalidRequest')
    ? findByEmail(await getAll(), email)
    : undefined;
}
