export type Mode = 'v1.2' | 'v1';

/**
 * Where servers differ. `v1` is what was observed on the public v1 server, `v1.2` what is measured or documented
 * of the hosted one; what isn't known about v1.2 behaves as observed. True means the quirk is on.
 */
export interface Quirks {
  /** Routes that the v1 server has not (drafts, credits, signing links, revoke, …) are the HTML 404. */
  onlyV1Routes: boolean;
  /** GET shows v1's short objects: no `status`, `audit_trail`, `template_id`, `description` or widget `options`. */
  shortObjects: boolean;
  /** `textbox` comes back as `text input`. */
  textInput: boolean;
  /** List items have `false` for `sendInOrder`, `enableOTP` and `enableTour`, whatever GET returns. */
  listBooleansFalse: boolean;
  /** List items carry `signers[].widgets`. */
  listWidgets: boolean;
  /** Document list items carry a `file`. */
  documentListFile: boolean;
  /** `documentlist/signaturerequest` exists. */
  signatureRequestList: boolean;
  /** `sendInOrder: false` at creation is ignored: reading back shows `true`. */
  alwaysInOrder: boolean;
  /** `redirect_url` is ignored: reading back shows an empty one, or the template's. */
  ignoresRedirectUrl: boolean;
  /** Lists ignore `skip`: every page is the first one, so a full page has no end. */
  ignoresSkip: boolean;
  /**
   * An address that any account of the server knows in another letter case isn't found again: `createcontact` is the
   * vague 400, and create calls silently drop the signer (or a template's role).
   */
  emailCaseCollides: boolean;
  /** A create call that drops every signer answers without `objectId`. */
  noIdWithoutSigners: boolean;
  /** A document from a template takes nothing but what v1 reads: its title and the rest are the template's. */
  fewOverrides: boolean;
  /** PUT accepts v1's six keys only, and can't replace a template's PDF. */
  fewPutKeys: boolean;
  /** Create calls without a `title` are refused. */
  requiresTitle: boolean;
  /** `viewer` and `approver` need no signature widget. */
  signerRoles: boolean;
  /**
   * `draftdocument` as in its only public source (October 2024), next to the routes of v1: it insists on `signers` and
   * answers `{objectId, url}`. Without it, `onlyV1Routes` makes the route an HTML 404.
   */
  oldDraftDocument: boolean;
  /** `drafttemplate` takes a body without `signers`, as old servers did. */
  draftTemplateWithoutSigners: boolean;
  /** Type-specific `options` that the server reads without looking (a date's `format`, …) give the vague 400. */
  strictOptions: boolean;
  /** A title becomes a file name: nothing usable left of it, or too much, is the vague 400. */
  titlesBecomeFileNames: boolean;
  /** A file over the limit is the vague 400 and not a sentence. */
  vagueFileTooLarge: boolean;
  /** An encrypted PDF needs the right `file_password`. */
  checksPassword: boolean;
  /** A `file` that isn't a PDF gets the vague 400. */
  refusesNonPdf: boolean;
  /** File links are signed and expire; without this they are plain and lasting. */
  signedLinks: boolean;
  /** `POST /createdocument/{id}` takes any account's template. */
  foreignTemplates: boolean;
  /** `POST /createdocument/{id}` still works with a deleted template. */
  deletedTemplates: boolean;
  /** `DELETE /folder/{id}` archives whatever document has that id, another account's included. */
  folderDeletesDocuments: boolean;
  /** The signing URL holds a fourth part. */
  fourPartSigningUrl: boolean;
  /** `GET /webhook` with none set is 404 `User not found!`; without this `{}`. */
  webhookNoneIs404: boolean;
  /** Deliveries have a `type` and dates in words, are signed when a key is set, and revoking sends `declined`. */
  hostedWebhooks: boolean;
  /** The `completed` delivery lists one signer twice. */
  completedRepeatsSigner: boolean;
  /** Contacts have `company` and `job_title`. */
  contactDetails: boolean;
  /** `POST /resendmail` is accepted and never answered. Also `control.setMailTransport`. */
  resendEmailNeverAnswers: boolean;
}

const V1: Quirks = {
  onlyV1Routes: true,
  shortObjects: true,
  textInput: true,
  listBooleansFalse: true,
  listWidgets: true,
  documentListFile: false,
  signatureRequestList: true,
  alwaysInOrder: true,
  ignoresRedirectUrl: true,
  ignoresSkip: false,
  emailCaseCollides: true,
  noIdWithoutSigners: false,
  fewOverrides: true,
  fewPutKeys: true,
  requiresTitle: false,
  signerRoles: false,
  oldDraftDocument: true,
  draftTemplateWithoutSigners: true,
  strictOptions: true,
  titlesBecomeFileNames: true,
  vagueFileTooLarge: true,
  checksPassword: false,
  refusesNonPdf: false,
  signedLinks: false,
  foreignTemplates: true,
  deletedTemplates: true,
  folderDeletesDocuments: true,
  fourPartSigningUrl: false,
  webhookNoneIs404: false,
  hostedWebhooks: false,
  completedRepeatsSigner: true,
  contactDetails: false,
  resendEmailNeverAnswers: false,
};

const V1_2: Quirks = {
  ...V1,
  onlyV1Routes: false,
  shortObjects: false,
  textInput: false,
  listBooleansFalse: false,
  listWidgets: false,
  documentListFile: true,
  signatureRequestList: false,
  alwaysInOrder: false,
  ignoresRedirectUrl: false,
  fewOverrides: false,
  fewPutKeys: false,
  requiresTitle: true,
  signerRoles: true,
  oldDraftDocument: false,
  draftTemplateWithoutSigners: false,
  vagueFileTooLarge: false,
  checksPassword: true,
  signedLinks: true,
  foreignTemplates: false,
  fourPartSigningUrl: true,
  webhookNoneIs404: true,
  hostedWebhooks: true,
  completedRepeatsSigner: false,
  contactDetails: true,
};

export function quirksOf(mode: Mode, overrides: Partial<Quirks> = {}): Quirks {
  return { ...(mode === 'v1' ? V1 : V1_2), ...overrides };
}
