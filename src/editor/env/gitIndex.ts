/** Bytes in front of an entry's hash, and of its flags behind that. Source: git's Documentation/gitformat-index. */
const statBytes = 40;
const flagBytes = 2;

/** The flag of an entry that has two more bytes of flags. */
const extended = 0x4000;

/**
 * Whether git tracks a path, by the bytes of its index: rules to ignore it have no effect then. Undefined when the
 * index cannot be understood. `path` is relative to the root, with slashes.
 */
export function isTracked(index: Uint8Array, path: string, hashBytes: 20 | 32 = 20): boolean | undefined {
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  const decoder = new TextDecoder();
  if (index.length < 12 || decoder.decode(index.subarray(0, 4)) !== 'DIRC') {
    return undefined;
  }
  const version = view.getUint32(4);
  if (version < 2 || version > 4) {
    return undefined;
  }
  let at = 12;
  let previous = new Uint8Array();
  for (let count = view.getUint32(8); count > 0; count--) {
    const flagsAt = at + statBytes + hashBytes;
    if (flagsAt + flagBytes > index.length) {
      return undefined;
    }
    const more = version >= 3 && (view.getUint16(flagsAt) & extended) !== 0 ? 2 : 0;
    let nameAt = flagsAt + flagBytes + more;
    let shared = new Uint8Array();
    if (version === 4) {
      const { value, next } = varint(index, nameAt);
      shared = previous.slice(0, Math.max(0, previous.length - value));
      nameAt = next;
    }
    const end = index.indexOf(0, nameAt);
    if (end === -1) {
      return undefined;
    }
    const name = joined(shared, index.subarray(nameAt, end));
    if (decoder.decode(name) === path) {
      return true;
    }
    previous = name;
    // An entry is filled up with one to eight zeros, to a multiple of eight bytes; not so in version 4.
    at = version === 4 ? end + 1 : at + (((end - at) >> 3) + 1) * 8;
  }
  return false;
}

/** A number in git's way of writing offsets of packs. */
function varint(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let next = start;
  let byte = bytes[next++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && next < bytes.length) {
    byte = bytes[next++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
