import {
  defined,
  isObject,
  isObjectId,
  list,
  moment,
  number,
  parseList,
  text,
  toObject,
  type Moment,
} from './values';

/** Fields of a template or document that can be changed. Only here, the API calls the title `name`. */
export interface Changes {
  readonly name?: string;
  readonly note?: string;
}

/** A field on a page. Coordinates are PDF points from the top left corner of the page; pages count from 1. */
export interface Widget {
  readonly type: string;
  readonly name?: string;
  readonly page?: number;
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
}

export interface Role {
  /** Absent when the template was made without one. */
  readonly role?: string;
  readonly name?: string;
  readonly email?: string;
  /** `signer`, `approver` or `viewer`; servers rarely send it. */
  readonly signerRole?: string;
  /** Undefined in lists of the newer API, which omit widgets. */
  readonly widgets?: readonly Widget[];
}

/** Documents have these fields too. */
export interface Template {
  readonly id: string;
  /** Absent when none was given. */
  readonly title?: string;
  readonly note?: string;
  readonly description?: string;
  readonly roles: readonly Role[];
  /** A short-lived link when one object is read, useless in a list. Never store, show or log it. */
  readonly file?: string;
  readonly createdAt?: Moment;
  readonly updatedAt?: Moment;
}

function parseWidget(value: unknown): Widget | undefined {
  const widget = toObject(value);
  const type = text(widget.type);
  if (type === undefined) {
    return undefined;
  }
  return defined({
    // Old servers report "text input" for what is created as "textbox".
    type: type === 'text input' ? 'textbox' : type,
    name: text(toObject(widget.options).name),
    page: number(widget.page),
    x: number(widget.x),
    y: number(widget.y),
    w: number(widget.w),
    h: number(widget.h),
  });
}

/** Anything in the list of signers counts as a role. */
function parseRole(value: unknown): Role {
  const role = toObject(value);
  return defined({
    role: text(role.role),
    name: text(role.name),
    email: text(role.email),
    signerRole: text(role.signer_role),
    widgets: Array.isArray(role.widgets) ? parseList(role.widgets, parseWidget) : undefined,
  });
}

/** Undefined without a usable ID. Everything else may be missing. */
export function parseTemplate(value: unknown): Template | undefined {
  if (!isObject(value) || !isObjectId(value.objectId)) {
    return undefined;
  }
  return defined({
    id: value.objectId,
    title: text(value.title),
    note: text(value.note),
    description: text(value.description),
    roles: list(value.signers).map(parseRole),
    file: text(value.file),
    createdAt: moment(value.createdAt),
    updatedAt: moment(value.updatedAt),
  });
}

/** What is missing for a template to be usable, by the web app's own rule. */
export interface Readiness {
  readonly noRoles: boolean;
  /** Roles without a signature widget. Viewers and approvers need none, but servers rarely identify them. */
  readonly unsigned: readonly Role[];
}

/** Undefined when the widgets are unknown. */
export function readiness(template: Template): Readiness | undefined {
  if (template.roles.some((role) => role.widgets === undefined)) {
    return undefined;
  }
  const unsigned = template.roles.filter(
    (role) =>
      role.signerRole !== 'viewer' &&
      role.signerRole !== 'approver' &&
      !(role.widgets ?? []).some((widget) => widget.type === 'signature'),
  );
  return { noRoles: template.roles.length === 0, unsigned };
}
