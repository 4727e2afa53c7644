import type { DocumentState } from '../api/documentState';

const kinds: Readonly<Record<DocumentState['state'], string>> = {
  inProgress: 'opensign.document.inProgress',
  completed: 'opensign.document.completed',
  declined: 'opensign.document.declined',
  expired: 'opensign.document.expired',
  draft: 'opensign.document.draft',
  unknown: 'opensign.document.other',
  other: 'opensign.document.other',
};

/** Says what can be done to a document, to the menus of the manifest. */
export function contextValueOf(state: DocumentState, isWatched: boolean): string {
  return isWatched ? `${kinds[state.state]}.watched` : kinds[state.state];
}
