const alphabet = Uint8Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  (character) => character.charCodeAt(0),
);
const padding = '='.charCodeAt(0);

/** Bytes that `size` bytes take in base64, padding included. */
export function base64Size(size: number): number {
  return Math.ceil(size / 3) * 4;
}

/**
 * The bytes in base64, as ASCII. Pieces of a multiple of three bytes can be put one behind the other. Written out
 * because the platform's ways go through a string, which would be a further copy.
 */
export function encodeBase64(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new Uint8Array(base64Size(bytes.length));
  const at = (bits: number) => alphabet[bits & 63] ?? 0;
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const bits = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    text[to++] = at(bits >> 18);
    text[to++] = at(bits >> 12);
    text[to++] = at(bits >> 6);
    text[to++] = at(bits);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  text.fill(padding, text.length - missing);
  return text;
}
