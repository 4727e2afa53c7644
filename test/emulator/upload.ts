import { refusal, vague } from './apiError';
import type { Call } from './call';
import { isString, optional } from './json';
import { needsOtherPassword } from './pdfPassword';
import { anyStorageName, storageName } from './storage';

/**
 * Stores the `file` of a create or replace call and returns its key. Checks that it exists, its size, format and
 * password, and the file name for `title`, in this order.
 */
export function storeUpload({ deployment, body }: Call, title: string | undefined): string {
  const { quirks, maxFileBytes } = deployment.settings;
  const { file } = body;
  if (!isString(file) || file === '') throw vague();
  const bytes = Buffer.from(file.replace(/^data:[^,]*,/, ''), 'base64');
  if (bytes.length > maxFileBytes) {
    const megabytes = Math.floor(maxFileBytes / 1024 / 1024);
    throw quirks.vagueFileTooLarge
      ? vague()
      : refusal(400, `File too large. Max allowed file size is ${megabytes} MB`);
  }
  if (quirks.refusesNonPdf && !bytes.subarray(0, 1024).includes('%PDF-')) throw vague();
  if (quirks.checksPassword) {
    const password = optional(body, 'file_password', isString);
    if (needsOtherPassword(bytes, password)) throw vague();
  }
  const name = quirks.titlesBecomeFileNames ? storageName(title) : anyStorageName(title);
  return deployment.storage.put(bytes, name);
}
