import type { OpenSignClient } from '../../api/client';
import { OpenSignError } from '../../api/errors';

/**
 * Largest PDF that is fetched to be looked at: what OpenSign stores at most, 100 MB on its own servers (api.md 6).
 * It keeps a broken or hostile storage from filling the memory.
 */
export const maxPreviewBytes = 100 * 1024 * 1024;

/**
 * A template's PDF by a link that is fresh from the server, and is forgotten at once. Links live for two or three
 * minutes; one that was over all the same, by a clock that goes wrong, is asked for once more. Rejects as a read
 * does, and with kind `badFile` when the template has no file.
 */
export async function fetchPdf(
  client: Pick<OpenSignClient, 'getTemplate' | 'download'>,
  id: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for (let attempt = 0; ; attempt++) {
    const { file } = await client.getTemplate(id, signal);
    if (file === undefined) {
      throw new OpenSignError('badFile');
    }
    try {
      return (await client.download(file, maxPreviewBytes, signal)).bytes;
    } catch (error) {
      const isOver = error instanceof OpenSignError && error.kind === 'notFound';
      if (!isOver || attempt > 0) {
        throw error;
      }
    }
  }
}
