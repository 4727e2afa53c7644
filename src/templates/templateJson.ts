import type * as vscode from 'vscode';
import { readFrom } from '../environment/active';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { VirtualJson, type JsonReaders } from '../objects/virtualJson';
import type { TemplateNode } from './templateNodes';
import type { PickContext, TemplateEnvironments } from './pickTemplate';
import { targetOf } from './templateTarget';

const readers: JsonReaders<'template'> = {
  template: (client, id, signal) => client.getTemplateJson(id, signal),
};

/** Templates as read-only JSON. */
export class TemplateJson implements vscode.Disposable {
  private readonly virtual: VirtualJson<'template'>;

  constructor(environments: TemplateEnvironments) {
    this.virtual = new VirtualJson('opensign', environments, readers);
  }

  dispose(): void {
    this.virtual.dispose();
  }

  /** Shows a template's JSON in an editor, freshly read. */
  async show(context: PickContext, args: readonly unknown[]): Promise<void> {
    const node = await targetOf(context, args, l10n.t('Show Template JSON'));
    if (node === undefined) {
      return;
    }
    const { environment, template } = node;
    const where = environmentName(environment);
    const title = l10n.t('Reading “{0}” from {1}…', titleOf(template), where);
    const json = await readFrom(context.environments, environment, title, (client, signal) =>
      readers.template(client, template.id, signal),
    );
    await this.virtual.show('template', { environment, ...template }, json);
  }

  /** Reads the open editors of a template again. */
  refresh({ environment, template }: TemplateNode): void {
    this.virtual.refresh(environment, template.id);
  }
}
