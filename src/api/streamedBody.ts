type Bytes = Uint8Array<ArrayBuffer>;
type Pieces = Iterator<Bytes, void> | AsyncIterator<Bytes, void>;

/**
 * A request body of known size that is created while it is sent, so a file in base64 never exists as a whole next to
 * the file itself. All bodies go out as such a stream, see {@link StreamedBody.open}.
 */
export class StreamedBody {
  constructor(
    /** Bytes of all pieces together, exactly; sent as `content-length`. */
    readonly size: number,
    /** The same bytes for every send, one piece at a time. */
    private readonly pieces: () => Pieces,
  ) {}

  static of(bytes: Uint8Array): StreamedBody {
    return new StreamedBody(bytes.byteLength, () => [bytes as Bytes].values());
  }

  /**
   * A fresh stream. Calls `onLast` before it passes on the last byte: a request that failed earlier never reached the
   * server as a whole, so it changed nothing there.
   */
  open(onLast: () => void = () => undefined): ReadableStream<Bytes> {
    const pieces = this.pieces();
    let left = this.size;
    return new ReadableStream<Bytes>(
      {
        async pull(controller) {
          const { done, value } = await pieces.next();
          if (done) {
            controller.close();
            return;
          }
          left -= value.byteLength;
          if (left <= 0) {
            onLast();
          }
          controller.enqueue(value);
        },
      },
      { highWaterMark: 0 },
    );
  }
}

/** A request body that is JSON already. */
export type JsonBytes = Uint8Array | StreamedBody;

/** Bytes that are encoded at once: a multiple of three, so that the pieces join, and a few milliseconds of work. */
export const pieceSize = 192 * 1024;

/**
 * The request `{…fields, "file": "<base64>"}`, created piece by piece: memory holds the file and one piece, and the
 * event loop runs between two pieces. The body keeps the file; drop it when it was sent.
 */
export function fileBody(fields: Readonly<Record<string, unknown>>, file: Uint8Array): StreamedBody {
  const text = new TextEncoder();
  // "file" comes last, so that JSON.stringify writes everything before it.
  const start = text.encode(JSON.stringify({ ...fields, file: '' }).slice(0, -2));
  const end = text.encode('"}');
  const base64Size = Math.ceil(file.length / 3) * 4;
  return new StreamedBody(start.length + base64Size + end.length, async function* () {
    yield start;
    for (let offset = 0; offset < file.length; offset += pieceSize) {
      // A fast connection never makes the sender wait, and promises alone don't let timers and events run.
      await new Promise((resolve) => setTimeout(resolve, 0));
      yield encodeBase64(file.subarray(offset, offset + pieceSize));
    }
    yield end;
  });
}

const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/**
 * The bytes in base64, as ASCII. Pieces of a multiple of three bytes can be concatenated. Written out because the
 * platform's ways go through a string, which would be another copy.
 */
export function encodeBase64(bytes: Uint8Array): Bytes {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const bits = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) {
      text[to++] = alphabet[(bits >> shift) & 63] ?? 0;
    }
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return text.fill('='.charCodeAt(0), text.length - missing);
}

export function passwordField(password: string | undefined): { file_password?: string } {
  return password === undefined || password === '' ? {} : { file_password: password };
}
