import * as vscode from 'vscode';
import { isCancelled } from '../api/errors';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import { Disposables } from '../ui/disposables';
import { errorText } from '../ui/errorMessage';
import { environmentInText } from '../ui/names';
import { oldAfterMs } from './listState';
import { TemplateNode } from './nodes';
import type { TemplateList } from './templateList';
import { summaryOf, titleOf } from './words';

/** What templates need to know of the environments. */
export type TemplateEnvironments = Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;

export interface PickContext {
  readonly environments: TemplateEnvironments;
  readonly list: TemplateList;
  readonly clock: Clock;
}

interface TemplateItem extends vscode.QuickPickItem {
  /** Absent on the item that tells what went wrong. */
  readonly template?: Template;
}

/**
 * Lets the user choose among all templates of the active environment; they come page by page while one types.
 * Resolves with undefined when it is closed, which ends the loading, and when the environment changes. `purpose`
 * is the dialog's title, such as "Find Template"; the environment is added.
 */
export async function pickTemplate(context: PickContext, purpose: string): Promise<TemplateNode | undefined> {
  const { environments, list, clock } = context;
  const environment = environments.active;
  // Rejects with the reason when no request can be made: an empty dialog would not tell.
  await environments.client(environment);
  const owned = new Disposables();
  const stop = new AbortController();
  const picker = owned.add(vscode.window.createQuickPick<TemplateItem>());
  picker.title = vscode.l10n.t('{0} ({1})', purpose, environmentInText(environment));
  picker.placeholder = vscode.l10n.t('Title, role or ID');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;

  const load = async () => {
    picker.busy = true;
    try {
      await list.loadAll((items) => show(picker, items, clock), stop.signal, clock.now() - oldAfterMs);
      if (list.state.items.length === 0) {
        picker.placeholder = vscode.l10n.t('No templates in {0} yet', environmentInText(environment));
      }
    } catch (error) {
      if (!isCancelled(error)) {
        show(picker, list.state.items, clock, errorText(error).message);
      }
    } finally {
      if (!stop.signal.aborted) {
        picker.busy = false;
      }
    }
  };

  try {
    return await new Promise<TemplateNode | undefined>((resolve) => {
      owned.add(environments.onDidChangeActive(() => picker.hide()));
      owned.add(picker.onDidHide(() => resolve(undefined)));
      owned.add(
        picker.onDidAccept(() => {
          const [item] = picker.selectedItems;
          if (item?.template !== undefined) {
            resolve(new TemplateNode(environment, item.template));
          } else if (item !== undefined) {
            void load();
          }
        }),
      );
      picker.show();
      void load();
    });
  } finally {
    stop.abort();
    owned.dispose();
  }
}

function show(
  picker: vscode.QuickPick<TemplateItem>,
  templates: readonly Template[],
  clock: Clock,
  problem?: string,
): void {
  const active = picker.activeItems[0]?.template?.id;
  const items: TemplateItem[] = templates.map((template) => ({
    label: withoutIcons(titleOf(template)),
    description: withoutIcons(summaryOf(template, clock.now())),
    detail: template.id,
    template,
  }));
  if (problem !== undefined) {
    items.push({
      label: `$(warning) ${vscode.l10n.t('Not all templates could be loaded. Try again')}`,
      detail: problem,
      alwaysShow: true,
    });
  }
  picker.items = items;
  const still = items.find((item) => item.template !== undefined && item.template.id === active);
  if (still !== undefined) {
    picker.activeItems = [still];
  }
}

/** VS Code reads `$(name)` in an item as an icon, also in what the server said. */
function withoutIcons(text: string): string {
  return text.replace(/\$\([\w~-]+\)/g, '\\$&');
}
