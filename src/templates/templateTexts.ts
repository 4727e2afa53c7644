import type * as vscode from 'vscode';
import { readiness, type Role, type Template, type Widget } from '../api/template';
import type { ListState } from '../objects/pagedList';
import type { ObjectTarget } from '../objects/objectChanges';
import { objectTooltip } from '../objects/objectTree';
import { age, dateTime, oneLine } from '../ui/text';
import { errorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { plain } from '../ui/inertText';

/** A role’s own name, or who fills it, or its position. */
export function roleName(role: Role, index: number): string {
  const name = role.role ?? role.name ?? role.email;
  return name === undefined ? l10n.t('Role {0}', index + 1) : oneLine(name);
}

/** “Signer, Witness · 3 days ago” */
export function templateSummary(template: Template, now: number): string {
  const roles = template.roles.length === 0 ? l10n.t('no roles') : template.roles.map(roleName).join(', ');
  const changed = template.updatedAt ?? template.createdAt;
  return changed === undefined ? roles : l10n.t('{0} · {1}', passage(roles), age(changed, now));
}

/** Whether the template can be used, and what it lacks. Undefined when the response didn’t contain it. */
export function readinessText(template: Template): string | undefined {
  const state = readiness(template);
  if (state === undefined) {
    return undefined;
  }
  if (state.noRoles) {
    return l10n.t('Not ready: it has no roles.');
  }
  if (state.unsigned.length === 0) {
    return l10n.t('Ready to use.');
  }
  const names = state.unsigned.map((role) => roleName(role, template.roles.indexOf(role))).join(', ');
  return l10n.t(
    'Missing signature widget: {0}. Every signer needs one. Approvers and viewers don’t, but the API doesn’t identify them.',
    passage(names),
  );
}

/** Who fills the role, and “3 widgets” when the response contained them. */
export function roleFacts({ email, widgets }: Role): readonly string[] {
  const filledBy = email ?? l10n.t('Unassigned');
  switch (widgets?.length) {
    case undefined:
      return [filledBy];
    case 0:
      return [filledBy, l10n.t('no widgets')];
    case 1:
      return [filledBy, l10n.t('1 widget')];
    default:
      return [filledBy, l10n.t('{0} widgets', widgets?.length ?? 0)];
  }
}

/** “signature sig-1 — page 2” */
export function widgetLabel(widget: Widget): string {
  const what = oneLine(widget.name === undefined ? widget.type : `${widget.type} ${widget.name}`);
  return widget.page === undefined ? what : l10n.t('{0} — page {1}', what, widget.page);
}

/** Where the widget is, in the API’s units. */
export function widgetPlace({ x, y, w, h, page }: Widget): string {
  return l10n.t(
    'x {0}, y {1}, width {2}, height {3}, in PDF points from the top left corner of page {4}',
    x ?? '?',
    y ?? '?',
    w ?? '?',
    h ?? '?',
    page ?? '?',
  );
}

export function templateTooltip(target: ObjectTarget<unknown>, template: Template): vscode.MarkdownString {
  const { description, roles } = template;
  const readinessLine = readinessText(template);
  const roleLines = roles.map((role, index) => {
    const facts = passage(roleFacts(role).join(', '));
    return `* ${plain(l10n.t('{0}: {1}', roleName(role, index), facts))}`;
  });
  return objectTooltip(target, template, {
    status: readinessLine === undefined ? undefined : plain(readinessLine),
    details: [
      description === undefined ? undefined : plain(l10n.t('Description: {0}', passage(description))),
      roles.length === 0 ? undefined : roleLines.join('\n'),
    ],
  });
}

/** Warns that the shown templates are those of an earlier reading. Empty when they aren’t. */
export function staleListText({ error, loadedAt }: ListState): string {
  if (error === undefined) {
    return '';
  }
  const { message } = errorText(error);
  return loadedAt === undefined
    ? message
    : l10n.t('Last updated {0}. {1}', dateTime({ time: loadedAt, raw: '' }), passage(message));
}
