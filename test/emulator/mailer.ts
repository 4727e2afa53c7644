export interface Mail {
  readonly to: string;
  readonly documentId: string;
  readonly subject: string | undefined;
  readonly kind: 'request' | 'reminder';
}

/** Records emails instead of sending them. */
export class Mailer {
  readonly sent: Mail[] = [];
  /** If false, `/resendmail` never responds. Create calls still do. */
  working = true;

  send(mail: Mail): void {
    if (this.working) this.sent.push(mail);
  }
}
