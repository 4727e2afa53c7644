import * as assert from 'node:assert';
import { toConstant } from '../../../src/codegen/copyCommands';
import { plainText } from '../../../src/codegen/codeText';
import {
  findLanguage,
  generate,
  generateCurl,
  languages,
  type LanguageId,
} from '../../../src/codegen/generateCode';
import { getKinds } from '../../../src/codegen/requestKinds';
import * as requests from '../../../src/codegen/codeRequest';
import { environmentName } from '../../../src/ui/names';
import { program, taskFor } from './support';

const draft = taskFor('draftDocument', requests.draftDocument());
const inText = (language: LanguageId, existing: string) => plainText(generate(language, draft, existing));

describe('a request in an editor', () => {
  it('is in the language of the editor', () => {
    assert.strictEqual(findLanguage('typescriptreact', '/a.tsx'), 'typescript');
    assert.strictEqual(findLanguage('javascriptreact', '/a.jsx'), 'javascript');
    assert.strictEqual(findLanguage('shellscript', '/a.sh'), 'shell');
    assert.strictEqual(findLanguage('plaintext', '/requests.HTTP'), 'http');
    assert.strictEqual(findLanguage('plaintext', '/requests.rest'), 'http');
    assert.strictEqual(findLanguage('markdown', '/a.md'), undefined);
    assert.strictEqual(findLanguage('constructor', '/a'), undefined);
    for (const { id, editorId } of languages) {
      assert.strictEqual(findLanguage(editorId, '/a'), id);
    }
  });

  it('is a whole program if the text is empty', () => {
    assert.match(program('python', draft), /^import base64\nimport os\nimport requests\n\n# OpenSign/);
    assert.match(
      inText('typescript', ' \n'),
      /^import \{ readFile \} from 'node:fs\/promises';\n\n\/\/ OpenSign/,
    );
  });

  it('adds missing imports where the language allows them', () => {
    assert.match(
      inText('python', 'import os\nimport json\n'),
      /^import base64\nimport requests\n\n# OpenSign/,
    );
    assert.match(inText('shell', 'ls\n'), /^# OpenSign/);
  });

  it('lists the imports that belong at the top of the file', () => {
    assert.match(
      inText('typescript', 'const a = 1;'),
      /^\/\/ Move to the top of the file:\n\/\/ {3}import \{ readFile \} from 'node:fs\/promises';\n\/\/ OpenSign/,
    );
    const there = "import { readFile } from 'node:fs/promises';\n";
    assert.match(inText('typescript', there), /^\/\/ OpenSign/);
  });

  it('is separated from the one before in an .http file', () => {
    assert.match(inText('http', 'GET https://example.com'), /^###\n# OpenSign/);
    assert.match(program('http', draft), /^# OpenSign/);
  });

  it('checks webhooks only in languages that receive them', () => {
    const without = languages.filter(({ id }) => !getKinds(id).includes('verifyWebhook')).map(({ id }) => id);
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
    it(`${environment}: is named, and only its variables are read, in every language`, () => {
      const { request, webhook } = variables[environment];
      for (const { id } of languages) {
        for (const kind of getKinds(id)) {
          const source = program(id, taskFor(kind, byKind[kind], { environment, template }));
          const names = new Set(source.match(/OPENSIGN_\w+/g));
          const expected = kind === 'verifyWebhook' ? webhook : request;
          assert.deepStrictEqual([...names].sort(), expected, `${id} ${kind}`);
          assert.ok(source.includes(`OpenSign, ${environmentName(environment)}: `), `${id} ${kind}`);
        }
      }
    });
  }

  it('mentions the cost of creating a document in Live, and the emails in both', () => {
    const of = (environment: 'sandbox' | 'live') =>
      program('python', taskFor('createFromTemplate', byKind.createFromTemplate, { environment, template }));
    assert.match(of('live'), /uses a credit and emails/);
    assert.match(of('sandbox'), /Sandbox emails the signers too/);
    assert.match(of('sandbox'), /'send_email': True/);
  });

  it('is all that the curl command of a template reads', () => {
    assert.strictEqual(
      generateCurl(requests.readObject('template', 'Tp5mVa20Rk'), 'live'),
      'curl --silent --show-error --fail-with-body \\\n\t--header "x-api-token: $OPENSIGN_API_TOKEN" \\\n\t"$OPENSIGN_BASE_URL/template/Tp5mVa20Rk"',
    );
  });
});

describe('an ID as a constant', () => {
  const of = (title: string | undefined, language: LanguageId, kind: 'template' | 'document' = 'template') =>
    toConstant(
      { kind, id: 'Tp5mVa20Rk', ...(title === undefined ? {} : { title }) },
      language,
      'OpenSign, Sandbox: the template',
    ).split('\n');

  it('is named after the title, in the style of the language', () => {
    const lines = Object.fromEntries(languages.map(({ id }) => [id, of('Mutual NDA (2 parties)', id)[1]]));
    assert.deepStrictEqual(lines, {
      typescript: "const MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk';",
      javascript: "const MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk';",
      python: "MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = 'Tp5mVa20Rk'",
      shell: "MUTUAL_NDA_2_PARTIES_TEMPLATE_ID='Tp5mVa20Rk'",
      http: '@MUTUAL_NDA_2_PARTIES_TEMPLATE_ID = Tp5mVa20Rk',
    });
  });

  it('has a valid name for any title', () => {
    assert.match(of('2026 NDA', 'python')[1] ?? '', /^TEMPLATE_2026_NDA_ID = /);
    assert.match(of('契約書', 'python', 'document')[1] ?? '', /^DOCUMENT_ID = /);
    assert.match(of(undefined, 'typescript')[1] ?? '', /^const TEMPLATE_ID = /);
    assert.match(of('Verträge – größer', 'python')[1] ?? '', /^VERTRAGE_GROSSER_TEMPLATE_ID = /);
    assert.match(of('class', 'javascript')[1] ?? '', /^const CLASS_TEMPLATE_ID = /);
  });

  it('has a comment of one line', () => {
    const text = toConstant(
      { kind: 'template', id: 'Tp5mVa20Rk', title: 'a' },
      'typescript',
      'the “a\nb\\u000a”',
    );
    assert.deepStrictEqual(text.split('\n').length, 3);
    assert.match(text, /^\/\/ the “a b⧵u000a”\n/);
  });
});
