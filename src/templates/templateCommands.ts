import type { Template } from '../api/template';
import { assertActive, openInBrowser } from '../environment/active';
import type { Environments } from '../environment/environments';
import { staleAfterMs } from '../objects/pagedList';
import { toTarget, type ObjectTarget } from '../objects/objectChanges';
import type { Arguments, ObjectContext } from '../objects/objectCommands';
import { pickObject } from '../objects/pickObject';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import type { TemplateLists } from './templateApi';
import { TemplateNode } from './templateRows';
import { templateSummary } from './templateTexts';

export interface TemplatesContext extends ObjectContext<Template> {
  readonly lists: TemplateLists;
}

/** The template of a row, or one that the user picks under the title `purpose`. Undefined when none is picked. */
export async function getTemplate(
  context: Pick<TemplatesContext, 'environments' | 'lists' | 'clock'>,
  [node]: Arguments,
  purpose: string,
): Promise<ObjectTarget<Template> | undefined> {
  if (node instanceof TemplateNode) {
    assertActive(context.environments, node.target.environment);
    return node.target;
  }
  const { environments, clock } = context;
  const environment = environments.active;
  const list = context.lists.list('all');
  return pickObject(environments, {
    purpose,
    placeholder: l10n.t('Title, role or ID'),
    emptyText: l10n.t('No templates in {0} yet', environmentName(environment)),
    retryText: l10n.t('Some templates couldn’t be loaded. Try again'),
    load: (show, signal) => list.loadAll(show, signal, clock.now() - staleAfterMs),
    getChoices: () =>
      list.state.items.map((template) => ({
        label: getTitle(template),
        description: templateSummary(template, clock.now()),
        detail: template.id,
        value: toTarget('template', environment, template),
      })),
  });
}

/** Picks among all templates of the active environment, and selects the chosen one in the view. */
export async function findTemplate(
  context: TemplatesContext,
  view: { select(id: string): Promise<void> },
): Promise<void> {
  const target = await getTemplate(context, [], l10n.t('Find Template'));
  if (target !== undefined && target.environment === context.environments.active) {
    // The dialog has read every page into the view’s list.
    await view.select(target.id);
  }
}

export async function newTemplateInBrowser(
  environments: Pick<Environments, 'active' | 'status'>,
): Promise<void> {
  await openInBrowser(environments, environments.active, '/form/template');
}
