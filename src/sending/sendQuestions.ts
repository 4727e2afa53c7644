import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Role } from '../api/template';
import type { Person } from '../recipients/contactBook';
import { askForText } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { pickStep, refusal, textStep, type TextOptions } from '../ui/stepInput';
import type { Step } from '../ui/steps';
import { oneLine } from '../ui/text';
import { titleRemark } from '../ui/titleRemark';
import { recipientSteps } from './recipientSteps';
import type { Draft } from './sendRequest';
import type { Field, TemplateFacts } from './templateFacts';

/** The steps that fill `draft`, without the last one. They depend on the answers: build them again after each. */
export function questions(
  environment: EnvironmentName,
  facts: TemplateFacts,
  draft: Draft,
  contacts: Promise<readonly Person[]>,
): readonly Step[] {
  const {
    template: { roles },
    fields,
  } = facts;
  const title = getHeading(environment, facts);
  return [
    ...roles.flatMap((_, index) => recipientSteps(title, facts, draft, index, contacts)),
    ask(
      { title, prompt: l10n.t('Title of the document'), value: draft.title, remark: titleRemark },
      (value) => (draft.title = value),
    ),
    notifyStep(title, draft),
    ...(roles.length > 1 ? [orderStep(title, draft)] : []),
    ask(
      {
        title,
        prompt: l10n.t('Days until it expires'),
        value: String(draft.days),
        remark: (value) =>
          parseDays(value) === undefined
            ? refusal(l10n.t('Enter a whole number from {0} to {1}.', 1, 365))
            : undefined,
      },
      (value) => (draft.days = parseDays(value) ?? draft.days),
    ),
    ask(
      {
        title,
        prompt: l10n.t('Redirect URL after signing (optional)'),
        placeholder: 'https://…',
        value: draft.redirectUrl,
        remark: (value) => (isRedirectUrl(value) ? undefined : refusal(l10n.t('Enter an https URL.'))),
      },
      (value) => (draft.redirectUrl = value),
    ),
    ask(
      {
        title,
        prompt: l10n.t('Note on the document (empty keeps the template’s note)'),
        value: draft.note,
      },
      (value) => (draft.note = value),
    ),
    ...(fields.length === 0 ? [] : [fieldsStep(title, fields, roles, draft.values)]),
  ];
}

/** The title of every step. */
export function getHeading(environment: EnvironmentName, { template }: TemplateFacts): string {
  const where = environmentName(environment);
  return template.title === undefined
    ? l10n.t('Send from a template ({0})', where)
    : l10n.t('Send from “{0}” ({1})', template.title, where);
}

/** True for an https URL, and for no URL at all. */
export function isRedirectUrl(value: string): boolean {
  const url = value.trim();
  return url === '' || (URL.canParse(url) && new URL(url).protocol === 'https:' && !/\s/.test(url));
}

/** A whole number of days from 1 to 365, or undefined. */
export function parseDays(value: string): number | undefined {
  const days = /^\s*\d{1,3}\s*$/.test(value) ? Number(value) : 0;
  return days >= 1 && days <= 365 ? days : undefined;
}

function ask(options: TextOptions, accept: (value: string) => void): Step {
  return (position) => textStep(position, options, (value) => accept(value.trim()));
}

function notifyStep(title: string, draft: Draft): Step {
  return choose(
    title,
    l10n.t('Notify signers?'),
    [
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
    ],
    draft.sendEmail,
    (value) => (draft.sendEmail = value),
  );
}

function orderStep(title: string, draft: Draft): Step {
  return choose(
    title,
    l10n.t('Signing order'),
    [
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
    ],
    draft.inOrder,
    (value) => (draft.inOrder = value),
  );
}

function choose(
  title: string,
  placeholder: string,
  items: readonly (vscode.QuickPickItem & { readonly value: boolean })[],
  current: boolean,
  accept: (value: boolean) => void,
): Step {
  const active = items.find(({ value }) => value === current);
  return (position) =>
    pickStep(position, { title, placeholder, items, active }, ({ value }) => accept(value));
}

interface FieldItem extends vscode.QuickPickItem {
  /** Absent on the row that continues. */
  readonly field?: Field;
}

/** Sets values of fields, as many as the user likes. The first row continues. */
function fieldsStep(
  title: string,
  fields: readonly Field[],
  roles: readonly Role[],
  values: Map<Field, string>,
): Step {
  return async (position) => {
    for (;;) {
      const proceed: FieldItem = {
        label: l10n.t('Continue'),
        iconPath: new vscode.ThemeIcon('arrow-right'),
        description:
          values.size === 0 ? l10n.t('without values') : l10n.t('fields with a value: {0}', values.size),
      };
      const chosen: { field?: Field | undefined } = {};
      const outcome = await pickStep(
        position,
        {
          title,
          placeholder: l10n.t('Values for fields of the template (optional)'),
          items: [proceed, ...fields.map((field) => toItem(field, roles, values.get(field)))],
        },
        ({ field }) => (chosen.field = field),
      );
      if (outcome !== 'next' || chosen.field === undefined) {
        return outcome;
      }
      await askForValue(title, chosen.field, values);
    }
  };
}

function toItem(field: Field, roles: readonly Role[], value: string | undefined): FieldItem {
  const { name, type, role } = field;
  const filler = role === undefined ? l10n.t('filled by you') : oneLine(roles[role]?.role ?? '');
  return {
    label: oneLine(name),
    description: l10n.t('{0} · {1}', type, filler),
    ...(value === undefined ? {} : { detail: oneLine(value) }),
    field,
  };
}

async function askForValue(title: string, field: Field, values: Map<Field, string>): Promise<void> {
  const { name, type, role } = field;
  const value = await askForText({
    title,
    prompt:
      role === undefined
        ? l10n.t('Value of “{0}” ({1}, optional)', name, type)
        : l10n.t('Default of “{0}” ({1}, optional). The signer can change it.', name, type),
    value: values.get(field) ?? '',
    ignoreFocusOut: true,
    ...(type === 'checkbox' ? { placeHolder: l10n.t('Selected options, separated by commas') } : {}),
  });
  if (value === '') {
    values.delete(field);
  } else if (value !== undefined) {
    values.set(field, value);
  }
}
