import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { useSession } from '../support/session';
import { until } from '../support/until';
import { startEmulators, storeToken, switchTo, tokens, type Emulators } from './support';

describe('IDs and tokens in code', () => {
  let emulators: Emulators;
  const templateOf = (environment: 'sandbox' | 'live', title: string) => {
    const demo = environment === 'live' ? emulators.liveDemo : emulators.demo;
    const template = demo?.templates.find((item) => item.title === title);
    assert.ok(template, title);
    return template;
  };
  /** The ID of a template by its title. */
  const id = (environment: 'sandbox' | 'live', title: string) => templateOf(environment, title).id;
  const session = useSession(async () => {
    emulators = await startEmulators();
    return {
      settings: emulators.settings,
      files: {
        'ids.ts': `export const nda = '${id('live', 'Mutual NDA')}';\nexport const offer = '${id('sandbox', 'Offer letter')}';\n`,
        'token.ts': `const base = 'https://sandbox.opensignlabs.com/api/v1.2';\nconst token = '${tokens.sandbox}';\nexport { base, token };\n`,
        'live.py': `"""Reads templates."""\n\nTOKEN = "${tokens.live}"\n`,
        'host.js': `fetch('https://sandbox.opensignlabs.com/api/v1.2/getuser', {\n  headers: { 'x-api-token': process.env.OPENSIGN_API_TOKEN },\n});\n`,
        'complete.ts': 'export {};\n',
        'request.py': '',
      },
    };
  });
  after(() => emulators.close());
  const file = (name: string) => path.join(session().folder ?? '', name);
  const read = (name: string) => readFileSync(file(name), 'utf8');
  /** VS Code in the browser saves automatically. */
  const holds = (name: string, text: string | RegExp) =>
    until(`${name} holds ${String(text)}`, () => {
      const now = read(name);
      return typeof text === 'string' ? now === text : text.test(now);
    });
  const written = (name: string, part: string) =>
    until(`${name} holds ${part.slice(0, 20)}`, () => existsSync(file(name)) && read(name).includes(part));

  /** Git is off in these windows, so the extension can't check what it ignores and asks before it writes. */
  const agreeUntil = (what: string, isDone: () => boolean | Promise<boolean>) =>
    until(what, async () => {
      const { dialog } = session().workbench;
      if (await isDone()) {
        return true;
      }
      const agree =
        (await dialog.isOpen()) && (await dialog.buttons()).find((name) => /^(Move|Write)/.test(name));
      if (agree) {
        await dialog.press(agree);
      }
      return false;
    });
  const agreedAndWritten = (name: string, part: string) =>
    agreeUntil(
      `${name} holds ${part.slice(0, 20)}`,
      () => existsSync(file(name)) && read(name).includes(part),
    );

  it('show their environment on hover, with roles and links', async () => {
    const { workbench: wb } = session();
    await wb.statusItem('opensign.environment').waitFor('no token');
    await storeToken(wb, 'Sandbox', tokens.sandbox);
    await storeToken(wb, 'Live', tokens.live);
    await wb.openFile('ids.ts');
    const own = await wb.editor.hover(id('sandbox', 'Offer letter'), 'Template in Sandbox');
    assert.match(own, /Offer letter/);
    assert.match(own, /Roles: Candidate/);
    await wb.screenshot('editor-hover');
    await wb.editor.followInHover(id('sandbox', 'Offer letter'), 'Template in Sandbox', 'Copy ID');
    assert.equal(await wb.waitForClipboard(), id('sandbox', 'Offer letter'));
    await wb.editor.leave();
    const other = await wb.editor.hover(id('live', 'Mutual NDA'), 'Template in Live');
    assert.match(other, /This ID is in Live\. The active environment is Sandbox\./);
    await wb.screenshot('editor-hover-other');
    await wb.editor.leave();
  });

  it('of the other environment are underlined, and replaced by the template of the same title', async () => {
    const { workbench: wb } = session();
    await wb.editor.underlined('warning').first().waitFor();
    assert.equal(await wb.editor.underlined('warning').count(), 1);
    const fixes = await wb.editor.fixes(id('live', 'Mutual NDA'));
    assert.ok(fixes.includes('Switch to Live') && fixes.includes('Ignore This ID'), fixes.join());
    await wb.screenshot('editor-wrong-environment');
    await wb.editor.fix(id('live', 'Mutual NDA'), 'Replace with Sandbox template “Mutual NDA”');
    await wb.editor.underlined('warning').waitFor({ state: 'detached' });
    await holds(
      'ids.ts',
      `export const nda = '${id('sandbox', 'Mutual NDA')}';\nexport const offer = '${id('sandbox', 'Offer letter')}';\n`,
    );
  });

  it('are checked again when the environment is switched, also by a quick fix', async () => {
    const { workbench: wb } = session();
    await switchTo(wb, 'Live');
    await wb.editor.underlined('warning').nth(1).waitFor();
    await wb.editor.fix(id('sandbox', 'Offer letter'), 'Switch to Sandbox');
    await wb.statusItem('opensign.environment').waitFor('Sandbox');
    await wb.editor.underlined('warning').waitFor({ state: 'detached' });
  });

  it('are ignored in the workspace when the user selects that', async () => {
    const { workbench: wb } = session();
    writeFileSync(file('ids.ts'), `export const nda = '${id('live', 'Mutual NDA')}';\n`);
    await wb.editor.underlined('warning').waitFor();
    await wb.editor.fix(id('live', 'Mutual NDA'), 'Ignore This ID');
    await wb.editor.underlined('warning').waitFor({ state: 'detached' });
    await written('.vscode/settings.json', id('live', 'Mutual NDA'));
  });

  it('a token in code moves to .env, which git then ignores', async () => {
    const { workbench: wb } = session();
    await wb.openFile('token.ts');
    await wb.editor.underlined('warning').waitFor();
    await wb.screenshot('editor-token');
    await wb.editor.fix(tokens.sandbox, 'Move Token to .env');
    await agreedAndWritten('.env', tokens.sandbox);
    assert.equal(read('.env').trim(), `OPENSIGN_SANDBOX_API_TOKEN=${tokens.sandbox}`);
    assert.equal(read('.gitignore').trim(), '.env');
    await wb.waitForEditorText('OPENSIGN_SANDBOX_API_TOKEN');
    await wb.editor.underlined('warning').waitFor({ state: 'detached' });
    await wb.screenshot('editor-token-moved');
    await holds(
      'token.ts',
      `const base = 'https://sandbox.opensignlabs.com/api/v1.2';\nconst token = process.env.OPENSIGN_SANDBOX_API_TOKEN ?? '';\nexport { base, token };\n`,
    );
    // One Undo reverts all of it.
    await wb.editor.goTo('process');
    await wb.page.keyboard.press('Control+Z');
    await wb.waitForEditorText(tokens.sandbox);
    await until('.env is gone again', () => !existsSync(file('.env')));
    await wb.editor.underlined('warning').waitFor();
    await wb.editor.fix(tokens.sandbox, 'Move Token to .env');
    await agreedAndWritten('.env', tokens.sandbox);
    // The file is now ignored, so it isn't reported.
    await wb.openFromExplorer('.env');
    assert.equal(await wb.editor.underlined('warning').count(), 0);
  });

  it('a Live token is an error, and another value in .env isn’t overwritten without asking', async () => {
    const { workbench: wb } = session();
    writeFileSync(file('.env'), 'OPENSIGN_API_TOKEN=something-else\n');
    await wb.openFile('live.py');
    await wb.editor.underlined('error').waitFor();
    await wb.editor.fix(tokens.live, 'Move Token to .env');
    await agreeUntil('the other value is asked about', async () =>
      (await wb.dialog.messageNow()).includes('OPENSIGN_API_TOKEN'),
    );
    await wb.screenshot('editor-env-overwrite');
    assert.equal(read('.env'), 'OPENSIGN_API_TOKEN=something-else\n');
    await wb.dialog.press('Replace');
    await agreedAndWritten('.env', tokens.live);
    await holds(
      'live.py',
      `"""Reads templates."""\n\nimport os\n\nTOKEN = os.environ["OPENSIGN_API_TOKEN"]\n`,
    );
    assert.equal(read('.env'), `OPENSIGN_API_TOKEN=${tokens.live}\n`);
  });

  it('a token variable that doesn’t match the host is replaced', async () => {
    const { workbench: wb } = session();
    await wb.openFile('host.js');
    await wb.editor.underlined('warning').waitFor();
    await wb.editor.fix('OPENSIGN_API_TOKEN', 'Replace with OPENSIGN_SANDBOX_API_TOKEN');
    await holds('host.js', /process\.env\.OPENSIGN_SANDBOX_API_TOKEN \}/);
  });

  it('templates are suggested where an ID is expected', async () => {
    const { workbench: wb } = session();
    await wb.openFile('complete.ts');
    await wb.editor.typeAtEnd("export const templateId = '");
    await wb.editor.suggestions('Service agreement');
    await wb.page.keyboard.type('serv');
    await wb.editor.suggestions('Service agreement');
    await wb.screenshot('editor-completion');
    await wb.editor.acceptSuggestion('Service agreement');
    await wb.waitForEditorText(id('sandbox', 'Service agreement'));
    await holds('complete.ts', new RegExp(`templateId = '${id('sandbox', 'Service agreement')}'`));
  });

  it('the stored token is written to .env and never shown', async () => {
    const { workbench: wb } = session();
    rmSync(file('.env'));
    rmSync(file('.gitignore'));
    await wb.run('OpenSign: Write Token to .env…');
    await agreedAndWritten('.env', tokens.sandbox);
    assert.equal(read('.env').trim(), `OPENSIGN_SANDBOX_API_TOKEN=${tokens.sandbox}`);
    assert.equal(read('.gitignore').trim(), '.env');
    await (await wb.toast('.env').waitFor()).close();
    // A .gitignore that has the line isn't changed.
    rmSync(file('.env'));
    writeFileSync(file('.gitignore'), '# mine\n.env\n');
    await wb.run('OpenSign: Write Token to .env…');
    await agreedAndWritten('.env', tokens.sandbox);
    await (await wb.toast('.env').waitFor()).close();
    assert.equal(read('.gitignore'), '# mine\n.env\n');
    assert.ok(!(await wb.page.locator('body').innerText()).includes(tokens.sandbox));
  });

  it('template IDs are exported and updated', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Export Template IDs…');
    await wb.quickInput.acceptFile('opensignTemplates.ts');
    await written('opensignTemplates.ts', id('live', 'Mutual NDA'));
    const first = read('opensignTemplates.ts');
    assert.match(first, /mutualNda/);
    assert.ok(first.includes(id('sandbox', 'Mutual NDA')));
    await wb.screenshot('editor-template-ids');
    const template = templateOf('sandbox', 'Offer letter');
    template.title = 'Offer letter 2027';
    await wb.run('OpenSign: Update Template IDs');
    await written('opensignTemplates.ts', 'Offer letter 2027');
    // Code uses the identifier, so it stays.
    assert.equal(read('opensignTemplates.ts'), first.replaceAll('Offer letter', 'Offer letter 2027'));
  });

  it('templates of one environment only are listed', async () => {
    const { workbench: wb } = session();
    await wb.run('OpenSign: Check Template IDs');
    await wb.quickInput.waitFor('Check Template IDs (Live and Sandbox)');
    const items = await wb.quickInput.items();
    assert.ok(
      items.some(({ label }) => label.includes('Sales contract EU')),
      JSON.stringify(items),
    );
    assert.ok(!items.some(({ label }) => label.includes('Mutual NDA')), JSON.stringify(items));
    await wb.screenshot('editor-check-ids');
    await wb.quickInput.cancel();
  });

  it('a request is inserted in the language of the editor, with the roles of the real template', async () => {
    const { workbench: wb } = session();
    await wb.openFile('request.py');
    await wb.run('OpenSign: Insert Request…');
    await wb.quickInput.waitFor('Insert Request (Sandbox)');
    await wb.quickInput.pick('Create a document from a template');
    await wb.quickInput.pick('Mutual NDA');
    const text = await wb.waitForEditorText('requests.post');
    assert.ok(text.includes('OPENSIGN_SANDBOX_API_TOKEN'));
    await wb.screenshot('editor-insert-request');
    await written('request.py', id('sandbox', 'Mutual NDA'));
    assert.match(read('request.py'), /'role': 'Discloser'[^]*'role': 'Recipient'/);
    // The code that the extension inserts isn't reported.
    assert.equal(await wb.editor.underlined('warning').count(), 0);
  });

  it('a template is copied as cURL, and to Live after a question that names both environments', async () => {
    const { workbench: wb } = session();
    await wb.openContainer('OpenSign');
    const templates = wb.view('Templates');
    await templates.row('Service agreement').pickFromMenu('Copy as cURL');
    const curl = await wb.waitForClipboard(`/template/${id('sandbox', 'Service agreement')}`);
    assert.ok(curl.includes('OPENSIGN_SANDBOX_API_TOKEN') && !curl.includes(tokens.sandbox), curl);
    emulators.live.journal.clear();
    await templates
      .row('Service agreement')
      .pickFromMenu(
        'Copy Template to Other Environment…',
        wb.dialog.question('Copy the template “Service agreement” from Sandbox to Live?'),
      );
    await wb.dialog.waitFor('Copy the template “Service agreement” from Sandbox to Live?');
    assert.match(await wb.dialog.detail(), /Not carried over/);
    await wb.screenshot('editor-copy-template');
    assert.equal(emulators.live.journal.requests('POST').length, 0);
    await wb.dialog.press('Copy to Live');
    const toast = await wb.toast(/copied.*“Service agreement”|“Service agreement”.*copied/i).waitFor();
    assert.equal(emulators.live.journal.requests('POST', '/createtemplate').length, 1);
    await toast.press('Switch to Live');
    await wb.statusItem('opensign.environment').waitFor('LIVE');
  });

  it('nothing leaves Live before the user confirms that it isn’t confidential', async () => {
    const { workbench: wb } = session();
    const templates = wb.view('Templates');
    emulators.sandbox.journal.clear();
    await templates
      .row('Sales contract EU')
      .pickFromMenu('Copy Template to Other Environment…', wb.dialog.question('from Live to Sandbox?'));
    await wb.dialog.waitFor('from Live to Sandbox?');
    await wb.dialog.press('Copy to Sandbox');
    await wb.dialog.waitFor('confidential');
    await wb.screenshot('editor-copy-confidential');
    await wb.dialog.cancel();
    assert.equal(emulators.sandbox.journal.requests('POST').length, 0);
    await switchTo(wb, 'Sandbox');
  });

  it('never write a token to a log', () => {
    const logs = session().host.logFiles();
    for (const secret of [tokens.sandbox, tokens.live]) {
      assert.ok(!logs.includes(secret));
    }
  });
});
