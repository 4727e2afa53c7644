// Exports every string of vscode.l10n.t to l10n/bundle.l10n.json. `npm run l10n`
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = path.resolve(__dirname, '..');

/** The content of l10n/bundle.l10n.json for the current code. Keys are sorted for readable diffs. */
export async function exportBundle(): Promise<string> {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const texts = files
    .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
    .filter((text) => text.includes('l10n'))
    .map((text) => text.replace(/^import [^;]* from '(vscode|[./]+(ui\/)?l10n)';$/gm, ''));
  // l10n-dev only finds calls of an `l10n` imported from `vscode`, so this import replaces those of `ui/l10n`. All files
  // are exported as one, because l10n-dev compiles its query again for each import, which takes 0.1 s.
  const contents = ["import { l10n } from 'vscode';", ...texts].join('\n');
  const bundle = await getL10nJson([{ extension: '.ts', contents }]);
  const keys = Object.keys(bundle).sort();
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, bundle[key]])), undefined, 2) + '\n';
}

if (require.main === module) {
  void exportBundle().then((text) => {
    writeFileSync(path.join(root, 'l10n/bundle.l10n.json'), text);
    console.log(`l10n/bundle.l10n.json: ${String(Object.keys(JSON.parse(text) as object).length)} strings`);
  });
}
