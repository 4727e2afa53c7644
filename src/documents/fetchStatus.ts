import { maxPageSize, type OpenSignClient } from '../api/client';
import type { Document, DocumentGroup } from '../api/document';
import { withoutLinks } from './withoutLinks';

/** Where a document that was sent may be, the likeliest first. */
const sentGroups: readonly DocumentGroup[] = ['inprogress', 'declined', 'expired', 'completed'];

export interface Look {
  readonly document: Document;
  /** The list it is in, where only the lists tell its state; undefined when they were not needed or do not have it. */
  readonly group: DocumentGroup | undefined;
}

/**
 * What a document is now. Servers of early 2025 tell its state neither by a word nor, unless it is completed, by a
 * certificate: their lists have to be asked too. Rejects as a read does.
 */
export async function lookAt(
  { documents }: Pick<OpenSignClient, 'documents'>,
  id: string,
  signal: AbortSignal,
): Promise<Look> {
  const document = withoutLinks(await documents.get(id, signal));
  if (document.status !== undefined || document.certificate !== undefined) {
    return { document, group: undefined };
  }
  for (const group of sentGroups) {
    // Last changed first: one that something happened to is on the first page.
    const { items } = await documents.list(group, 0, maxPageSize, signal);
    if (items.some((item) => item.id === id)) {
      return { document, group };
    }
  }
  return { document, group: undefined };
}
