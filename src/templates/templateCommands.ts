import type { EnvironmentName } from '../api/environmentName';
import type { JsonBytes } from '../api/streamedBody';
import type { Template } from '../api/template';
import { assertActive, openInBrowser } from '../environment/active';
import type { Environments } from '../environment/environments';
import { guardedWrite } from '../environment/guardedWrite';
import { staleAfterMs } from '../objects/pagedList';
import { toTarget, type ObjectTarget } from '../objects/objectChanges';
import type { Arguments, ObjectContext } from '../objects/objectCommands';
import { pickObject } from '../objects/pickObject';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { linkText, paragraphs } from '../ui/question';
import { titleOf } from '../ui/title';
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

export async function newTemplateInBrowser(
  environments: Pick<Environments, 'active' | 'status'>,
): Promise<void> {
  await openInBrowser(environments, environments.active, '/form/template');
}

/** A checked PDF as the body of the request. */
export interface PreparedFile {
  readonly body: JsonBytes;
  readonly fileName: string;
  /** The path that a symbolic link leads to. */
  readonly linkTarget?: string;
}

/**
 * Asks for a PDF for the template `title`, checks it as an upload does, and creates the body of the request. Resolves
 * with undefined when the user cancels.
 */
export type PrepareFileBody = (
  title: string,
  environment: EnvironmentName,
) => Promise<PreparedFile | undefined>;

/** Replaces the PDF under a template’s roles and widgets. */
export async function replaceTemplatePdf(
  context: Pick<TemplatesContext, 'environments' | 'changes' | 'getTarget'>,
  args: Arguments,
  prepareFileBody: PrepareFileBody,
): Promise<void> {
  const target = await context.getTarget(args, l10n.t('Replace Template PDF'));
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const title = titleOf(target);
  const where = environmentName(environment);
  const file = await prepareFileBody(title, environment);
  if (file === undefined) {
    return;
  }
  await guardedWrite(context.environments, {
    environment,
    confirm: 'live',
    question: () => ({
      question: l10n.t('Replace the PDF of “{0}” in Live?', title),
      detail: paragraphs(
        linkText(file.fileName, file.linkTarget) || l10n.t('New PDF: {0}', file.fileName),
        l10n.t('Roles and widgets stay where they are on the pages. Existing documents keep the old PDF.'),
      ),
      button: l10n.t('Replace in Live'),
    }),
    title: l10n.t('Replacing the PDF of “{0}” in {1}…', title, where),
    run: (client, signal) => client.replaceTemplateFile(id, file.body, signal),
    after: () => context.changes.fire(target),
    done: l10n.t('PDF of the template replaced in {0}', where),
  });
}
