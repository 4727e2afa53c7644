import * as assert from 'node:assert';
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { readManifest, readNls, readSources, readText, root, sources } from '../support/project';

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe('manifest and code', () => {
  const manifest = readManifest();
  const { contributes } = manifest;
  const manifestText = readText('package.json');
  const nls = readNls();
  const code = readSources();

  const commandIds = contributes.commands.map(({ command }) => command);

  it('declare each command once, with an ID that matches the key of its title', () => {
    const keys = Object.keys(nls).flatMap((key) => matches(key, /^command\.(\w+)$/g));
    assert.deepStrictEqual(commandIds.slice().sort(), keys.map((name) => `opensign.${name}`).sort());
    for (const { command, title } of contributes.commands) {
      assert.strictEqual(title, `%${command.replace('opensign.', 'command.')}%`);
    }
  });

  it('menus, welcome texts, walkthrough and settings only use existing commands', () => {
    const named = [
      ...Object.values(contributes.menus).flatMap((entries) => entries.map((entry) => entry.command)),
      ...Object.values(nls).flatMap((text) => matches(text, /\(command:(opensign\.[A-Za-z]+)/g)),
      ...matches(manifestText, /onCommand:(opensign\.[A-Za-z]+)/g),
    ];
    assert.ok(named.length > 40);
    for (const command of named) {
      assert.ok(
        commandIds.some((id) => id === command),
        command,
      );
    }
  });

  it('every string of the manifest exists, and every existing string is used', () => {
    assert.deepStrictEqual(sorted(matches(manifestText, /"%([^%"]+)%"/g)), sorted(Object.keys(nls)));
  });

  it('every context key of a when clause or completion event is set by the code, and every key that is set is used', () => {
    const clauses = [
      ...contributes.viewsWelcome.map((entry) => entry.when),
      ...Object.values(contributes.menus).flatMap((entries) => entries.map((entry) => entry.when ?? '')),
    ].join('\n');
    const views = Object.values(contributes.views).flatMap((entries) => entries.map((view) => view.id));
    const used = [
      ...matches(clauses, /(?<!== )\b(opensign\.[A-Za-z]+)\b/g),
      ...matches(manifestText, /onContext:(opensign\.[A-Za-z]+)/g),
    ];
    const declared = matches(readText('src/ui/contextKeys.ts'), /'(opensign\.[A-Za-z]+)'/g);
    assert.deepStrictEqual(sorted(used), sorted(declared));
    for (const key of declared) {
      assert.ok(code.includes(`setContext('${key}'`), `${key} is never set`);
    }
    assert.ok(views.length > 0);
  });

  it('every state in a when clause of a welcome text exists in the code', () => {
    const states = sorted(
      matches(
        contributes.viewsWelcome.map((entry) => entry.when).join('\n'),
        /opensign\.(?:templates|documents) == (\w+)/g,
      ),
    );
    const known = readText('src/objects/viewKey.ts');
    for (const state of states) {
      assert.ok(known.includes(`'${state}'`), state);
    }
  });

  it('every viewItem of a menu exists in the code', () => {
    const kinds = sorted(matches(manifestText, /viewItem == ([\w.]+)/g));
    assert.ok(kinds.length > 0);
    for (const kind of kinds) {
      assert.ok(code.includes(`'${kind}'`), kind);
    }
  });

  it('every setting that is read is declared, and every declared one is read', () => {
    const declared = Object.keys(contributes.configuration.properties);
    const withoutBaseUrls = declared.filter((name) => !name.endsWith('.baseUrl'));
    for (const name of withoutBaseUrls) {
      assert.ok(code.includes(`'${name}'`), `${name} is never read`);
    }
    const read = matches(
      code,
      /(?:userSetting\(|affectsConfiguration\(|\bname: |Setting = )'(opensign\.[\w.]+)'/g,
    );
    assert.ok(read.length > 0);
    for (const name of read) {
      assert.ok(declared.includes(name), `${name} is not declared`);
    }
    assert.deepStrictEqual(
      declared.filter((name) => name.endsWith('.baseUrl')),
      ['opensign.sandbox.baseUrl', 'opensign.live.baseUrl'],
    );
  });

  it('workspaces can only set what is shown in their own files', () => {
    // None of these can leak a token, send a request or allow a write.
    const shown =
      /^opensign\.editor\.(hover|wrongEnvironmentId|hardCodedToken|hostMismatch|completion|codeLens|ignoredIds)$/;
    for (const [name, { scope }] of Object.entries(contributes.configuration.properties)) {
      const scopes = shown.test(name) ? ['window', 'resource'] : ['application'];
      assert.ok(scopes.includes(scope ?? ''), name);
    }
  });

  it('has no runtime dependency, and all pictures exist', () => {
    assert.strictEqual(manifest.dependencies, undefined);
    const pictures = contributes.walkthroughs.flatMap((walkthrough) =>
      walkthrough.steps.map((step) => step.media.svg),
    );
    for (const picture of [...pictures, ...matches(manifestText, /"(media\/[^"]+)"/g)]) {
      assert.ok(existsSync(path.join(root, picture)), picture);
    }
  });
});

describe('layers', () => {
  const imports = (file: string) => matches(readText(file), /(?:from |import\()'([^']+)'/g);

  /** From bottom to top. A folder imports only from lower levels, never from its own. */
  const levels = [
    ['api'],
    ['ui'],
    ['environment'],
    ['objects', 'pdf', 'preview', 'recipients', 'source'],
    ['codegen', 'dotenv'],
    ['sending'],
    ['layout'],
    [
      'account',
      'documents',
      'idInsights',
      'languageModelTools',
      'templateCopy',
      'templateIdFiles',
      'templates',
      'upload',
    ],
  ];
  const getLevel = (folder: string) => levels.findIndex((level) => level.includes(folder));
  const folders = readdirSync(path.join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  it('contain all folders of src', () => {
    assert.deepStrictEqual(folders.sort(), levels.flat().sort());
  });

  it('api/ doesn’t import vscode', () => {
    for (const file of sources('src/api')) {
      assert.ok(!imports(file).includes('vscode'), file);
    }
  });

  for (const folder of folders) {
    it(`${folder}/ only imports from lower levels`, () => {
      for (const file of sources(`src/${folder}`)) {
        for (const name of imports(file).filter((name) => name.startsWith('.'))) {
          const target =
            path
              .relative(path.join(root, 'src'), path.join(root, path.dirname(file), name))
              .split(path.sep)[0] ?? '';
          assert.ok(
            target === folder || target.startsWith('..') || getLevel(target) < getLevel(folder),
            `${file} imports ${name}`,
          );
        }
      }
    });
  }
});
