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
  /** Default: 100,000 in Sandbox, 100 in Live. */
  credits?: number;
  addonCredits?: number;
  /** Default true. If false, `getcredits` and the calls that use credits respond with 400. */
  subscription?: boolean;
  plan?: Plan;
  /** Default true. If false, the token is valid, but `getuser` responds with 404 `User not found!`. */
  profile?: boolean;
}

/** A role for tests. With an `email`, a person is assigned. */
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
