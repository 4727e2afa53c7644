import * as vscode from 'vscode';

/** Every context key that the extension sets, with its type. A test keeps them and the manifest in step. */
export interface ContextKeys {
  /** The active environment. */
  'opensign.environment': 'sandbox' | 'live';
  /** Why the templates view is empty, or `ready`. */
  'opensign.templates': string;
  /** Why the documents view is empty, or `ready`. */
  'opensign.documents': string;
  'opensign.hasSandboxToken': boolean;
  'opensign.hasLiveToken': boolean;
  /** Something was uploaded at least once: completes a step of the walkthrough. */
  'opensign.hasUploaded': boolean;
}

/** Sets a context key. */
export function setContext<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
