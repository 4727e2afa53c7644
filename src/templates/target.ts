import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { TemplateNode } from './nodes';
import { pickTemplate, type PickContext, type TemplateEnvironments } from './pickTemplate';

/**
 * Refuses to go on with something of an environment that is not the active one any more. Asked when an operation
 * begins, and again right before it writes: a dialog may have been open for long.
 */
export function assertActive(
  environments: Pick<TemplateEnvironments, 'active'>,
  environment: EnvironmentName,
): void {
  if (environments.active !== environment) {
    throw new OpenSignError('otherEnvironment', { environment });
  }
}

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
