import type { OpenSignClient } from '../api/client';
import type { Template } from '../api/template';
import { OpenSignError } from '../api/errors';
import { writeTo } from '../environment/write';
import { withoutLink } from './templateDetails';
import type { TemplateNode } from './templateNodes';
import type { PickContext } from './pickTemplate';

export interface WriteContext extends PickContext {
  /** Reads the list again after something of `environment` changed. */
  readonly follow: (environment: TemplateNode['environment']) => Promise<void>;
  /** Reads one template again when it is next looked at. */
  readonly forget: (node: TemplateNode) => void;
}

/**
 * Changes a template, in the environment it came from. Whatever comes of it, also when it was canceled or no answer
 * came, the list is read again and so shows what is true. Rejects as a write does.
 */
export async function write(
  context: WriteContext,
  node: TemplateNode,
  title: string,
  work: (client: OpenSignClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await writeTo(context.environments, node.environment, title, work, () => {
    context.forget(node);
    void context.follow(node.environment);
  });
}

/** What the template is after a change; undefined when it cannot be told. Never rejects. */
export async function readBack(context: WriteContext, node: TemplateNode): Promise<Template | undefined> {
  try {
    const client = await context.environments.client(node.environment);
    const template = withoutLink(await client.getTemplate(node.template.id));
    if (context.environments.active === node.environment) {
      context.list.put(template);
    }
    return template;
  } catch (error) {
    if (error instanceof OpenSignError) {
      return undefined;
    }
    throw error;
  }
}
