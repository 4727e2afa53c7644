import * as vscode from 'vscode';

/** Every context key that the extension sets. A test compares them with the manifest. */
interface ContextKeys {
  'opensign.environment': 'sandbox' | 'live';
  /** Why the templates view is empty, or `ready`. */
  'opensign.templates': string;
  /** Why the documents view is empty, or `ready`. */
  'opensign.documents': string;
  'opensign.hasSandboxToken': boolean;
  'opensign.hasLiveToken': boolean;
  /** Something was uploaded at least once, which completes a step of the walkthrough. */
  'opensign.hasUploaded': boolean;
}

export function setContext<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
