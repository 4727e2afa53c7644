import { defaultTitle } from '../ui/title';
import { layoutFileVersion } from './layoutFile';

/** A layout file to begin with: one signer with one signature on the first page. */
export function starter(pdfName: string): string {
  const file = {
    version: layoutFileVersion,
    title: defaultTitle(pdfName),
    options: { sendInOrder: true, sendEmail: true, timeToCompleteDays: 15 },
    roles: [
      {
        role: 'Signer',
        name: '',
        email: '',
        widgets: [
          { type: 'signature', page: 1, x: 72, y: 72, w: 150, h: 45, options: { name: 'signature-1' } },
        ],
      },
    ],
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}
