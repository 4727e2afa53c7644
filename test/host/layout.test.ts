import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { makePdf } from '../fixtures/pdf';

const widget = (page: number) => ({ type: 'signature', page, x: 10, y: 10, w: 100, h: 20 });
const layoutFile = { version: 1, roles: [{ role: 'Signer', widgets: [widget(1), widget(3)] }] };

describe('a layout file in a real extension host', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'opensign-layout-file-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('reports a field after the last page, which the packaged worker reads from the PDF', async () => {
    writeFileSync(path.join(folder, 'contract.pdf'), makePdf({ pages: 2 }));
    const file = path.join(folder, 'contract.opensign.json');
    writeFileSync(file, JSON.stringify(layoutFile));
    const uri = vscode.Uri.file(file);
    const found = new Promise<readonly unknown[]>((resolve) => {
      const subscription = vscode.languages.onDidChangeDiagnostics(() => {
        const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'OpenSign');
        if (own.length > 0) {
          subscription.dispose();
          resolve(own.map(({ code }) => code));
        }
      });
    });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    assert.deepEqual(await found, ['noPage']);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
