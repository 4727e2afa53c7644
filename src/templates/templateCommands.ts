import type { Template } from '../api/template';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import { openInBrowser } from '../environment/openInBrowser';
import { deleteObject, editNote, renameObject } from '../objects/editObject';
import { oldAfterMs } from '../objects/listState';
import { toTarget, type ObjectTarget } from '../objects/objectChanges';
import { copyId, openObject, previewPdf, refreshObject, type ObjectContext } from '../objects/objectCommands';
import type { ObjectJson } from '../objects/objectJson';
import { pickObject } from '../objects/pickObject';
import type { Previews } from '../preview/previews';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import type { TemplateLists } from './templateApi';
import { TemplateNode } from './templateRows';
import { templateSummary } from './templateTexts';

export interface TemplatesContext extends ObjectContext<Template> {
  readonly lists: TemplateLists;
}

type Arguments = readonly unknown[];

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
    load: (show, signal) => list.loadAll(show, signal, clock.now() - oldAfterMs),
    getChoices: () =>
      list.state.items.map((template) => ({
        label: titleOf(template),
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

/** Opens the form for a new template in the web app. */
export async function newTemplateInBrowser(
  environments: Pick<Environments, 'active' | 'status'>,
): Promise<void> {
  await openInBrowser(environments, environments.active, '/form/template');
}

export async function copyTemplateId(context: TemplatesContext, args: Arguments): Promise<void> {
  await copyId(context, args, l10n.t('Copy Template ID'), (id, where) =>
    l10n.t('Template ID {0} ({1}) copied', id, where),
  );
}

export async function openTemplate(context: TemplatesContext, args: Arguments): Promise<void> {
  await openObject(context, args, l10n.t('Open Template in OpenSign'), '/template/');
}

export async function refreshTemplate(context: TemplatesContext, args: Arguments): Promise<void> {
  await refreshObject(context, args, l10n.t('Refresh Template'));
}

export async function previewTemplate(
  context: TemplatesContext,
  previews: Previews,
  args: Arguments,
): Promise<void> {
  await previewPdf(context, previews, args, l10n.t('Preview Template PDF'));
}

export async function showTemplateJson(
  context: TemplatesContext,
  json: ObjectJson<'template'>,
  args: Arguments,
): Promise<void> {
  const target = await context.getTarget(args, l10n.t('Show Template JSON'));
  if (target !== undefined) {
    await json.show('template', target);
  }
}

export async function renameTemplate(context: TemplatesContext, args: Arguments): Promise<void> {
  await renameObject(context, args, {
    purpose: l10n.t('Rename Template'),
    toDetail: (name) => l10n.t('The new title is “{0}”.', name),
    toDone: (where) => l10n.t('Template renamed in {0}', where),
  });
}

export async function editTemplateNote(context: TemplatesContext, args: Arguments): Promise<void> {
  await editNote(context, args, {
    purpose: l10n.t('Edit Template Note'),
    toDone: (where) => l10n.t('Template note changed in {0}', where),
  });
}

export async function deleteTemplate(context: TemplatesContext, args: Arguments): Promise<void> {
  await deleteObject(context, args, {
    purpose: l10n.t('Delete Template'),
    toQuestion: (title, where) => l10n.t('Delete the template “{0}” in {1}?', title, where),
    toDetail: (id) =>
      l10n.t(
        'ID {0}. It’s archived and can’t be restored through the API. Code that uses this ID will stop working.',
        id,
      ),
    toDone: (where) => l10n.t('Template deleted in {0}', where),
  });
}
