import type { Document, DocumentState } from './records';

/** The state, by the web app's rules in the same order. */
export function getState(document: Document, now = Date.now()): DocumentState {
  if (document.completedAt) return 'completed';
  if (document.declined) return 'declined';
  if (!document.sent) return 'draft';
  return document.expires.getTime() <= now ? 'expired' : 'in-progress';
}

/** States by the path segment in `documentlist/…`. */
export const DOCTYPES: Readonly<Record<string, DocumentState>> = {
  draft: 'draft',
  inprogress: 'in-progress',
  completed: 'completed',
  declined: 'declined',
  expired: 'expired',
};
