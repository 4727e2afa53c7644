import * as vscode from 'vscode';
import { isCanceled } from '../api/errors';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import { choose, type Choice } from '../environment/choose';
import type { Environments } from '../environment/environments';
import { errorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { oldAfterMs } from '../objects/listState';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { TemplateNode } from './templateNodes';
import type { TemplateList } from './templateList';
import { summaryOf } from './templateWords';

/** What templates need to know of the environments. */
export type TemplateEnvironments = Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;

export interface PickContext {
  readonly environments: TemplateEnvironments;
  readonly list: TemplateList;
  readonly clock: Clock;
}

type Picker = vscode.QuickPick<Choice<Template>>;

/**
 * Lets the user choose among all templates of the active environment; they come page by page while one types.
 * Resolves with undefined when it is closed, which ends the loading, and when the environment changes. `purpose`
 * is the dialog's title, such as "Find Template"; the environment is added.
 */
export async function pickTemplate(context: PickContext, purpose: string): Promise<TemplateNode | undefined> {
  const { environments, list, clock } = context;
  const environment = environments.active;
  const load = async (picker: Picker, signal: AbortSignal) => {
    try {
      await list.loadAll((items) => show(picker, items, clock), signal, clock.now() - oldAfterMs);
      if (list.state.items.length === 0) {
        picker.placeholder = l10n.t('No templates in {0} yet', environmentName(environment));
      }
    } catch (error) {
      if (!isCanceled(error)) {
        show(picker, list.state.items, clock, errorText(error).message);
      }
    }
  };
  const placeholder = l10n.t('Title, role or ID');
  const template = await choose<Template>(environments, { purpose, placeholder, load });
  return template && new TemplateNode(environment, template);
}

function show(picker: Picker, templates: readonly Template[], clock: Clock, problem?: string): void {
  const active = picker.activeItems[0]?.value?.id;
  const items: Choice<Template>[] = templates.map((template) => ({
    label: titleOf(template),
    description: summaryOf(template, clock.now()),
    detail: template.id,
    value: template,
  }));
  if (problem !== undefined) {
    items.push({
      label: l10n.t('Not all templates could be loaded. Try again'),
      iconPath: new vscode.ThemeIcon('warning'),
      detail: problem,
      alwaysShow: true,
    });
  }
  picker.items = items;
  const still = items.find((item) => item.value !== undefined && item.value.id === active);
  if (still !== undefined) {
    picker.activeItems = [still];
  }
}
