import type { Document, DocumentGroup } from '../api/document';
import { documentState, type DocumentState } from '../api/documentState';
import type { EnvironmentName } from '../api/environmentName';
import { assertActive } from '../environment/active';
import { notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { titleOf } from '../ui/title';
import type { DocumentsContext } from './documentsContext';
import { DocumentNode } from './documentNodes';
import { pickDocument } from './pickDocument';
import { stateText } from './documentWords';

/** The document that an action is for, where it came from, and what it was at when it was last read. */
export interface Target {
  readonly environment: EnvironmentName;
  readonly document: Document;
  /** The list it was found in. */
  readonly group: DocumentGroup;
}

/** The states in which an action makes sense. A word that is not known here may mean any of them. */
export type Allowed = readonly DocumentState['state'][];

export const anyState: Allowed = [
  'inProgress',
  'completed',
  'declined',
  'expired',
  'draft',
  'unknown',
  'other',
];
export const notDraft: Allowed = anyState.filter((state) => state !== 'draft');
export const underWay: Allowed = ['inProgress', 'unknown', 'other'];
export const completed: Allowed = ['completed', 'unknown', 'other'];

/**
 * The document that a command is for: the item it was called on, else one that the user chooses in a dialog named
 * `purpose`. Undefined when none is chosen, and when the command makes no sense for it, which is said.
 */
export async function targetOf(
  context: DocumentsContext,
  args: readonly unknown[],
  purpose: string,
  allowed: Allowed = anyState,
): Promise<Target | undefined> {
  const [item] = args;
  if (!(item instanceof DocumentNode)) {
    return pickDocument(context, purpose, allowed);
  }
  const { environment, document, parent } = item;
  assertActive(context.environments, environment);
  // The item may be older than what is known by now.
  const { group, document: latest } = context.groups.find(document.id) ?? { group: parent.group, document };
  const state = documentState(latest, group);
  if (!allowed.includes(state.state)) {
    void notify(
      'information',
      l10n.t('“{0}” is {1}, so this cannot be done with it.', titleOf(latest), stateText(state)),
    );
    return undefined;
  }
  return { environment, document: latest, group };
}
