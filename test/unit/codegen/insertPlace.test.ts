import * as assert from 'node:assert';
import { constantFor } from '../../../src/codegen/constant';
import { plainText } from '../../../src/codegen/code';
import { curlCommand, generate, kindsFor } from '../../../src/codegen/generateCode';
import { languageOf, languages, type LanguageId } from '../../../src/codegen/codeLanguages';
import { variablesOf } from '../../../src/codegen/notes';
import * as requests from '../../../src/codegen/codeRequest';
import { environmentName } from '../../../src/ui/names';
import { program, taskFor } from './support';

const draft = taskFor('draftDocument', requests.draftDocument());
const inText = (language: LanguageId, existing: string) => plainText(generate(language, draft, existing));

describe('a request in a text', () => {
  it('is in the language of the editor', () => {
    assert.strictEqual(languageOf('typescriptreact', '/a.tsx'), 'typescript');
    assert.strictEqual(languageOf('javascriptreact', '/a.jsx'), 'javascript');
    assert.strictEqual(languageOf('shellscript', '/a.sh'), 'shell');
    assert.strictEqual(languageOf('plaintext', '/requests.HTTP'), 'http');
    assert.strictEqual(languageOf('plaintext', '/requests.rest'), 'http');
    assert.strictEqual(languageOf('markdown', '/a.md'), undefined);
    assert.strictEqual(languageOf('constructor', '/a'), undefined);
    for (const { id, editorId } of languages) {
      assert.strictEqual(languageOf(editorId, '/a'), id);
    }
  });

  it('that holds nothing is a whole program', () => {
    assert.match(program('go', draft), /^package main\n\nimport \(\n\t"bytes"\n/);
    assert.match(inText('php', ' \n'), /^<\?php\n/);
    assert.match(program('rust', draft), /^fn main\(\)/);
  });

  it('brings the imports that are not there, where they may stand', () => {
    assert.match(
      inText('python', 'import os\nimport json\n'),
      /^import base64\nimport urllib\.error\nimport urllib\.request\n\n# OpenSign/,
    );
    assert.match(inText('php', '<?php\n'), /^\/\/ OpenSign/);
  });

  it('tells the imports that belong at the top of the file', () => {
    assert.match(
      inText('typescript', 'const a = 1;'),
      /^\/\/ Belongs at the top of the file:\n\/\/ {3}import \{ readFile \} from 'node:fs\/promises';\n\/\/ OpenSign/,
    );
    const there = "import { readFile } from 'node:fs/promises';\n";
    assert.match(inText('typescript', there), /^\/\/ OpenSign/);
    const go = inText('go', 'package main\n\nimport (\n\t"os"\n)\n');
    assert.match(go, /\/\/ {3}"bytes"\n/);
    assert.doesNotMatch(go, /\/\/ {3}"os"|func main/);
  });

  it('of the REST Client is parted from the one before', () => {
    assert.match(inText('http', 'GET https://example.com'), /^###\n# OpenSign/);
    assert.match(program('http', draft), /^# OpenSign/);
  });

  it('checks webhooks only in languages that receive them', () => {
    const without = languages.filter(({ id }) => !kindsFor(id).includes('verifyWebhook')).map(({ id }) => id);
    assert.deepStrictEqual(without, ['shell', 'http']);
  });
});

describe('the environment of a request', () => {
  const template = { id: 'Tp5mVa20Rk', title: 'NDA', roles: [{ role: 'A', widgets: [] }] };
  const byKind = {
    listTemplates: requests.listTemplates(),
    createFromTemplate: requests.createFromTemplate(template),
    draftDocument: requests.draftDocument(),
    draftTemplate: requests.draftTemplate(),
    documentState: requests.documentState(),
    downloadPdf: requests.downloadPdf(),
    verifyWebhook: undefined,
  };

  const variables = {
    sandbox: {
      request: ['OPENSIGN_SANDBOX_API_TOKEN', 'OPENSIGN_SANDBOX_BASE_URL'],
      webhook: ['OPENSIGN_SANDBOX_WEBHOOK_KEY'],
    },
    live: { request: ['OPENSIGN_API_TOKEN', 'OPENSIGN_BASE_URL'], webhook: ['OPENSIGN_WEBHOOK_KEY'] },
  };

  for (const environment of ['sandbox', 'live'] as const) {
    it(`${environment}: it is named, and only its variables are read, in every language`, () => {
      const { request, webhook } = variables[environment];
      for (const { id } of languages) {
        for (const kind of kindsFor(id)) {
          const source = program(id, taskFor(kind, byKind[kind], { environment, template }));
          const names = new Set(source.match(/OPENSIGN_\w+/g));
          const expected = kind === 'verifyWebhook' ? webhook : request;
          assert.deepStrictEqual([...names].sort(), expected, `${id} ${kind}`);
          assert.ok(source.includes(`OpenSign, ${environmentName(environment)}: `), `${id} ${kind}`);
        }
      }
    });
  }

  it('says what creating a document costs, in live, and that mail goes out in both', () => {
    const of = (environment: 'sandbox' | 'live') =>
      program('python', taskFor('createFromTemplate', byKind.createFromTemplate, { environment, template }));
    assert.match(of('live'), /costs a credit and e-mails/);
    assert.match(of('sandbox'), /Sandbox e-mails the signers too/);
    assert.match(of('sandbox'), /'send_email': True/);
  });

  it('stands in the curl command of a template, and nothing else does', () => {
    assert.strictEqual(
      curlCommand(requests.readObject('template', 'Tp5mVa20Rk'), variablesOf('live')),
      'curl --silent --show-error --fail-with-body \\\n\t--header "x-api-token: $OPENSIGN_API_TOKEN" \\\n\t"$OPENSIGN_BASE_URL/template/Tp5mVa20Rk"',
    );
  });
});

describe('an id as a constant', () => {
  const of = (title: string | undefined, language: LanguageId, kind: 'template' | 'document' = 'template') =>
    constantFor({ kind, id: 'Tp5mVa20Rk', title }, language, 'OpenSign, Sandbox: the template').split('\n');

  it('has a name of its title, as the language writes constants', () => {
    const lines = Object.fromEntries(languages.map(({ id }) => [id, of('Mutual NDA (2 parties)', id)[1]]));
    assert.deepStrictEqual(lines, {
      typescript: "const MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk';",
      javascript: "const MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk';",
      python: "MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk'",
      php: "const MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk';",
      csharp: 'const string MutualNda2PartiesTemplateId = "Tp5mVa20Rk";',
      go: 'const mutualNda2PartiesTemplateId = "Tp5mVa20Rk"',
      java: 'static final String MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = "Tp5mVa20Rk";',
      ruby: "MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk'",
      rust: 'const MUTUAL_NDA_2_PARTIES_TEMPLATE_ID: &str = "Tp5mVa20Rk";',
      shell: "MUTUAL_NDA_2_PARTIES_TEMPLATE_ID='Tp5mVa20Rk'",
      http: '@MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = Tp5mVa20Rk',
    });
  });

  it('is a name whatever the title is', () => {
    assert.match(of('2026 NDA', 'python')[1] ?? '', /^TEMPLATE_2026_NDA_ID = /);
    assert.match(of('契約書', 'python', 'document')[1] ?? '', /^DOCUMENT_ID = /);
    assert.match(of(undefined, 'csharp')[1] ?? '', /^const string TemplateId = /);
    assert.match(of('Verträge – größer', 'ruby')[1] ?? '', /^VERTRAGE_GROSSER_TEMPLATE_ID = /);
    assert.match(of('class', 'go')[1] ?? '', /^const classTemplateId = /);
  });

  it('says above what it is, on one line', () => {
    const text = constantFor({ kind: 'template', id: 'Tp5mVa20Rk', title: 'a' }, 'java', 'the “a\nb\\u000a”');
    assert.deepStrictEqual(text.split('\n').length, 3);
    assert.match(text, /^\/\/ the “a b⧵u000a”\n/);
  });
});
