import type { Document, DocumentState } from './records';

/** The web app's rule, in its order. */
export function stateOf(document: Document, now = Date.now()): DocumentState {
  if (document.completedAt) return 'completed';
  if (document.declined) return 'declined';
  if (!document.sent) return 'draft';
  return document.expires.getTime() <= now ? 'expired' : 'in-progress';
}

/** The list of `documentlist/…` a state belongs to. */
export const DOCTYPES: Readonly<Record<string, DocumentState>> = {
  draft: 'draft',
  inprogress: 'in-progress',
  completed: 'completed',
  declined: 'declined',
  expired: 'expired',
};
