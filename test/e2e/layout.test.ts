import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { useSession } from '../support/session';
import { until } from '../support/until';
import { startEmulators, storeToken, tokens, type Emulators } from './support';

describe('layout files, and emails without a response', () => {
  let emulators: Emulators;
  const session = useSession(async () => {
    emulators = await startEmulators();
    // Short, for the server that never responds.
    return {
      settings: { ...emulators.settings, 'opensign.network.readTimeout': 12 },
      files: { 'x.txt': 'x' },
    };
  });
  after(() => emulators.close());
  beforeEach(() => emulators.sandbox.journal.clear());
  const file = (name: string) => path.join(session().folder ?? '', name);

  /** Exports a template, and returns the layout file. */
  const exportTemplate = async (template: string): Promise<string> => {
    const { workbench: wb } = session();
    await wb.openContainer('OpenSign');
    await wb.view('Templates').row(template).pickFromMenu('Export Layout File…', wb.quickInput.fileDialog);
    await wb.quickInput.acceptFile(`${template}.pdf`);
    await until(`${template} is written`, () => existsSync(file(`${template}.opensign.json`)));
    await wb.waitForEditor(`${template}.opensign.json`);
    await wb.toast(`Exported ${template}.opensign.json`).close();
    return readFileSync(file(`${template}.opensign.json`), 'utf8');
  };

  it('are exported from a template, next to the PDF', async () => {
    const { workbench: wb } = session();
    await wb.statusItem('opensign.environment').waitFor('no token');
    await storeToken(wb, 'Sandbox', tokens.sandbox);
    const text = await exportTemplate('Service agreement');
    assert.match(text, /"version": 1/);
    assert.match(text, /"sig-manager"/);
    assert.equal(readFileSync(file('Service agreement.pdf')).subarray(0, 5).toString(), '%PDF-');
    assert.ok(!/https?:\/\/127/.test(text));
  });

  it('show their problems while they are edited', async () => {
    const { workbench: wb } = session();
    const good = readFileSync(file('Service agreement.opensign.json'), 'utf8');
    const wrong = wb.page.locator('.squiggly-error');
    writeFileSync(
      file('Service agreement.opensign.json'),
      good.replace('"sig-manager"', '"sig-customer"').replace('"signature"', '"sginature"'),
    );
    await wrong.first().waitFor();
    await wb.screenshot('layout-file-problems');
    writeFileSync(file('Service agreement.opensign.json'), good);
    await wrong.first().waitFor({ state: 'detached' });
  });

  it('aren’t sent while they have problems', async () => {
    const { workbench: wb } = session();
    const good = readFileSync(file('Service agreement.opensign.json'), 'utf8');
    writeFileSync(file('Service agreement.opensign.json'), good.replace('"signature"', '"sginature"'));
    await createTemplate();
    const toast = await wb.toast('so nothing was sent').waitFor();
    await toast.close();
    assert.equal(emulators.sandbox.journal.requests('POST').length, 0);
    writeFileSync(file('Service agreement.opensign.json'), good);
  });

  const createTemplate = async () => {
    const entry = 'Create Template from PDF and Layout File';
    await session().workbench.pickFromExplorer('Service agreement.pdf', entry);
  };

  it('create a template that exports to the same file', async () => {
    const { workbench: wb } = session();
    const edited = readFileSync(file('Service agreement.opensign.json'), 'utf8').replace(
      /"title": "Service agreement"/,
      '"title": "Service agreement 2"',
    );
    writeFileSync(file('Service agreement.opensign.json'), edited);
    await createTemplate();
    const toast = await wb.toast(/created.*“Service agreement 2”|“Service agreement 2”.*created/i).waitFor();
    await toast.close();
    assert.equal(emulators.sandbox.journal.requests('POST', '/createtemplate').length, 1);
    assert.equal(await exportTemplate('Service agreement 2'), edited);
  });

  it('report an unknown outcome when the server never responds to a reminder, and don’t retry', async () => {
    const { workbench: wb } = session();
    emulators.sandbox.faults.add({ path: '/resendmail', hang: true });
    await wb.openContainer('OpenSign');
    const documents = await wb.view('Documents').open();
    await documents
      .row('NDA, Blue Harbor')
      .pickFromMenu('Resend Email…', wb.quickInput.titled('Resend Email'));
    await wb.quickInput.waitFor('Resend Email');
    await wb.quickInput.accept();
    const toast = await wb.toast(/unknown|don[’']t know whether/).waitFor();
    await toast.close();
    assert.equal(emulators.sandbox.journal.requests('POST', '/resendmail').length, 1);
  });
});
