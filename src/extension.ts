import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  const status = vscode.window.createStatusBarItem(
    'opensign.environment',
    vscode.StatusBarAlignment.Left,
    100,
  );
  status.text = '$(beaker) OpenSign: Sandbox';
  status.show();
  context.subscriptions.push(status);
}
