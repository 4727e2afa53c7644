import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { Template } from '../../../src/api/template';
import { TemplateNode } from '../../../src/templates/templateRows';
import { liveQuestion, replaceTemplatePdf } from '../../../src/templates/replacePdf';
import { makePdf } from '../../fixtures/pdf';
import { useDialog } from '../support/dialog';
import { MemoryReader, uriOf } from '../upload/support';

describe('replacing a template’s PDF in Live', () => {
  const link = 64 + 1;
  const fs = new MemoryReader({ 'new.pdf': makePdf(), 'link.pdf': { content: makePdf(), type: link } });

  /** The question’s detail after `name` was chosen. Declines it, and fails if anything is sent. */
  async function ask(name: string) {
    const dialog = useDialog();
    Object.assign(vscode.window, { showOpenDialog: () => Promise.resolve([uriOf(name)]) });
    Object.assign(vscode.workspace, { fs, getConfiguration: () => ({ inspect: () => undefined }) });
    const replaceTemplateFile = () => assert.fail('nothing is sent before the answer');
    const client = { origin: 'https://app.opensignlabs.com', replaceTemplateFile };
    const template: Template = { id: 'Tp5mVa20Rk', title: 'NDA', roles: [] };
    const context = {
      environments: { active: 'live', client: () => Promise.resolve(client) },
      getTarget: ([node]: readonly TemplateNode[]) => Promise.resolve(node?.target),
      log: { detach: () => assert.fail('nothing is refused') },
    } as object as Parameters<typeof replaceTemplatePdf>[0];
    await replaceTemplatePdf(context, [new TemplateNode('live', template)]);
    assert.deepStrictEqual(dialog.buttons, [['Replace in Live']]);
    return dialog.details[0] ?? '';
  }

  afterEach(() => {
    Reflect.deleteProperty(vscode.workspace, 'fs');
    Reflect.deleteProperty(vscode.workspace, 'getConfiguration');
  });

  it('names the file', async () => {
    assert.match(await ask('new.pdf'), /^New PDF: new\.pdf\n\nRoles and widgets stay/);
  });

  it('names the target of a symbolic link, also with a long path', async () => {
    assert.match(
      await ask('link.pdf'),
      /^link\.pdf is a symbolic link\. The linked file is sent: an unknown target\n\nRoles and widgets stay/,
    );
    const linkTarget = `/${'folder/'.repeat(100)}secret.pdf`;
    assert.match(liveQuestion('NDA', { name: 'link.pdf', linkTarget }).detail, /folder\/secret\.pdf\n\n/);
  });
});
