import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Outgoing } from '../api/outgoing';
import type { Role } from '../api/template';
import { tokenVariable } from '../environment/token';
import type { Person } from '../recipients/contactBook';
import { recipientText, sharedRoleTexts } from '../recipients/participants';
import { askForText, refusal, type Remark } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { pickStep, textStep, type Step, type TextOptions } from '../ui/wizard';
import { oneLine } from '../ui/text';
import { titleRemark } from '../ui/title';
import { recipientSteps } from './recipientSteps';
import { copyAs, copyAsCode, type RequestPreviews } from './requestPreviews';
import { reminder } from './sendMessages';
import type { Draft } from './sendRequest';
import type { Field, TemplateFacts } from './templateFacts';

/** The steps that fill `draft`, without {@link lastStep}. They depend on the answers: build them again after each. */
export function questions(
  environment: EnvironmentName,
  facts: TemplateFacts,
  draft: Draft,
  contacts: Promise<readonly Person[]>,
): readonly Step[] {
  const { roles } = facts.template;
  const title = getHeading(environment, facts);
  const orderStep = choose(
    title,
    l10n.t('Signing order'),
    row(l10n.t('One after the other'), 'list-ordered', l10n.t('In the order of the roles.')),
    row(
      l10n.t('All at once'),
      'list-unordered',
      l10n.t('Old servers ignore this and always keep the order.'),
    ),
    draft.inOrder,
    (value) => (draft.inOrder = value),
  );
  return [
    ...roles.flatMap((_, index) => recipientSteps(title, facts, draft, index, contacts)),
    enter(
      { title, prompt: l10n.t('Title of the document'), value: draft.title, remark: titleRemark },
      (value) => (draft.title = value),
    ),
    choose(
      title,
      l10n.t('Notify signers?'),
      row(l10n.t('Send emails'), 'mail', l10n.t('OpenSign emails the signers.')),
      row(
        l10n.t('Only create links'),
        'link',
        l10n.t('No email is sent. You share the signing links yourself.'),
      ),
      draft.sendEmail,
      (value) => (draft.sendEmail = value),
    ),
    ...(roles.length > 1 ? [orderStep] : []),
    enter(
      {
        title,
        prompt: l10n.t('Days until the document expires'),
        value: String(draft.days),
        remark: daysRemark,
      },
      (value) => (draft.days = parseDays(value) ?? draft.days),
    ),
    enter(
      {
        title,
        prompt: l10n.t('Redirect URL after signing (optional)'),
        placeholder: 'https://…',
        value: draft.redirectUrl,
        remark: (value) => (isRedirectUrl(value) ? undefined : refusal(l10n.t('Enter an https URL.'))),
      },
      (value) => (draft.redirectUrl = value),
    ),
    enter(
      {
        title,
        prompt: l10n.t('Note on the document (empty keeps the template’s note)'),
        value: draft.note,
      },
      (value) => (draft.note = value),
    ),
    ...(facts.fields.length === 0 ? [] : [fieldsStep(title, facts.fields, roles, draft.values)]),
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

function daysRemark(value: string): Remark | undefined {
  return parseDays(value) === undefined
    ? refusal(l10n.t('Enter a whole number from {0} to {1}.', 1, 365))
    : undefined;
}

function enter(options: TextOptions, accept: (value: string) => void): Step {
  return textStep(options, (value) => accept(value.trim()));
}

function choose(
  title: string,
  placeholder: string,
  yes: vscode.QuickPickItem,
  no: vscode.QuickPickItem,
  current: boolean,
  accept: (value: boolean) => void,
): Step {
  const options = { title, placeholder, items: [yes, no], active: current ? yes : no };
  return pickStep(options, (item) => accept(item === yes));
}

function row(label: string, icon: string, detail: string): vscode.QuickPickItem {
  return { label, iconPath: new vscode.ThemeIcon(icon), detail };
}

interface ActionItem extends vscode.QuickPickItem {
  /** Absent on the row that continues. */
  readonly run?: () => Promise<void>;
}

/** Shows a list, again after each action, until the user continues. */
function menuStep(
  getMenu: () => Promise<{ title: string; placeholder: string; items: readonly ActionItem[] }>,
): Step {
  return async (position) => {
    for (;;) {
      const chosen: { run?: ActionItem['run'] } = {};
      const outcome = await pickStep(await getMenu(), ({ run }) => (chosen.run = run))(position);
      if (outcome !== 'next' || chosen.run === undefined) {
        return outcome;
      }
      await chosen.run();
    }
  };
}

/** Sets values of fields, as many as the user likes. The first row continues. */
function fieldsStep(
  title: string,
  fields: readonly Field[],
  roles: readonly Role[],
  values: Map<Field, string>,
): Step {
  const toItem = (field: Field): ActionItem => {
    const { name, type, role } = field;
    const value = values.get(field);
    const filler = role === undefined ? l10n.t('filled by you') : oneLine(roles[role]?.role ?? '');
    return {
      label: oneLine(name),
      description: l10n.t('{0} · {1}', type, filler),
      ...(value === undefined ? {} : { detail: oneLine(value) }),
      run: () => askForValue(title, field, values),
    };
  };
  return menuStep(() => {
    const proceed = {
      label: l10n.t('Continue'),
      iconPath: new vscode.ThemeIcon('arrow-right'),
      description:
        values.size === 0 ? l10n.t('without values') : l10n.t('fields with a value: {0}', values.size),
    };
    const placeholder = l10n.t('Field values (optional)');
    return Promise.resolve({ title, placeholder, items: [proceed, ...fields.map(toItem)] });
  });
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

/** Asks whether to send. Previewing or copying the request returns to the question. */
export function lastStep(
  title: string,
  getOutgoing: () => Outgoing | Promise<Outgoing>,
  previews: Pick<RequestPreviews, 'show'>,
): Step {
  return menuStep(async () => {
    const outgoing = await getOutgoing();
    const { client, recipients, sendEmail } = outgoing;
    const variable = tokenVariable(client.environment);
    const send = client.environment === 'live' ? l10n.t('Send in Live') : l10n.t('Send in Sandbox');
    // The row shows only the first of many recipients, so shared roles come first.
    const people = [...sharedRoleTexts(recipients), recipients.map(recipientText).join(', ')].join(' · ');
    const preview = l10n.t('As JSON, without the file and the token.');
    const curl = l10n.t('Reads the token from {0}.', `$${variable}`);
    const code = l10n.t('In the language you select. Reads the token from {0}.', variable);
    const items = [
      row(send, 'send', people),
      { ...row(l10n.t('Preview Request'), 'open-preview', preview), run: () => previews.show(outgoing) },
      { ...row(l10n.t('Copy as cURL'), 'terminal', curl), run: () => copyAs('curl', 'cURL', outgoing) },
      { ...row(l10n.t('Copy as Code…'), 'code', code), run: () => copyAsCode(title, outgoing) },
    ];
    return { title, placeholder: reminder(client.environment, sendEmail), items };
  });
}
