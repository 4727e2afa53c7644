import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { DEMO_TOKENS } from '../test/emulator/seed';
import { makePdf } from '../test/fixtures/pdf';
import type { Emulators } from '../test/support/emulators';

const mebibyte = 1024 * 1024;

const readme = `# A project that signs things

Try the OpenSign extension on these files:

| File | What it is for |
| --- | --- |
| contract.pdf | a small one: goes through |
| exactly-5-mb.pdf | just fits the sandbox |
| one-byte-over-5-mb.pdf | a byte more: the sandbox warns |
| too-large-12-mb.pdf | more than the server takes |
| send.ts | IDs of both environments and a token in code: hover them, and open the quick fixes |
| broken.pdf | a web page under the name of a PDF: refused before anything is sent |
`;

/** Code with what the extension has something to say about. */
function codeFor({ demo, liveDemo }: Emulators): string {
  const idOf = (templates: typeof demo, title: string) =>
    templates?.templates.find((template) => template.title === title)?.id ?? '';
  return `// Templates that contracts are made from.
const offerLetter = '${idOf(demo, 'Offer letter')}';
const mutualNda = '${idOf(liveDemo, 'Mutual NDA')}';

const headers = { 'x-api-token': '${DEMO_TOKENS.sandbox}' };

export async function sendOffer(signers: readonly object[]) {
  const response = await fetch(\`\${process.env.OPENSIGN_SANDBOX_BASE_URL}/createdocument/\${offerLetter}\`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ signers, send_email: false }),
  });
  return response.json();
}

export { mutualNda };
`;
}

/** Makes the folder that the demo opens, as if for the first time. */
export function makeDemoWorkspace(folder: string, emulators: Emulators): void {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    '.git/HEAD': 'ref: refs/heads/main\n',
    'readme.md': readme,
    'contract.pdf': makePdf({ pages: 2, text: 'Service contract' }),
    'exactly-5-mb.pdf': makePdf({ bytes: 5 * mebibyte }),
    'one-byte-over-5-mb.pdf': makePdf({ bytes: 5 * mebibyte + 1 }),
    'too-large-12-mb.pdf': makePdf({ bytes: 12 * mebibyte }),
    'send.ts': codeFor(emulators),
    'broken.pdf': '<!DOCTYPE html>\n<title>A web page, not a PDF</title>\n',
  };
  // An empty repository, because the enclosing one ignores this folder, and ignored files aren't reported.
  for (const part of ['objects', 'refs/heads']) {
    mkdirSync(path.join(folder, '.git', part), { recursive: true });
  }
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), content);
  }
}
