import * as assert from 'node:assert';
import * as path from 'node:path';
import ts from 'typescript';
import * as requests from '../../../src/codegen/codeRequest';
import { getKinds } from '../../../src/codegen/requestKinds';
import { root } from '../support/project';
import { odd, program, taskFor } from './support';

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

describe('inserted code', function () {
  this.timeout(120_000);

  it('compiles as strict TypeScript', () => {
    // In the project, so that the types of Node.js are found.
    const files = new Map(
      getKinds('typescript').map((kind) => [
        path.join(root, 'test', `${kind}.generated.mts`),
        program('typescript', taskFor(kind, byKind[kind], { template })),
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
});
