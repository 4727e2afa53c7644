import * as vscode from 'vscode';
import { isCanceled } from '../api/errors';
import { choose, type Choice } from '../environment/choose';
import type { Environments } from '../environment/environments';
import { errorText } from '../ui/errorMessage';
import type { ObjectRef } from './objectChanges';

export interface PickOptions<Target> {
  /** The dialog’s title, such as “Find Template”. The environment is added. */
  readonly purpose: string;
  readonly placeholder: string;
  /** Replaces the placeholder when there is nothing to choose. */
  readonly emptyText: string;
  /** The row that tries again after an error. */
  readonly retryText: string;
  /** Reads what is missing. `show` updates the rows in between. Rejects as a read does. */
  readonly load: (show: () => void, signal: AbortSignal) => Promise<void>;
  readonly getChoices: () => readonly Choice<Target>[];
}

/**
 * Lets the user pick an object of the active environment while objects are being read. Resolves with undefined when the
 * dialog is closed, which ends the reading, and when the environment changes.
 */
export async function pickObject<Target extends ObjectRef>(
  environments: Pick<Environments, 'active' | 'client' | 'onDidChangeActive'>,
  { purpose, placeholder, emptyText, retryText, load, getChoices }: PickOptions<Target>,
): Promise<Target | undefined> {
  return choose<Target>(environments, {
    title: purpose,
    placeholder,
    load: async (picker, signal) => {
      const show = (error?: unknown) => {
        if (signal.aborted) {
          return;
        }
        const activeId = picker.activeItems[0]?.value?.id;
        const items = [...getChoices()];
        if (error !== undefined) {
          const iconPath = new vscode.ThemeIcon('warning');
          items.push({ label: retryText, iconPath, detail: errorText(error).message, alwaysShow: true });
        }
        picker.items = items;
        const active = items.find(({ value }) => value !== undefined && value.id === activeId);
        if (active !== undefined) {
          picker.activeItems = [active];
        }
      };
      try {
        await load(() => show(), signal);
        show();
        if (!signal.aborted && picker.items.length === 0) {
          picker.placeholder = emptyText;
        }
      } catch (error) {
        if (!isCanceled(error)) {
          show(error);
        }
      }
    },
  });
}
