import { l10n } from '../ui/l10n';
import { pickTemplate, type PickContext } from './pickTemplate';
import type { TemplatesView } from './templatesView';

/** Lets the user choose among all templates of the active environment, and shows the choice in the view. */
export async function findTemplate(context: PickContext, view: TemplatesView): Promise<void> {
  const node = await pickTemplate(context, l10n.t('Find Template'));
  // The dialog reads pages into the list of the view, so what was chosen is there.
  if (node !== undefined && node.environment === context.environments.active) {
    await view.reveal(node.template.id);
  }
}
