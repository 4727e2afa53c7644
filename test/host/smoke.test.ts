import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extensionId = 'opensign-developers.opensign-vscode';

describe('the extension in a real extension host', () => {
  it('is found and activates', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, `${extensionId} is installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('runs in the VS Code that was asked for', () => {
    const expected = process.env.OPENSIGN_HOST_VERSION;
    if (expected) {
      assert.equal(vscode.version, expected);
    }
  });
});
