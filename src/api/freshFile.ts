import type { OpenSignClient } from './client';
import { OpenSignError } from './errors';

/**
 * Largest PDF that is fetched: what OpenSign stores at most, 100 MB on its own servers (api.md 6). It keeps a broken
 * or hostile storage from filling the memory.
 */
export const maxFileBytes = 100 * 1024 * 1024;

/**
 * A PDF by a link that is fresh from the server, and is forgotten at once. Links live for two or three minutes; one
 * that was over all the same, by a clock that goes wrong, is asked for once more. Rejects as a read does, and with
 * kind `badFile` when `readLink` tells none.
 */
export async function fetchFresh(
  client: Pick<OpenSignClient, 'download'>,
  readLink: () => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for (let attempt = 0; ; attempt++) {
    const link = await readLink();
    if (link === undefined) {
      throw new OpenSignError('badFile');
    }
    try {
      return (await client.download(link, maxFileBytes, signal)).bytes;
    } catch (error) {
      const isOver = error instanceof OpenSignError && error.kind === 'notFound';
      if (!isOver || attempt > 0) {
        throw error;
      }
    }
  }
}
