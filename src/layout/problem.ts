import type { JsonPath } from './jsonTree';

/** What can be wrong with a layout file. */
export type ProblemCode =
  | 'notJson'
  | 'tooDeep'
  | 'notAnObject'
  | 'version'
  /** Of another type than it should be; `args` is what it should be. */
  | 'type'
  | 'noRoles'
  | 'emptyRole'
  | 'sameRole'
  | 'signerRole'
  | 'noSignature'
  | 'viewerWidgets'
  | 'email'
  | 'noWidgetType'
  | 'widgetType'
  | 'prefillType'
  | 'place'
  | 'size'
  | 'page'
  | 'noPage'
  | 'offPage'
  | 'sameName'
  | 'dateFormat'
  | 'dateTwice'
  | 'noValues'
  | 'color'
  | 'fontSize'
  | 'https'
  | 'days'
  | 'emptyTitle'
  | 'oddTitle'
  | 'noPdf';

export interface Problem {
  readonly code: ProblemCode;
  /** An error keeps the file from being sent; a warning does not. */
  readonly severity: 'error' | 'warning';
  readonly path: JsonPath;
  readonly args: readonly (string | number)[];
}

/** Collects problems. */
export class Problems {
  readonly found: Problem[] = [];

  error(code: ProblemCode, path: JsonPath, ...args: readonly (string | number)[]): void {
    this.found.push({ code, severity: 'error', path, args });
  }

  warn(code: ProblemCode, path: JsonPath, ...args: readonly (string | number)[]): void {
    this.found.push({ code, severity: 'warning', path, args });
  }
}
