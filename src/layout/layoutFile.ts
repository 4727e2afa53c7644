import type { JsonObject } from '../api/values';
import type { SignerRole, WidgetType } from './layoutWords';

/** The version of the format that is written, and the only one that is read. */
export const layoutFileVersion = 1;

/** A field on a page: PDF points from the top left corner, pages from 1. */
export interface SideWidget {
  readonly type: WidgetType;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** In the API's own words, as far as the file says them. */
  readonly options: JsonObject;
}

export interface SideRole {
  readonly role: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly signerRole?: SignerRole;
  readonly widgets: readonly SideWidget[];
}

/** What stands beside a PDF: who signs it, and where. Checked: everything in it is of the type it should be. */
export interface LayoutFile {
  readonly title?: string;
  readonly note?: string;
  readonly description?: string;
  /** By the names of {@link settings}. */
  readonly options: JsonObject;
  readonly roles: readonly SideRole[];
  readonly prefill: readonly SideWidget[];
}
