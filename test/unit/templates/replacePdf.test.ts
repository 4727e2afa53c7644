import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { Template } from '../../../src/api/template';
import { TemplateNode } from '../../../src/templates/templateRows';
import { replaceTemplatePdf, type PreparedFile } from '../../../src/templates/replacePdf';
import { sizeLimit } from '../../../src/pdf/pdfFile';
import { prepareReplacement } from '../../../src/upload/replacement';
import { makePdf } from '../../fixtures/pdf';
import { useDialog } from '../support/dialog';
import { MemoryReader, uriOf } from '../upload/support';

describe('replacing a template’s PDF in Live', () => {
  const link = 64 + 1;
  const limit = sizeLimit('https://app.opensignlabs.com', 0);
  const reader = new MemoryReader({ 'new.pdf': makePdf(), 'link.pdf': { content: makePdf(), type: link } });

  /** The question’s detail after `name` was chosen. Declines it, and fails if anything is sent. */
  async function ask(name: string, change: (file: PreparedFile) => PreparedFile = (file) => file) {
    const dialog = useDialog();
    Object.assign(vscode.window, { showOpenDialog: () => Promise.resolve([uriOf(name)]) });
    const environments = {
      active: 'live',
      client: () => assert.fail('nothing is sent before the answer'),
    };
    const template: Template = { id: 'Tp5mVa20Rk', title: 'NDA', roles: [] };
    const context = {
      environments,
      getTarget: ([node]: readonly TemplateNode[]) => Promise.resolve(node?.target),
    } as object as Parameters<typeof replaceTemplatePdf>[0];
    await replaceTemplatePdf(context, [new TemplateNode('live', template)], async (title, environment) => {
      const log = { detach: () => assert.fail('nothing is refused') };
      const file = await prepareReplacement({ title, environment, limit, reader, log });
      assert.ok(file);
      return change(file);
    });
    assert.deepStrictEqual(dialog.buttons, [['Replace in Live']]);
    return dialog.details[0] ?? '';
  }

  it('names the file', async () => {
    assert.match(await ask('new.pdf'), /^New PDF: new\.pdf\n\nRoles and widgets stay/);
  });

  it('names the target of a symbolic link, also with a long path', async () => {
    assert.match(
      await ask('link.pdf'),
      /^link\.pdf is a symbolic link\. The linked file is sent: an unknown target\n\nRoles and widgets stay/,
    );
    const linkTarget = `/${'folder/'.repeat(100)}secret.pdf`;
    assert.match(await ask('link.pdf', (file) => ({ ...file, linkTarget })), /folder\/secret\.pdf\n\n/);
  });
});
