import {
  defined,
  isObject,
  isObjectId,
  list,
  moment,
  number,
  text,
  type JsonObject,
  type Moment,
} from './values';

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

/** A part in a template, to be filled by a signer. */
export interface Role {
  /** Absent when the template was made without one. */
  readonly role?: string;
  readonly name?: string;
  readonly email?: string;
  /** `signer`, `approver` or `viewer`; servers rarely say. */
  readonly signerRole?: string;
  /** Undefined in lists of the newer API, which do not tell the widgets. */
  readonly widgets?: readonly Widget[];
}

export interface Template {
  readonly id: string;
  /** Absent when none was given. */
  readonly title?: string;
  readonly note?: string;
  readonly description?: string;
  readonly roles: readonly Role[];
  /** A short-lived link in the answer for one template, useless in a list. Never to be stored, shown or logged. */
  readonly file?: string;
  readonly createdAt?: Moment;
  readonly updatedAt?: Moment;
}

function parseWidget(value: unknown): Widget | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const type = text(value.type);
  if (type === undefined) {
    return undefined;
  }
  return defined({
    // Old servers say "text input" for what is created as "textbox".
    type: type === 'text input' ? 'textbox' : type,
    name: isObject(value.options) ? text(value.options.name) : undefined,
    page: number(value.page),
    x: number(value.x),
    y: number(value.y),
    w: number(value.w),
    h: number(value.h),
  });
}

/** A role of an answer; whatever it is, it counts as one. */
export function parseRole(value: unknown): Role {
  const role: JsonObject = isObject(value) ? value : {};
  return defined({
    role: text(role.role),
    name: text(role.name),
    email: text(role.email),
    signerRole: text(role.signer_role),
    widgets: Array.isArray(role.widgets)
      ? list(role.widgets)
          .map(parseWidget)
          .filter((widget) => widget !== undefined)
      : undefined,
  });
}

/** A template of an answer, or undefined when it has no usable id. Everything else may be missing. */
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

/** What keeps a template from being used, by the web app's own rule; empty when it is ready. */
export interface Readiness {
  readonly noRoles: boolean;
  /** Roles without a signature widget. One that only views or approves needs none, but answers do not tell those. */
  readonly unsigned: readonly Role[];
}

/** Undefined when the answer does not tell the widgets. */
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
