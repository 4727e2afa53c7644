/**
 * A request body of known size that is made while it is sent: a file in base64 never exists as a whole beside the
 * file itself.
 */
export class StreamedBody {
  constructor(
    /** Bytes that {@link open}'s stream gives, exactly; sent as `content-length`. */
    readonly size: number,
    /** A fresh stream of the same bytes for every send. */
    readonly open: () => ReadableStream<Uint8Array<ArrayBuffer>>,
  ) {}
}

/** A request body that is JSON already. */
export type JsonBytes = Uint8Array | StreamedBody;
