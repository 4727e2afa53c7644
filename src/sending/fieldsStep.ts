import * as vscode from 'vscode';
import type { Role } from '../api/template';
import { askForText } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { pickStep, type Step } from '../ui/wizard';
import { oneLine } from '../ui/text';
import type { Field } from './templateFacts';

interface FieldItem extends vscode.QuickPickItem {
  /** Absent on the line that goes on. */
  readonly field?: Field;
}

/** Lets fields be given a value, as many as the user likes; to go on without any is one key. */
export function fieldsStep(
  title: string,
  fields: readonly Field[],
  roles: readonly Role[],
  values: Map<Field, string>,
): Step {
  return async (position) => {
    for (;;) {
      const chosen: { field?: Field | undefined } = {};
      const outcome = await pickStep(
        position,
        {
          title,
          placeholder: l10n.t('Values for fields of the template (optional)'),
          items: [goOn(values.size), ...fields.map((field) => itemOf(field, roles, values))],
        },
        ({ field }: FieldItem) => {
          chosen.field = field;
        },
      );
      if (outcome !== 'next' || chosen.field === undefined) {
        return outcome;
      }
      await askForValue(title, chosen.field, values);
    }
  };
}

function goOn(count: number): FieldItem {
  const row = { label: l10n.t('Go on'), iconPath: new vscode.ThemeIcon('arrow-right') };
  return count === 0
    ? { ...row, description: l10n.t('without values') }
    : { ...row, description: l10n.t('fields with a value: {0}', count) };
}

function itemOf(field: Field, roles: readonly Role[], values: ReadonlyMap<Field, string>): FieldItem {
  const { name, type, role } = field;
  const value = values.get(field);
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
  const prompt =
    role === undefined
      ? l10n.t('Value of “{0}” ({1}); empty for none', name, type)
      : l10n.t('Default of “{0}” ({1}); the signer can change it. Empty for none', name, type);
  const value = await askForText({
    title,
    prompt,
    value: values.get(field) ?? '',
    ignoreFocusOut: true,
    ...(type === 'checkbox' ? { placeHolder: l10n.t('What is ticked, separated by commas') } : {}),
  });
  if (value === undefined) {
    return;
  }
  if (value === '') {
    values.delete(field);
  } else {
    values.set(field, value);
  }
}
