import * as vscode from 'vscode';
import type { Outgoing } from '../api/outgoing';
import type { Template } from '../api/template';
import type { ObjectSource } from '../objects/objectChanges';
import { registerCommands } from '../ui/commands';
import { l10n } from '../ui/l10n';
import { Lazy } from '../ui/lazy';
import type { Log } from '../ui/log';
import type { Sending, SendingOptions } from './createSending';

interface Dependencies extends SendingOptions {
  readonly templates: ObjectSource<Template>;
  readonly log: Log;
}

/** **Send Document from Template…** */
export function registerSending({
  templates,
  ...options
}: Dependencies): vscode.Disposable & Pick<Sending, 'send'> {
  const sending = new Lazy(async () => (await import('./createSending')).createSending(options));
  const commands = registerCommands(
    {
      'opensign.sendFromTemplate': async (...args) => {
        const template = await templates.choose(args, l10n.t('Send Document from Template'));
        if (template !== undefined) {
          await (await sending.get()).sendFromTemplate(template);
        }
      },
    },
    options.log,
  );
  return Object.assign(vscode.Disposable.from(sending, commands), {
    send: async (title: string, outgoing: Outgoing) => (await sending.get()).send(title, outgoing),
  });
}
