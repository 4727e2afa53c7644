import * as vscode from 'vscode';
import { Lazy } from '../ui/disposables';
import type { ToolOptions } from './createLanguageModelTools';

/** The names of the manifest. */
export const toolNames = [
  'opensign_listTemplates',
  'opensign_readTemplate',
  'opensign_listDocuments',
  'opensign_documentState',
  'opensign_draftDocument',
] as const;

/** Registers the tools, and loads what they do when a model first calls one. */
export function registerLanguageModelTools(options: ToolOptions): vscode.Disposable {
  const tools = new Lazy(async () => {
    const { createLanguageModelTools } = await import('./createLanguageModelTools');
    return createLanguageModelTools(options);
  });
  const registrations = toolNames.map((name) =>
    vscode.lm.registerTool<object>(name, {
      prepareInvocation: async (call, token) => (await tools.get())[name].prepareInvocation(call, token),
      invoke: async (call, token) => (await tools.get())[name].invoke(call, token),
    }),
  );
  return vscode.Disposable.from(...registrations);
}
