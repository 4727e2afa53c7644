import { l10n } from '../ui/l10n';
import type { PdfFile } from './pdfFile';
import { textStep } from '../ui/stepInput';
import { walk, type Step } from '../ui/steps';

/** Asks for an encrypted file's password; empty when it opens without one. Undefined when called off. */
export async function askForPassword(heading: string, file: PdfFile): Promise<string | undefined> {
  const passwords = new Map<PdfFile, string>();
  const done = await walk(() => [passwordStep(heading, file, passwords)]);
  return done ? (passwords.get(file) ?? '') : undefined;
}

/** Asks for the password of one encrypted file among other questions. */
export function passwordStep(title: string, file: PdfFile, passwords: Map<PdfFile, string>): Step {
  return (position) =>
    textStep(
      position,
      {
        title,
        prompt: l10n.t(
          '{0} is encrypted, and OpenSign has to open it. Leave this empty if it opens without a password.',
          file.name,
        ),
        placeholder: l10n.t('Password of the PDF'),
        value: passwords.get(file) ?? '',
        password: true,
      },
      (value) => void passwords.set(file, value),
    );
}
