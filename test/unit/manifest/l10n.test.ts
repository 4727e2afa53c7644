import * as assert from 'node:assert';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { exportBundle } from '../../../scripts/l10n';
import { readNls, readSources, readText, root } from '../support/project';

const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).sort();

describe('texts', function () {
  // The exporter parses every file.
  this.timeout(120_000);
  it('the exported bundle has exactly the strings of the code (to update it, run: npm run l10n)', async () => {
    assert.strictEqual(readText('l10n/bundle.l10n.json'), await exportBundle());
  });

  it('are all found by the exporter, so l10n.t has no other name', () => {
    const code = readSources();
    const calls = [...code.matchAll(/(?<!vscode\.)l10n\.t\(/g)].length;
    const visible = [...code.matchAll(/\bl10n\.t\(\s*(['"`]|\{)/g)].length;
    assert.strictEqual(visible, calls);
  });

  it('messages and inputs don’t get untranslated strings', () => {
    const bare = /\b(?:notify\(\s*'(?:information|warning|error)',|ask\(|showStatus\()\s*['"`]/.exec(
      readSources(),
    );
    assert.strictEqual(bare?.[0], undefined);
  });

  for (const file of readdirSync(path.join(root, 'l10n')).filter((name) =>
    /^bundle\.l10n\.\w+\.json$/.test(name),
  )) {
    it(`${file} translates every string and keeps its placeholders`, () => {
      check(readNls('l10n/bundle.l10n.json'), readNls(`l10n/${file}`), (key) => key);
    });
  }

  for (const file of readdirSync(root).filter((name) => /^package\.nls\.\w+\.json$/.test(name))) {
    it(`${file} translates every text and keeps its commands`, () => {
      const english = readNls();
      check(english, readNls(file), (key) => english[key] ?? '');
      for (const [key, text] of Object.entries(readNls(file))) {
        const commands = (value: string) =>
          [...value.matchAll(/\(((?:command|https?):[^)]*)\)/g)].map((match) => match[1]);
        assert.deepStrictEqual(commands(text), commands(english[key] ?? ''), key);
      }
    });
  }
});

function check(
  source: Readonly<Record<string, unknown>>,
  translated: Readonly<Record<string, string>>,
  english: (key: string) => string,
): void {
  assert.deepStrictEqual(Object.keys(translated).sort(), Object.keys(source).sort());
  for (const [key, text] of Object.entries(translated)) {
    assert.deepStrictEqual(placeholders(text), placeholders(english(key)), key);
  }
}
