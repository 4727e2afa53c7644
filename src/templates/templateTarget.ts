import { assertActive } from '../environment/active';
import { TemplateNode } from './templateNodes';
import { pickTemplate, type PickContext } from './pickTemplate';

/**
 * The template that a command is for: the item it was called on, else one that the user chooses in a dialog named
 * `purpose`. Undefined when none is chosen.
 */
export async function targetOf(
  context: PickContext,
  args: readonly unknown[],
  purpose: string,
): Promise<TemplateNode | undefined> {
  const [item] = args;
  if (item instanceof TemplateNode) {
    assertActive(context.environments, item.environment);
    return item;
  }
  return pickTemplate(context, purpose);
}
