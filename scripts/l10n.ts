// Exports every string of vscode.l10n.t to l10n/bundle.l10n.json. `npm run l10n`
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = path.resolve(__dirname, '..');

/** The bundle that the code of today needs, as the text of its file. Keys are sorted, so that changes read well. */
export async function exportBundle(): Promise<string> {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const texts = files
    .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
    .filter((text) => text.includes('l10n'))
    .map((text) => text.replace(/^import [^;]* from '(vscode|[./]+(ui\/)?l10n)';$/gm, ''));
  // l10n-dev finds the calls by the module that `l10n` is imported from; ours has the same signature. All is one file
  // with one import: for every import the exporter compiles its query again, which takes a tenth of a second.
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
