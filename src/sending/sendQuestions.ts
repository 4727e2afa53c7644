import * as vscode from 'vscode';
import { sameEmail } from '../api/email';
import { environmentName } from '../ui/names';
import type { EnvironmentName } from '../api/environmentName';
import { l10n } from '../ui/l10n';
import { pickStep, textStep, type Step } from '../ui/wizard';
import { refusal } from '../ui/gateway';
import { titleRemark } from '../ui/title';
import { isRedirectUrl, parseDays, type Draft } from './draftSend';
import { fieldsStep } from './fieldsStep';
import type { Person } from './person';
import { recipientStep } from './recipientStep';
import type { TemplateFacts } from './templateFacts';

interface YesNo extends vscode.QuickPickItem {
  readonly value: boolean;
}

/** The questions about a document that is made of a template, without the last one. Built again after each answer. */
export function questions(
  environment: EnvironmentName,
  facts: TemplateFacts,
  draft: Draft,
  contacts: Promise<readonly Person[]>,
): readonly Step[] {
  const { template, fields } = facts;
  const heading = headingOf(environment, facts);
  return [
    ...template.roles.flatMap((_, index) => roleSteps(heading, facts, draft, index, contacts)),
    titleStep(heading, draft),
    deliveryStep(heading, draft),
    ...(template.roles.length > 1 ? [orderStep(heading, draft)] : []),
    daysStep(heading, draft),
    redirectStep(heading, draft),
    noteStep(heading, draft),
    ...(fields.length === 0 ? [] : [fieldsStep(heading, fields, template.roles, draft.values)]),
  ];
}

/** What all questions are headed with. */
export function headingOf(environment: EnvironmentName, { template }: TemplateFacts): string {
  const where = environmentName(environment);
  return template.title === undefined
    ? l10n.t('Send from a template ({0})', where)
    : l10n.t('Send from “{0}” ({1})', template.title, where);
}

/** One question, one more for a person who fills an earlier role too, and one more when only an address was typed. */
function roleSteps(
  title: string,
  { template }: TemplateFacts,
  { people, unnamed }: Draft,
  index: number,
  contacts: Promise<readonly Person[]>,
): readonly Step[] {
  const role = template.roles[index]?.role ?? '';
  const isIn = (other: number, email: string) => {
    const person = people[other];
    return other !== index && person !== undefined && sameEmail(person.email, email);
  };
  const roleOf = (email: string) => template.roles.find((_, other) => isIn(other, email))?.role;
  const who = recipientStep({ title, role, current: () => people[index], contacts, roleOf }, (person) => {
    people[index] = person;
    unnamed.delete(index);
    if (person.name === undefined) {
      unnamed.add(index);
    }
  });
  const person = people[index];
  const earlier = template.roles.find(
    (_, other) => other < index && person !== undefined && isIn(other, person.email),
  );
  return [
    who,
    ...(earlier === undefined ? [] : [sharedRoleStep(title, people, index, role, earlier.role ?? '')]),
    ...(unnamed.has(index) ? [nameStep(title, people, index)] : []),
  ];
}

/** Asks whether one person really fills two roles. The first answer is no. */
function sharedRoleStep(
  title: string,
  people: (Person | undefined)[],
  index: number,
  role: string,
  earlier: string,
): Step {
  return async (position) => {
    const person = people[index];
    const name = person?.name ?? person?.email ?? '';
    const answer = { isShared: false };
    const outcome = await choice(
      title,
      l10n.t('{0} is already assigned to “{1}”. Assign “{2}” too?', name, earlier, role),
      [
        {
          value: false,
          label: l10n.t('Choose Someone Else'),
          iconPath: new vscode.ThemeIcon('arrow-left'),
        },
        {
          value: true,
          label: l10n.t('Assign Both Roles'),
          iconPath: new vscode.ThemeIcon('person'),
          detail: l10n.t('One person then acts in both roles.'),
        },
      ],
      false,
      (value) => {
        answer.isShared = value;
      },
    )(position);
    if (outcome !== 'next' || answer.isShared) {
      return outcome;
    }
    people[index] = undefined;
    return 'back';
  };
}

function nameStep(title: string, people: (Person | undefined)[], index: number): Step {
  const email = people[index]?.email ?? '';
  return (position) =>
    textStep(
      position,
      {
        title,
        prompt: l10n.t('Name of {0}', email),
        value: people[index]?.name ?? '',
        remark: (value) => (value.trim() === '' ? refusal(l10n.t('Enter a name.')) : undefined),
      },
      (value) => {
        people[index] = { email, name: value.trim() };
      },
    );
}

function titleStep(heading: string, draft: Draft): Step {
  return (position) =>
    textStep(
      position,
      {
        title: heading,
        prompt: l10n.t('Title of the document'),
        value: draft.title,
        remark: titleRemark,
      },
      (value) => {
        draft.title = value.trim();
      },
    );
}

function deliveryStep(title: string, draft: Draft): Step {
  const items: readonly YesNo[] = [
    {
      value: true,
      label: l10n.t('Send emails'),
      iconPath: new vscode.ThemeIcon('mail'),
      detail: l10n.t('OpenSign emails the signers.'),
    },
    {
      value: false,
      label: l10n.t('Only create links'),
      iconPath: new vscode.ThemeIcon('link'),
      detail: l10n.t('No email is sent. You share the signing links yourself.'),
    },
  ];
  return choice(title, l10n.t('Notify signers?'), items, draft.sendEmail, (value) => {
    draft.sendEmail = value;
  });
}

function orderStep(title: string, draft: Draft): Step {
  const items: readonly YesNo[] = [
    {
      value: true,
      label: l10n.t('One after the other'),
      iconPath: new vscode.ThemeIcon('list-ordered'),
      detail: l10n.t('In the order of the roles.'),
    },
    {
      value: false,
      label: l10n.t('All at once'),
      iconPath: new vscode.ThemeIcon('list-unordered'),
      detail: l10n.t('Old servers ignore this and always keep the order.'),
    },
  ];
  return choice(title, l10n.t('Signing order'), items, draft.inOrder, (value) => {
    draft.inOrder = value;
  });
}

function choice(
  title: string,
  placeholder: string,
  items: readonly YesNo[],
  current: boolean,
  accept: (value: boolean) => void,
): Step {
  return (position) =>
    pickStep(
      position,
      { title, placeholder, items, active: items.find(({ value }) => value === current) },
      ({ value }) => accept(value),
    );
}

function daysStep(title: string, draft: Draft): Step {
  return (position) =>
    textStep(
      position,
      {
        title,
        prompt: l10n.t('Days until it expires'),
        value: String(draft.days),
        remark: (value) =>
          parseDays(value) === undefined
            ? refusal(l10n.t('Enter a whole number from {0} to {1}.', 1, 365))
            : undefined,
      },
      (value) => {
        draft.days = parseDays(value) ?? draft.days;
      },
    );
}

function redirectStep(title: string, draft: Draft): Step {
  return (position) =>
    textStep(
      position,
      {
        title,
        prompt: l10n.t('Redirect URL after signing (optional)'),
        placeholder: 'https://…',
        value: draft.redirectUrl,
        remark: (value) => (isRedirectUrl(value) ? undefined : refusal(l10n.t('Enter an https URL.'))),
      },
      (value) => {
        draft.redirectUrl = value.trim();
      },
    );
}

function noteStep(title: string, draft: Draft): Step {
  return (position) =>
    textStep(
      position,
      {
        title,
        prompt: l10n.t('Note on the document (empty keeps the template’s note)'),
        value: draft.note,
      },
      (value) => {
        draft.note = value.trim();
      },
    );
}
