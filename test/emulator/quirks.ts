export type Mode = 'v1.2' | 'v1';

/**
 * Differences between servers. `v1` was observed on the public v1 server, `v1.2` is measured or documented for the hosted
 * one. Where nothing is known about v1.2, it behaves like v1.
 */
export interface Quirks {
  /** Routes that v1 lacks (drafts, credits, signing links, revoke, …) are an HTML 404. */
  onlyV1Routes: boolean;
  /** GET returns short objects, without `status`, `audit_trail`, `template_id`, `description` and widget `options`. */
  shortObjects: boolean;
  /** `textbox` is returned as `text input`. */
  textInput: boolean;
  /** In list items, `sendInOrder`, `enableOTP` and `enableTour` are always false, unlike in GET. */
  listBooleansFalse: boolean;
  /** List items have `signers[].widgets`. */
  listWidgets: boolean;
  /** Document list items have a `file`. */
  documentListFile: boolean;
  /** `documentlist/signaturerequest` exists. */
  signatureRequestList: boolean;
  /** Create calls ignore `sendInOrder: false`. GET returns `true`. */
  alwaysInOrder: boolean;
  /** Create calls ignore `redirect_url`. GET returns an empty one, or the template's. */
  ignoresRedirectUrl: boolean;
  /** Lists ignore `skip`, so every page is the first one. */
  ignoresSkip: boolean;
  /**
   * If any account has an address in another letter case, `createcontact` throws the vague 400, and create calls silently
   * drop the signer (or a template's role).
   */
  emailCaseCollides: boolean;
  /** The response of a create call that drops every signer has no `objectId`. */
  noIdWithoutSigners: boolean;
  /** Creating a document from a template only reads `timeToCompleteDays` and `enableOTP`, and keeps the template's title. */
  fewOverrides: boolean;
  /** PUT only accepts v1's six keys, and can't replace a template's PDF. */
  fewPutKeys: boolean;
  /** Create calls without a `title` are rejected. */
  requiresTitle: boolean;
  /** `viewer` and `approver` need no signature widget. */
  signerRoles: boolean;
  /**
   * `draftdocument` as in its only public source (October 2024), in addition to the routes of v1: it requires `signers`
   * and returns `{objectId, url}`. If false, `onlyV1Routes` makes the route an HTML 404.
   */
  oldDraftDocument: boolean;
  /** `drafttemplate` accepts a body without `signers`, as on old servers. */
  draftTemplateWithoutSigners: boolean;
  /** Missing type-specific `options` (such as a date's `format`) get the vague 400. */
  strictOptions: boolean;
  /** The title becomes the file name. A title without valid characters, or a long one, gets the vague 400. */
  titlesBecomeFileNames: boolean;
  /** A file over the limit gets the vague 400 instead of a message about its size. */
  vagueFileTooLarge: boolean;
  /** An encrypted PDF needs the correct `file_password`. */
  checksPassword: boolean;
  /** A `file` that isn't a PDF gets the vague 400. */
  refusesNonPdf: boolean;
  /** File links are signed and expire. Otherwise they don't expire. */
  signedLinks: boolean;
  /** `POST /createdocument/{id}` accepts any account's template. */
  foreignTemplates: boolean;
  /** `POST /createdocument/{id}` still works with a deleted template. */
  deletedTemplates: boolean;
  /** `DELETE /folder/{id}` archives the document with this ID, even one of another account. */
  folderDeletesDocuments: boolean;
  /** The signing URL has a fourth part. */
  fourPartSigningUrl: boolean;
  /** `GET /webhook` without a webhook is 404 `User not found!`. Otherwise it's `{}`. */
  webhookNoneIs404: boolean;
  /** Webhook events have a `type` and formatted dates, are signed if a key is set, and revoking sends `declined`. */
  hostedWebhooks: boolean;
  /** The `completed` event lists one signer twice. */
  completedRepeatsSigner: boolean;
  /** Contacts have `company` and `job_title`. */
  contactDetails: boolean;
  /** `POST /resendmail` never responds. See also `control.setMailTransport`. */
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

export function getQuirks(mode: Mode, overrides: Partial<Quirks> = {}): Quirks {
  return { ...(mode === 'v1' ? V1 : V1_2), ...overrides };
}
