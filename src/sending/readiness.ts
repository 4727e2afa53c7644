import { readiness, type Template } from '../api/template';
import { l10n, passage } from '../ui/l10n';
import type { Question } from '../ui/question';
import { oneLine } from '../ui/text';

/** Why a template can't be sent, or may not be. */
export interface Obstacle extends Question {
  /** The server will refuse it for sure. */
  readonly final: boolean;
}

/** What to tell before anything is asked; undefined when nothing is known against sending. */
export function obstacleOf(template: Template): Obstacle | undefined {
  const title = template.title === undefined ? l10n.t('Untitled') : oneLine(template.title);
  if (template.roles.length === 0) {
    return {
      question: l10n.t('“{0}” can’t be sent yet.', title),
      detail: l10n.t('It has no roles, so there is nobody to sign. Finish it in OpenSign first.'),
      final: true,
    };
  }
  const nameless = template.roles.findIndex(({ role }) => role === undefined);
  if (nameless !== -1) {
    return {
      question: l10n.t('“{0}” can’t be sent through the API.', title),
      detail: l10n.t(
        'Role {0} has no name, and the API finds roles by their names. Give it one in OpenSign.',
        nameless + 1,
      ),
      final: true,
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
    final: false,
  };
}
