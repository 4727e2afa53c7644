import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { DEMO_TOKENS } from '../test/emulator/seed';
import { makePdf } from '../test/fixtures/pdf';
import type { Emulators } from '../test/support/emulators';

const mebibyte = 1024 * 1024;

const readme = `# OpenSign demo

Try the OpenSign extension with these files:

| File | What happens |
| --- | --- |
| contract.pdf | Small, uploads without a warning |
| exactly-5-mb.pdf | The largest file without a warning in Sandbox |
| one-byte-over-5-mb.pdf | Shows the size warning in Sandbox |
| too-large-12-mb.pdf | Too large for the server |
| send.ts | IDs of both environments and a token in code: hover over them, and open the quick fixes |
| broken.pdf | An HTML page named .pdf, rejected before the upload |
`;

/** Code with IDs and a token that the extension reports. */
function makeCode({ demo, liveDemo }: Emulators): string {
  const getId = (seeded: typeof demo, title: string) =>
    seeded?.templates.find((template) => template.title === title)?.id ?? '';
  return `// Templates of the contracts.
const offerLetter = '${getId(demo, 'Offer letter')}';
const mutualNda = '${getId(liveDemo, 'Mutual NDA')}';

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

/** Creates the folder that the demo opens, and overwrites changed files. */
export function makeDemoWorkspace(folder: string, emulators: Emulators): void {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    '.git/HEAD': 'ref: refs/heads/main\n',
    'readme.md': readme,
    'contract.pdf': makePdf({ pages: 2, text: 'Service contract' }),
    'exactly-5-mb.pdf': makePdf({ bytes: 5 * mebibyte }),
    'one-byte-over-5-mb.pdf': makePdf({ bytes: 5 * mebibyte + 1 }),
    'too-large-12-mb.pdf': makePdf({ bytes: 12 * mebibyte }),
    'send.ts': makeCode(emulators),
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
