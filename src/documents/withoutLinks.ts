import type { Document } from '../api/document';

/**
 * A link is a key to the file for as long as it lives: nothing keeps it. That there is a certificate stays known, as
 * an empty text, since old servers tell only by it that a document is completed.
 */
export function withoutLinks(document: Document): Document {
  const copy: { -readonly [K in keyof Document]: Document[K] } = { ...document };
  delete copy.file;
  if (copy.certificate !== undefined) {
    copy.certificate = '';
  }
  return copy;
}
