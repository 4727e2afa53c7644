import { readiness, type Role, type Template, type Widget } from '../api/template';
import { age, oneLine } from '../ui/text';
import { l10n, passage } from '../ui/l10n';

/** What a role is called: by its own name, else by who fills it, else by its position. */
export function roleName(role: Role, index: number): string {
  const name = role.role ?? role.name ?? role.email;
  return name === undefined ? l10n.t('Role {0}', index + 1) : oneLine(name);
}

/** "Signer, Witness · 3 days ago" */
export function summaryOf(template: Template, now: number): string {
  const roles = template.roles.length === 0 ? l10n.t('no roles') : template.roles.map(roleName).join(', ');
  const changed = template.updatedAt ?? template.createdAt;
  return changed === undefined ? roles : l10n.t('{0} · {1}', passage(roles), age(changed, now));
}

/** Whether the template can be used, and what it lacks; undefined when the answer did not tell. */
export function readinessText(template: Template): string | undefined {
  const state = readiness(template);
  if (state === undefined) {
    return undefined;
  }
  if (state.noRoles) {
    return l10n.t('Not ready: there is no role yet.');
  }
  if (state.unsigned.length === 0) {
    return l10n.t('Ready to be used.');
  }
  const names = state.unsigned.map((role) => roleName(role, template.roles.indexOf(role))).join(', ');
  return l10n.t(
    'Without a signature widget: {0}. Whoever signs needs one before the template can be used; whoever only approves or views does not.',
    passage(names),
  );
}

/** "3 widgets"; undefined when the answer did not tell. */
export function widgetCount(role: Role): string | undefined {
  switch (role.widgets?.length) {
    case undefined:
      return undefined;
    case 0:
      return l10n.t('no widgets');
    case 1:
      return l10n.t('1 widget');
    default:
      return l10n.t('{0} widgets', role.widgets?.length ?? 0);
  }
}

/** Who fills the role. */
export function filledBy(role: Role): string {
  return role.email ?? l10n.t('open role');
}

/** "signature sig-1 — page 2" */
export function widgetLabel(widget: Widget): string {
  const what = oneLine(widget.name === undefined ? widget.type : `${widget.type} ${widget.name}`);
  return widget.page === undefined ? what : l10n.t('{0} — page {1}', what, widget.page);
}

/** Where the widget is, in the API's own terms. */
export function widgetPlace(widget: Widget): string {
  const [x, y, w, h] = [widget.x, widget.y, widget.w, widget.h].map((value) => value ?? '?');
  return l10n.t(
    'x {0}, y {1}, width {2}, height {3}, in PDF points from the top left corner of page {4}',
    x ?? '?',
    y ?? '?',
    w ?? '?',
    h ?? '?',
    widget.page ?? '?',
  );
}
