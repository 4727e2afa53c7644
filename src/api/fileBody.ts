import { StreamedBody } from './streamedBody';
import { base64Size, encodeBase64 } from './base64';

/**
 * Bytes of the file that are encoded at once: a multiple of three, so that the pieces join, and a few milliseconds
 * of work.
 */
export const pieceSize = 192 * 1024;

/**
 * The request `{…fields, "file": "<base64>"}`. It is made piece by piece while it is sent: memory holds the file and
 * one piece, and the event loop runs between two pieces. The body keeps the file; drop it when it was sent.
 */
export function fileBody(fields: Readonly<Record<string, unknown>>, file: Uint8Array): StreamedBody {
  const text = new TextEncoder();
  // "file" comes last, so that everything before it is JSON that somebody else writes.
  const start = text.encode(JSON.stringify({ ...fields, file: '' }).slice(0, -2));
  const end = text.encode('"}');
  const size = start.length + base64Size(file.length) + end.length;
  return new StreamedBody(size, async function* () {
    yield start;
    for (let offset = 0; offset < file.length; offset += pieceSize) {
      // A fast connection never makes the sender wait, and promises alone let nobody else run.
      await nextTurn();
      yield encodeBase64(file.subarray(offset, offset + pieceSize));
    }
    yield end;
  });
}

/** Resolves after everything else that is due. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** `file_password` where there is one. */
export function passwordField(password: string | undefined): { file_password?: string } {
  return password === undefined || password === '' ? {} : { file_password: password };
}
