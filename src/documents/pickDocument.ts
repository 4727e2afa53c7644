import * as vscode from 'vscode';
import { documentGroups, type Document, type DocumentGroup } from '../api/document';
import { documentState } from '../api/documentState';
import { isCanceled } from '../api/errors';
import { choose, type Choice } from '../environment/choose';
import { errorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import type { DocumentsContext } from './documentsContext';
import type { Allowed, Target } from './documentTarget';
import { ageOf, groupName, signerName } from './documentWords';

/**
 * Lets the user choose among the documents of the active environment that were read and are in one of the states.
 * When no group with such documents was read yet, the first of them is. Resolves with undefined when it is closed,
 * which ends the reading, and when the environment changes.
 */
export async function pickDocument(
  context: DocumentsContext,
  purpose: string,
  allowed: Allowed,
): Promise<Target | undefined> {
  const { environments } = context;
  const environment = environments.active;
  return choose<Target>(environments, {
    purpose,
    placeholder: l10n.t('Title, signer or ID'),
    load: async (picker, signal) => {
      picker.items = choices(context, allowed);
      const error = await readFirst(context, allowed, signal);
      if (signal.aborted) {
        return;
      }
      picker.items = [...choices(context, allowed), ...(error === undefined ? [] : [problem(error)])];
      if (picker.items.length === 0) {
        const where = environmentName(environment);
        picker.placeholder = l10n.t('No documents in {0} with which this can be done', where);
      }
    },
  });
}

/** Reads what is missing to offer anything. Resolves with what went wrong; never rejects. */
async function readFirst(
  { groups }: DocumentsContext,
  allowed: Allowed,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const fitting = documentGroups.filter((group) => allowed.includes(stateOfGroup(group)));
  const [first] = [...fitting.filter((group) => groups.opened.includes(group)), ...fitting];
  if (first === undefined) {
    return undefined;
  }
  const list = groups.list(first);
  if (list.state.loadedAt === undefined || list.state.error !== undefined) {
    await list.refresh(signal);
  }
  const { error } = list.state;
  return isCanceled(error) ? undefined : error;
}

function choices({ groups, environments, clock }: DocumentsContext, allowed: Allowed): Choice<Target>[] {
  const environment = environments.active;
  const choiceOf = (document: Document, group: DocumentGroup) => {
    const parts = [document.roles.map(signerName).join(', '), ageOf(document, clock.now())];
    return {
      label: titleOf(document),
      description: parts.filter((part) => part !== undefined && part !== '').join(' · '),
      detail: document.id,
      value: { environment, document, group },
    };
  };
  return documentGroups.flatMap((group) => {
    const fitting = groups
      .list(group)
      .state.items.filter((document) => allowed.includes(documentState(document, group).state));
    const separator = { label: groupName(group), kind: vscode.QuickPickItemKind.Separator };
    return fitting.length === 0 ? [] : [separator, ...fitting.map((document) => choiceOf(document, group))];
  });
}

function problem(error: Error): Choice<Target> {
  return {
    label: l10n.t('The documents could not be loaded. Try again'),
    iconPath: new vscode.ThemeIcon('warning'),
    detail: errorText(error).message,
    alwaysShow: true,
  };
}

function stateOfGroup(group: DocumentGroup): Allowed[number] {
  return documentState({ id: '', roles: [] }, group).state;
}
