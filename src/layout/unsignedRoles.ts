import { isObject, list, text, type JsonObject } from '../api/values';
import { ask } from '../ui/gateway';
import { l10n, passage } from '../ui/l10n';
import type { Question } from '../ui/question';
import { oneLine } from '../ui/text';

/** What a role without a signature widget can be. Servers don't return which of the two it is. */
export type UnsignedKind = 'approver' | 'viewer';

/** A role of a template that has no signature widget, and isn't known to approve or view. */
export interface UnsignedRole {
  readonly name: string;
  /** It has other widgets, so it can't be a viewer. */
  readonly hasWidgets: boolean;
}

export function findUnsignedRoles(template: JsonObject): readonly UnsignedRole[] {
  return list(template.signers).flatMap((signer, index) =>
    isUnsigned(signer)
      ? [{ name: text(signer.role) ?? String(index + 1), hasWidgets: list(signer.widgets).length > 0 }]
      : [],
  );
}

/** The template with its unsigned roles as approvers or viewers. Roles with widgets become approvers in either case. */
export function setKind(template: JsonObject, kind: UnsignedKind): JsonObject {
  const signers = list(template.signers).map((signer) =>
    isUnsigned(signer)
      ? { ...signer, signer_role: list(signer.widgets).length > 0 ? 'approver' : kind }
      : signer,
  );
  return { ...template, signers };
}

function isUnsigned(signer: unknown): signer is JsonObject {
  return (
    isObject(signer) &&
    signer.signer_role !== 'approver' &&
    signer.signer_role !== 'viewer' &&
    !list(signer.widgets).some((widget) => isObject(widget) && widget.type === 'signature')
  );
}

export function unsignedQuestion(title: string, roles: readonly UnsignedRole[]): Question {
  const names = passage(roles.map(({ name }) => oneLine(name)).join(', '));
  const missing = l10n.t(
    'Missing signature widget: {0}. Every signer needs one. Approvers and viewers don’t, but the API doesn’t identify them.',
    names,
  );
  return {
    question: l10n.t(
      'Are the roles without a signature widget in “{0}” approvers or viewers?',
      oneLine(title),
    ),
    detail: roles.some(({ hasWidgets }) => hasWidgets)
      ? `${missing} ${l10n.t('Viewers have no widgets, so roles with other widgets become approvers.')}`
      : missing,
  };
}

/** Asks what the unsigned roles become. Resolves with undefined when canceled. */
export async function askForKind(
  title: string,
  roles: readonly UnsignedRole[],
  buttons: Readonly<Record<UnsignedKind, string>>,
): Promise<UnsignedKind | undefined> {
  const { question, detail } = unsignedQuestion(title, roles);
  const choice = await ask(question, detail, buttons.approver, buttons.viewer);
  return choice === undefined ? undefined : choice === buttons.viewer ? 'viewer' : 'approver';
}
