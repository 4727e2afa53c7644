import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectSource } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { l10n } from '../ui/l10n';
import { Lazy } from '../ui/lazy';
import type { Log } from '../ui/log';

interface Dependencies {
  readonly environments: Environments;
  readonly templates: ObjectSource<Template>;
  readonly changes: ObjectChanges;
  readonly log: Log;
}

export interface Sending extends vscode.Disposable {
  /** Asks the last question about a document under `title`, and sends it. */
  readonly send: (title: string, outgoing: Outgoing) => Promise<void>;
}

/** **Send Document from Template…** */
export function registerSending({ templates, ...rest }: Dependencies): Sending {
  const sending = new Lazy(async () => (await import('./createSending')).createSending(rest));
  const commands = registerCommands(
    {
      'opensign.sendFromTemplate': async (...args) => {
        const template = await templates.choose(args, l10n.t('Send Document from Template'));
        if (template !== undefined) {
          await (await sending.get()).sendFromTemplate(template);
        }
      },
    },
    rest.log,
  );
  return Object.assign(vscode.Disposable.from(sending, commands), {
    send: async (title: string, outgoing: Outgoing) => (await sending.get()).send(title, outgoing),
  });
}
