import * as vscode from 'vscode';
import { toolNames, type ToolName } from './toolNames';

export type AgentTools = Readonly<Record<ToolName, vscode.LanguageModelTool<object>>>;

/** Registers the tools by name. What they do is loaded by `load` when a model first asks for one of them. */
export function registerAgentTools(load: () => Promise<AgentTools>): vscode.Disposable {
  let loaded: Promise<AgentTools> | undefined;
  const tools = async () => {
    loaded ??= load();
    try {
      return await loaded;
    } catch (error) {
      // The next call tries again.
      loaded = undefined;
      throw error;
    }
  };
  const registrations = toolNames.map((name) =>
    vscode.lm.registerTool<object>(name, {
      prepareInvocation: async (options, token) => (await tools())[name].prepareInvocation?.(options, token),
      invoke: async (options, token) => (await tools())[name].invoke(options, token),
    }),
  );
  return vscode.Disposable.from(...registrations);
}
