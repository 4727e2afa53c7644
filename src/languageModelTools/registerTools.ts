import * as vscode from 'vscode';
import type { Environments } from '../environment/environments';
import type { ObjectChanges } from '../objects/objectChanges';
import { Lazy } from '../ui/disposables';
import type { Log } from '../ui/log';
import { toolNames, type ToolName } from './toolNames';

export type AgentTools = Readonly<Record<ToolName, vscode.LanguageModelTool<object>>>;

interface Dependencies {
  readonly environments: Environments;
  readonly changes: ObjectChanges;
  readonly log: Log;
}

/** The tools for language models. What they do is loaded when a model first asks for one of them. */
export function registerLanguageModelTools({ environments, changes, log }: Dependencies): vscode.Disposable {
  const tools = new Lazy(async () => {
    const [{ createAgentTools }, { draftRequestOf }] = await Promise.all([
      import('./createAgentTools'),
      import('../layout/draftRequest'),
    ]);
    return createAgentTools({
      environments,
      requestOf: draftRequestOf,
      changed: (environment) => changes.fire({ environment, kind: 'document' }),
      log,
    });
  });
  const registrations = toolNames.map((name) =>
    vscode.lm.registerTool<object>(name, {
      prepareInvocation: async (options, token) =>
        (await tools.get())[name].prepareInvocation?.(options, token),
      invoke: async (options, token) => (await tools.get())[name].invoke(options, token),
    }),
  );
  return vscode.Disposable.from(...registrations);
}
