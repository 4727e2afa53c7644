import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { makePdf } from '../test/fixtures/pdf';

const mebibyte = 1024 * 1024;

const readme = `# A project that signs things

Try the OpenSign extension on these files:

| File | What it is for |
| --- | --- |
| contract.pdf | a small one: goes through |
| exactly-5-mb.pdf | just fits the sandbox |
| one-byte-over-5-mb.pdf | a byte more: the sandbox warns |
| too-large-12-mb.pdf | more than the server takes |
| broken.pdf | a web page under the name of a PDF: refused before anything is sent |
`;

/** Makes the folder that the demo opens, as if for the first time. */
export function makeDemoWorkspace(folder: string): void {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'readme.md': readme,
    'contract.pdf': makePdf({ pages: 2, text: 'Service contract' }),
    'exactly-5-mb.pdf': makePdf({ bytes: 5 * mebibyte }),
    'one-byte-over-5-mb.pdf': makePdf({ bytes: 5 * mebibyte + 1 }),
    'too-large-12-mb.pdf': makePdf({ bytes: 12 * mebibyte }),
    'broken.pdf': '<!DOCTYPE html>\n<title>A web page, not a PDF</title>\n',
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), content);
  }
}
