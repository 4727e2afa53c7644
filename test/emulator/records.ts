import type { SigningSettings } from './signingSettings';

/** A point in time. `seq` orders events within one millisecond. */
export interface Stamp {
  readonly at: Date;
  readonly seq: number;
}

/** Coordinates keep their JSON type, as on the server. */
export interface Widget {
  type: string;
  page: unknown;
  x: unknown;
  y: unknown;
  w: unknown;
  h: unknown;
  options?: Record<string, unknown>;
}

/** Unassigned as long as it has no contact. */
export interface Role {
  role?: string;
  contactId?: string;
  signerRole: string;
  widgets: Widget[];
}

export interface Contact {
  readonly id: string;
  readonly ownerId: string;
  name?: string;
  email: string;
  phone: string;
  company?: string;
  job_title?: string;
  created: Stamp;
  updated: Stamp;
  deleted: boolean;
}

export interface Folder {
  readonly id: string;
  readonly ownerId: string;
  folderName?: string;
  parentFolderId?: string;
  created: Stamp;
  updated: Stamp;
  archived: boolean;
}

interface SignObject {
  readonly id: string;
  readonly ownerId: string;
  title?: string;
  note: string;
  description?: string;
  /** Key in the file storage. */
  file: string;
  roles: Role[];
  settings: SigningSettings;
  created: Stamp;
  updated: Stamp;
  archived: boolean;
}

export type Template = SignObject;

/** The progress of one signer. */
export interface Trail {
  viewed?: Date;
  signed?: Date;
  ip?: string;
  responses: { name: string; response: unknown }[];
}

export interface Document extends SignObject {
  folderId?: string;
  templateId?: string;
  /** False for a draft. */
  sent: boolean;
  expires: Date;
  completedAt?: Date;
  declined?: { by: string; reason: string; at: Date };
  signedFile?: string;
  certificate?: string;
  trail: Map<string, Trail>;
  /** Contacts of a document that was created from a template without signers. It has no roles and is in no list. */
  bareSigners?: string[];
}

export type DocumentState = 'draft' | 'in-progress' | 'completed' | 'declined' | 'expired';
