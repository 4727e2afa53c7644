import { OpenSignError } from './errors';

/**
 * Reads a body to its end, but never more than `limit` bytes: the size that the server announces is believed only
 * when it is too large. Rejects with kind `tooLarge`, or with what the stream rejects with.
 */
export async function readBody(response: Response, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new OpenSignError('tooLarge', { limit, status: response.status });
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel();
    throw tooLarge();
  }
  if (response.body === null) {
    return new Uint8Array();
  }
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) {
    return only;
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
