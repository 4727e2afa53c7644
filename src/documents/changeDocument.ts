import type { OpenSignClient } from '../api/client';
import type { Document } from '../api/document';
import { OpenSignError } from '../api/errors';
import { writeTo } from '../environment/write';
import type { DocumentsContext } from './documentsContext';
import type { Target } from './documentTarget';
import { withoutLinks } from './withoutLinks';

/** Changes a document, in the environment it came from, and reads the lists again. Rejects as a write does. */
export async function change(
  context: DocumentsContext,
  { environment, document }: Target,
  title: string,
  work: (client: OpenSignClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await writeTo(context.environments, environment, title, work, () => {
    context.forget(environment, document.id);
    void context.follow(environment);
  });
}

/** What the document is after a change; undefined when it cannot be told. Never rejects with an error of the API. */
export async function readBack(
  context: DocumentsContext,
  { environment, document }: Target,
): Promise<Document | undefined> {
  try {
    const client = await context.environments.client(environment);
    const after = withoutLinks(await client.documents.get(document.id));
    if (context.environments.active === environment) {
      context.groups.put(after);
    }
    return after;
  } catch (error) {
    if (error instanceof OpenSignError) {
      return undefined;
    }
    throw error;
  }
}
