import * as vscode from 'vscode';
import { sameEmail } from '../api/email';
import { parsePerson, type Person } from '../recipients/contactBook';
import { createPicker, refusal } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { pickStep, runStep, textStep, type Step } from '../ui/wizard';
import type { Draft } from './sendRequest';
import type { TemplateFacts } from './templateFacts';

/** One row of the list of signers. */
interface RecipientItem extends vscode.QuickPickItem {
  /** Absent on the row that explains what is wrong with the typed text. */
  readonly person?: Person;
}

interface RecipientChoice {
  readonly typed: string;
  /** The signer chosen before, or assigned by the template. */
  readonly current: Person | undefined;
  readonly contacts: readonly Person[];
  /** The other role that is assigned to this address. */
  readonly getRole: (email: string) => string | undefined;
}

/**
 * The steps that assign a role: the signer, a question when that person fills an earlier role too, and the name when
 * only an address was entered. `contacts` never rejects.
 */
export function recipientSteps(
  title: string,
  { template: { roles } }: TemplateFacts,
  { people, unnamed }: Draft,
  index: number,
  contacts: Promise<readonly Person[]>,
): readonly Step[] {
  const role = roles[index]?.role ?? '';
  const current = people[index];
  const getRole = (email: string, from = roles) =>
    from.find((_, other) => other !== index && sameEmail(people[other]?.email ?? '', email))?.role;
  const signerStep = createSignerStep(title, role, contacts, { current, getRole }, (person) => {
    people[index] = person;
    unnamed.delete(index);
    if (person.name === undefined) {
      unnamed.add(index);
    }
  });
  if (current === undefined) {
    return [signerStep];
  }
  const { name, email } = current;
  const earlier = getRole(email, roles.slice(0, index));
  const question = (other: string) =>
    l10n.t('{0} is already assigned to “{1}”. Assign “{2}” too?', name ?? email, other, role);
  const unassign = () => (people[index] = undefined);
  const options = {
    title,
    prompt: l10n.t('Name of {0}', email),
    value: name ?? '',
    remark: (value: string) => (value.trim() === '' ? refusal(l10n.t('Enter a name.')) : undefined),
  };
  const nameStep = textStep(options, (value) => (people[index] = { email, name: value.trim() }));
  return [
    signerStep,
    ...(earlier === undefined ? [] : [createSharedRoleStep(title, question(earlier), unassign)]),
    ...(unnamed.has(index) ? [nameStep] : []),
  ];
}

/** Assigns a contact, or the person typed. Contacts appear when they are loaded. */
function createSignerStep(
  title: string,
  role: string,
  contacts: Promise<readonly Person[]>,
  choice: Pick<RecipientChoice, 'current' | 'getRole'>,
  accept: (person: Person) => void,
): Step {
  return (position) => {
    const pick = createPicker<RecipientItem>();
    pick.placeholder = l10n.t('Signer for “{0}”: email, or Name <email>', role);
    pick.matchOnDescription = true;
    pick.busy = true;
    let loaded: readonly Person[] = [];
    let isOpen = true;
    const update = () => {
      pick.items = recipientItems({ ...choice, typed: pick.value, contacts: loaded });
    };
    update();
    void contacts.then((people) => {
      if (isOpen) {
        loaded = people;
        pick.busy = false;
        update();
      }
    });
    return runStep(pick, position, title, (finish) =>
      vscode.Disposable.from(
        pick.onDidChangeValue(update),
        pick.onDidAccept(() => {
          // Enter may be pressed before the list is redrawn: the typed text counts.
          const first = pick.value.trim() === '' ? undefined : pick.items[0];
          const person = (pick.selectedItems[0] ?? first)?.person;
          if (person !== undefined) {
            accept(person);
            finish('next');
          }
        }),
        { dispose: () => void (isOpen = false) },
      ),
    );
  };
}

/**
 * The typed person, then the current signer, then the contacts, each address once. People who fill another role come
 * last, so that pressing Enter twice doesn't assign two roles to one person.
 */
export function recipientItems({ typed, current, contacts, getRole }: RecipientChoice): RecipientItem[] {
  const line = typed.trim();
  const person = addName(parsePerson(line), contacts);
  const people = [person, current, ...contacts].filter((each) => each !== undefined);
  const others = people.filter(
    (each, index) =>
      each !== person && people.findIndex(({ email }) => sameEmail(email, each.email)) === index,
  );
  const isTaken = (each: Person) => each !== current && getRole(each.email) !== undefined;
  const toItem = (each: Person): RecipientItem => {
    const { name, email } = each;
    const role = getRole(email);
    return {
      label: name ?? email,
      ...(name === undefined ? {} : { description: email }),
      ...(role === undefined ? {} : { detail: l10n.t('Already assigned to “{0}”', role) }),
      person: each,
    };
  };
  const items = others.toSorted((a, b) => Number(isTaken(a)) - Number(isTaken(b))).map(toItem);
  if (person !== undefined) {
    return [{ ...toItem(person), alwaysShow: true }, ...items];
  }
  const hint: RecipientItem = {
    label: l10n.t('Enter a valid email address'),
    description: l10n.t('“{0}” isn’t an email or Name <email>', line),
    alwaysShow: true,
  };
  return line === '' ? items : [...items, hint];
}

/** Adds a contact's name to an address that was typed without one. */
function addName(person: Person | undefined, contacts: readonly Person[]): Person | undefined {
  return person === undefined || person.name !== undefined
    ? person
    : (contacts.find(({ email }) => sameEmail(email, person.email)) ?? person);
}

/** Asks whether one person really fills two roles; the default is no, which goes back to the signer. */
function createSharedRoleStep(title: string, placeholder: string, decline: () => void): Step {
  const another = { label: l10n.t('Choose Someone Else'), iconPath: new vscode.ThemeIcon('arrow-left') };
  const both = {
    label: l10n.t('Assign Both Roles'),
    iconPath: new vscode.ThemeIcon('person'),
    detail: l10n.t('One person then acts in both roles.'),
  };
  const options = { title, placeholder, items: [another, both], active: another };
  return async (position) => {
    const answer = { isShared: false };
    const outcome = await pickStep(options, (item) => (answer.isShared = item === both))(position);
    if (outcome !== 'next' || answer.isShared) {
      return outcome;
    }
    decline();
    return 'back';
  };
}
