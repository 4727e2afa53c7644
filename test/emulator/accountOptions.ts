import type { DocumentState } from './records';
import type { SigningSettings } from './signingSettings';

export type Plan = 'free' | 'professional' | 'teams';

export interface AccountOptions {
  token: string;
  name: string;
  email: string;
  phone?: string;
  jobTitle?: string;
  company?: string;
  /** Default: 100 000 in sandbox, 100 in live. */
  credits?: number;
  addonCredits?: number;
  /** Default true. False: `getcredits` and the charged calls answer a 400 about it. */
  subscription?: boolean;
  plan?: Plan;
  /** Default true. False: the token is good, `getuser` is 404 `User not found!`. */
  profile?: boolean;
}

/** A role as tests write it down; with an `email` it is pre-assigned. */
export interface RoleInput {
  role?: string;
  name?: string;
  email?: string;
  phone?: string;
  signer_role?: 'signer' | 'viewer' | 'approver';
  /** Default: one signature on page 1. */
  widgets?: {
    type: string;
    page: number;
    x: number;
    y: number;
    w?: number;
    h?: number;
    options?: Record<string, unknown>;
  }[];
}

export interface TemplateInput extends Partial<SigningSettings> {
  title?: string;
  note?: string;
  description?: string;
  roles: RoleInput[];
  pdf?: Buffer;
  createdAt?: Date;
  updatedAt?: Date;
}

export interface DocumentInput extends TemplateInput {
  /** Default `in-progress`. */
  state?: DocumentState;
  templateId?: string;
  folderId?: string;
}
