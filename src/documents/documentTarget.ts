import * as vscode from 'vscode';
import { documentGroups, type Document, type DocumentGroup } from '../api/document';
import { documentState, type DocumentState } from '../api/documentState';
import { isCanceled } from '../api/errors';
import { assertActive } from '../environment/active';
import type { Choice } from '../environment/choose';
import { toTarget, type ObjectTarget } from '../objects/objectChanges';
import type { Arguments, ObjectContext } from '../objects/objectCommands';
import { pickObject } from '../objects/pickObject';
import { notify } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import { getGroupState, type DocumentLists } from './documentApi';
import { DocumentNode } from './documentRows';
import { documentStates } from './documentSnapshot';
import { ageText, groupName, signerName, stateText } from './documentTexts';
import type { Watching } from './watching';

/** A document that a command works on, with the group it was found in. */
export interface DocumentTarget extends ObjectTarget<Document> {
  readonly group: DocumentGroup;
}

export interface DocumentsContext extends ObjectContext<Document, DocumentTarget> {
  readonly lists: DocumentLists;
  /** Documents that end are no longer watched. */
  readonly watching: Pick<Watching, 'end'>;
}

/** The states in which a command is allowed. A status that we don’t know may mean any of them. */
export type AllowedStates = readonly DocumentState['state'][];

export const notDraft: AllowedStates = documentStates.filter((state) => state !== 'draft');
export const inProgress: AllowedStates = ['inProgress', 'unknown', 'other'];
export const completed: AllowedStates = ['completed', 'unknown', 'other'];

type Parts = Pick<DocumentsContext, 'environments' | 'lists' | 'clock'>;

/**
 * The document of a row, or one that the user picks under the title `purpose`. Undefined when none is picked, and, with
 * a message, when its state isn’t allowed.
 */
export async function getDocument(
  parts: Parts,
  [node]: Arguments,
  purpose: string,
  allowed: AllowedStates = documentStates,
): Promise<DocumentTarget | undefined> {
  if (!(node instanceof DocumentNode)) {
    return pickDocument(parts, purpose, allowed);
  }
  const { environment, id } = node.target;
  assertActive(parts.environments, environment);
  // The list may have been read again since the row was shown.
  const { name: group, object } = parts.lists.find(id) ?? { name: node.parent.group, object: node.object };
  const state = documentState(object, group);
  if (!allowed.includes(state.state)) {
    const text = l10n.t('“{0}” is {1}, so this isn’t possible.', getTitle(object), stateText(state));
    void notify('information', text);
    return undefined;
  }
  return { ...toTarget('document', environment, object), group };
}

/** Offers the documents that were read, and reads the first group with an allowed state when none of these was read. */
export async function pickDocument(
  parts: Parts,
  purpose: string,
  allowed: AllowedStates,
): Promise<DocumentTarget | undefined> {
  const { environments, lists } = parts;
  return pickObject(environments, {
    purpose,
    placeholder: l10n.t('Title, signer or ID'),
    emptyText: l10n.t('No documents in {0} allow this', environmentName(environments.active)),
    retryText: l10n.t('The documents couldn’t be loaded. Try again'),
    load: async (show, signal) => {
      show();
      const groups = documentGroups.filter((group) => allowed.includes(getGroupState(group)));
      const [first] = [...groups.filter((group) => lists.opened.includes(group)), ...groups];
      if (first === undefined) {
        return;
      }
      const list = lists.list(first);
      if (list.state.loadedAt === undefined || list.state.error !== undefined) {
        await list.refresh(signal);
      }
      const { error } = list.state;
      if (error !== undefined && !isCanceled(error)) {
        throw error;
      }
    },
    getChoices: () => getChoices(parts, allowed),
  });
}

function getChoices({ lists, environments, clock }: Parts, allowed: AllowedStates): Choice<DocumentTarget>[] {
  const environment = environments.active;
  return documentGroups.flatMap((group) => {
    const choices = lists
      .list(group)
      .state.items.filter((document) => allowed.includes(documentState(document, group).state))
      .map((document) => {
        const parts = [document.roles.map(signerName).join(', '), ageText(document, clock.now())];
        return {
          label: getTitle(document),
          description: parts.filter((part) => part !== undefined && part !== '').join(' · '),
          detail: document.id,
          value: { ...toTarget('document', environment, document), group },
        };
      });
    const separator = { label: groupName(group), kind: vscode.QuickPickItemKind.Separator };
    return choices.length === 0 ? [] : [separator, ...choices];
  });
}
