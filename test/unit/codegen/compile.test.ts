import * as assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import ts from 'typescript';
import { kindsFor } from '../../../src/codegen/generateCode';
import type { LanguageId } from '../../../src/codegen/codeLanguages';
import * as requests from '../../../src/codegen/codeRequest';
import { startEmulator } from '../../emulator';
import { token } from '../support/client';
import { root } from '../support/project';
import { find, odd, program, run, taskFor } from './support';

const template = {
  id: 'Tp5mVa20Rk',
  title: odd,
  roles: [
    { role: odd, widgets: [{ type: 'textbox', name: odd }] },
    { role: 'Second', widgets: [] },
  ],
};

const byKind = {
  listTemplates: requests.listTemplates(),
  createFromTemplate: requests.createFromTemplate(template),
  draftDocument: requests.draftDocument(),
  draftTemplate: requests.draftTemplate(),
  documentState: requests.documentState(),
  downloadPdf: requests.downloadPdf(),
  verifyWebhook: undefined,
};

const programs = (language: LanguageId) =>
  kindsFor(language).map((kind) => ({
    kind,
    text: program(language, taskFor(kind, byKind[kind], { template })),
  }));

/** Compilers and linters beside those of TypeScript and Java, where the machine has them. */
const linters: readonly {
  readonly language: LanguageId;
  readonly ending: string;
  readonly command: readonly string[];
  /** It takes several files at once. */
  readonly together?: boolean;
}[] = [
  {
    language: 'rust',
    ending: 'rs',
    command: ['rustfmt', '--edition', '2021', '--emit', 'stdout', '--quiet'],
    together: true,
  },
  { language: 'php', ending: 'php', command: ['php', '-l'] },
  { language: 'ruby', ending: 'rb', command: ['ruby', '-c'] },
  { language: 'go', ending: 'go', command: ['go', 'vet'] },
];

describe('inserted code', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'opensign-code-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Each program in a folder of its own. */
  function write(
    language: LanguageId,
    name: string,
    head: (kind: string) => string = () => '',
  ): readonly string[] {
    return programs(language).map(({ kind, text }) => {
      mkdirSync(path.join(folder, kind));
      const file = path.join(folder, kind, name);
      writeFileSync(file, head(kind) + text);
      return file;
    });
  }

  it('is strict TypeScript', () => {
    // In the project, where the types of Node.js are found.
    const files = new Map(
      programs('typescript').map(({ kind, text }) => [
        path.join(root, 'test', `${kind}.generated.mts`),
        text,
      ]),
    );
    const options: ts.CompilerOptions = {
      strict: true,
      noUnusedLocals: false,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts'],
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
    };
    const real = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
      ...real,
      fileExists: (file) => files.has(file) || real.fileExists(file),
      readFile: (file) => files.get(file) ?? real.readFile(file),
      getSourceFile: (file, target, ...rest) => {
        const text = files.get(file);
        return text === undefined
          ? real.getSourceFile(file, target, ...rest)
          : ts.createSourceFile(file, text, target, false);
      },
    };
    const compiled = ts.createProgram([...files.keys()], options, host);
    const problems = ts.getPreEmitDiagnostics(compiled);
    assert.strictEqual(ts.formatDiagnostics(problems, real), '');
  });

  if (find('javac') !== undefined) {
    it('is Java, and runs', async () => {
      // One run of the compiler for all: every program is called alike, so that each gets a package of its own.
      const files = write('java', 'OpenSign.java', (kind) => `package ${kind};\n`);
      const { stderr } = spawnSync('javac', [
        '-encoding',
        'UTF-8',
        '-Xlint:all',
        '-Werror',
        '-proc:none',
        ...files,
      ]);
      assert.strictEqual(stderr.toString(), '');
      const emulator = await startEmulator({ environment: 'sandbox' });
      try {
        const account = emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' });
        const pdf = Buffer.from('%PDF-1.4 100%s');
        writeFileSync(path.join(folder, 'document.pdf'), pdf);
        const variables = {
          OPENSIGN_SANDBOX_BASE_URL: emulator.baseUrl,
          OPENSIGN_SANDBOX_API_TOKEN: token,
        };
        const command = (kind: string) => ['java', '-XX:TieredStopAtLevel=1', `${kind}.OpenSign`];
        // The template is not there, but the request arrives.
        const [drafted] = await Promise.all([
          run(command('draftTemplate'), folder, variables),
          run(command('createFromTemplate'), folder, variables),
        ]);
        assert.strictEqual(drafted.stdout.trim(), account.templates()[0]?.id, drafted.stderr);
        const sent = (to: string) => emulator.journal.requests('POST', to)[0]?.body;
        assert.strictEqual((sent('/drafttemplate') as { file: string }).file, pdf.toString('base64'));
        assert.deepStrictEqual(sent('/createdocument/Tp5mVa20Rk'), {
          title: odd,
          send_email: true,
          signers: [
            {
              role: odd,
              name: 'Signer 1',
              email: 'signer1@example.com',
              widgets: [{ name: odd, default: '' }],
            },
            { role: 'Second', name: 'Signer 2', email: 'signer2@example.com' },
          ],
        });
      } finally {
        await emulator.close();
      }
    });
  }

  for (const { language, ending, command, together = false } of linters) {
    const [tool = '', ...args] = command;
    if (find(tool) !== undefined) {
      it(`passes ${tool}`, () => {
        const files = write(language, `main.${ending}`);
        for (const some of together ? [files] : files.map((file) => [file])) {
          const { status, stderr } = spawnSync(tool, [...args, ...some]);
          assert.strictEqual(status, 0, `${some.join(' ')}\n${stderr.toString()}`);
        }
      });
    }
  }
});
