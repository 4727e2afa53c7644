/** How signing goes, as a layout file says it (`name`) and as the API does (`api`). Source: api.md 5.6, 5.7. */
export interface Setting {
  readonly name: string;
  readonly api: string;
  readonly type: 'boolean' | 'days' | 'text' | 'https' | 'email' | 'emails' | 'texts';
  /** Only documents know it; templates are not sent. */
  readonly documentOnly?: true;
}

export const settings: readonly Setting[] = [
  { name: 'sendInOrder', api: 'sendInOrder', type: 'boolean' },
  { name: 'sendInOrderStrict', api: 'send_in_order_strict', type: 'boolean' },
  { name: 'allowOfflineSign', api: 'allow_offline_sign', type: 'boolean' },
  { name: 'enableOtp', api: 'enableOTP', type: 'boolean' },
  { name: 'enableTour', api: 'enableTour', type: 'boolean' },
  { name: 'allowModifications', api: 'allow_modifications', type: 'boolean' },
  { name: 'autoReminder', api: 'auto_reminder', type: 'boolean' },
  { name: 'remindOnceInEvery', api: 'remind_once_in_every', type: 'days' },
  { name: 'timeToCompleteDays', api: 'timeToCompleteDays', type: 'days' },
  { name: 'redirectUrl', api: 'redirect_url', type: 'https' },
  { name: 'mergeCertificate', api: 'merge_certificate', type: 'boolean' },
  { name: 'notifyOnSignatures', api: 'notify_on_signatures', type: 'boolean' },
  { name: 'penColors', api: 'pen_colors', type: 'texts' },
  { name: 'senderName', api: 'sender_name', type: 'text' },
  { name: 'senderEmail', api: 'sender_email', type: 'email' },
  { name: 'bcc', api: 'bcc', type: 'emails' },
  { name: 'cc', api: 'cc', type: 'emails' },
  { name: 'sendEmail', api: 'send_email', type: 'boolean', documentOnly: true },
  { name: 'emailSubject', api: 'email_subject', type: 'text', documentOnly: true },
  { name: 'emailBody', api: 'email_body', type: 'text', documentOnly: true },
];
