/** Names of the files in a zip archive, from its central directory. */
export function zipEntries(archive: Buffer): string[] {
  // The end record comes last. Only a comment may follow it, and vsce doesn't write one.
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  if (end < 0) {
    throw new Error('Not a zip archive');
  }
  const names: string[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(at + 28);
    names.push(archive.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return names;
}
