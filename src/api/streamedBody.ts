/**
 * A request body of known size that is made while it is sent: a file in base64 never exists as a whole beside the
 * file itself. Everything that is written goes out as such a stream, see {@link StreamedBody.open}.
 */
export class StreamedBody {
  constructor(
    /** Bytes of all pieces together, exactly; sent as `content-length`. */
    readonly size: number,
    /** The same bytes for every send, one piece at a time. */
    private readonly pieces: () => Iterable<Uint8Array<ArrayBuffer>> | AsyncIterable<Uint8Array<ArrayBuffer>>,
  ) {}

  static of(bytes: Uint8Array): StreamedBody {
    return new StreamedBody(bytes.byteLength, () => [bytes as Uint8Array<ArrayBuffer>]);
  }

  /**
   * A fresh stream. `onLast` is called before the last byte is given away: a request that failed earlier never
   * reached the server as a whole, so it changed nothing there.
   */
  open(onLast: () => void = () => undefined): ReadableStream<Uint8Array<ArrayBuffer>> {
    const pieces = iterate(this.pieces());
    let left = this.size;
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
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

async function* iterate<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, undefined> {
  yield* items;
  return undefined;
}
