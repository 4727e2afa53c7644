import type * as vscode from 'vscode';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { ObjectChanges, ObjectRef, ObjectSource } from '../objects/objectChanges';
import type { CommandId } from '../ui/commands';
import { registerCommands, type CommandHandler } from '../ui/commands';
import { Disposables } from '../ui/disposables';
import type { SeenList } from '../objects/listState';
import type { Log } from '../ui/log';
import { Previews } from '../preview/previews';
import { deleteTemplate } from './deleteTemplate';
import { editTemplateNote, renameTemplate } from './editTemplate';
import { findTemplate } from './findTemplate';
import { TemplateNode } from './templateNodes';
import { previewTemplate } from './previewTemplate';
import { replaceTemplatePdf, type PrepareFileBody } from './replacePdf';
import { copyTemplateId, newTemplateInBrowser, openTemplate, refreshTemplate } from './templateActions';
import { targetOf } from './templateTarget';
import { TemplateJson } from './templateJson';
import { TemplatesView } from './templatesView';
import type { WriteContext } from './templateWrite';

export type TemplateCommandId = Extract<
  CommandId,
  | 'opensign.refreshTemplates'
  | 'opensign.loadMoreTemplates'
  | 'opensign.findTemplate'
  | 'opensign.newTemplateInBrowser'
  | 'opensign.copyTemplateId'
  | 'opensign.openTemplate'
  | 'opensign.previewTemplate'
  | 'opensign.showTemplateJson'
  | 'opensign.renameTemplate'
  | 'opensign.editTemplateNote'
  | 'opensign.replaceTemplatePdf'
  | 'opensign.deleteTemplate'
  | 'opensign.refreshTemplate'
>;

export interface TemplatesOptions {
  readonly environments: Environments;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly changes: ObjectChanges;
  readonly prepareFileBody: PrepareFileBody;
}

/** The templates of the active environment: the view, and what can be done to a template. */
export class Templates implements ObjectSource<Template>, vscode.Disposable {
  private readonly owned = new Disposables();
  private readonly view: TemplatesView;
  private readonly context: WriteContext;

  constructor({ environments, clock, extensionUri, log, changes, prepareFileBody }: TemplatesOptions) {
    const view = this.owned.add(new TemplatesView({ environments, clock, log }));
    const json = this.owned.add(new TemplateJson(environments));
    const previews = this.owned.add(new Previews(extensionUri));
    this.view = view;
    const context: WriteContext = (this.context = {
      environments,
      clock,
      list: view.list,
      follow: (environment) => view.follow(environment),
      forget: (node) => {
        view.forget(node);
        json.refresh(node);
      },
    });
    const handlers: Readonly<Record<TemplateCommandId, CommandHandler>> = {
      'opensign.refreshTemplates': () => view.refresh(),
      'opensign.loadMoreTemplates': () => view.list.loadMore(),
      'opensign.findTemplate': () => findTemplate(context, view),
      'opensign.newTemplateInBrowser': () => newTemplateInBrowser(environments),
      'opensign.copyTemplateId': (...args) => copyTemplateId(context, args),
      'opensign.openTemplate': (...args) => openTemplate(context, args),
      'opensign.previewTemplate': (...args) => previewTemplate(context, previews, args),
      'opensign.showTemplateJson': (...args) => json.show(context, args),
      'opensign.renameTemplate': (...args) => renameTemplate(context, args),
      'opensign.editTemplateNote': (...args) => editTemplateNote(context, args),
      'opensign.replaceTemplatePdf': (...args) => replaceTemplatePdf(context, args, prepareFileBody),
      'opensign.deleteTemplate': (...args) => deleteTemplate(context, args),
      'opensign.refreshTemplate': (...args) => refreshTemplate(context, args),
    };
    this.owned.add(registerCommands(handlers, log));
    this.owned.add(
      changes.onDidChange(({ environment, kind }) => {
        if (kind === 'template') {
          void view.follow(environment);
        }
      }),
    );
    this.owned.add(changes.onReveal('template', (ref) => this.reveal(ref)));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** What the view has read. */
  get seen(): SeenList<Template> {
    const { environment, state } = this.view.list;
    const completeAt = state.hasMore || state.busy !== undefined ? undefined : state.loadedAt;
    return { environment, items: state.items, completeAt };
  }

  onDidChangeSeen(listener: () => void): vscode.Disposable {
    return this.view.list.onDidChange(listener);
  }

  /**
   * The template that another feature's command is for: the item it was called on, else one that the user chooses in
   * a dialog named `purpose`. Undefined when none is chosen.
   */
  async choose(args: readonly unknown[], purpose: string): Promise<ObjectRef | undefined> {
    return this.toRef(await targetOf(this.context, args, purpose));
  }

  /** The template that an argument of a command is, undefined when it is something else. */
  toRef(argument: unknown): ObjectRef | undefined {
    if (!(argument instanceof TemplateNode)) {
      return undefined;
    }
    const { environment, template } = argument;
    return {
      environment,
      kind: 'template',
      id: template.id,
      ...(template.title === undefined ? {} : { title: template.title }),
    };
  }

  /**
   * Shows a template that was just made in `environment`: reads the list again and selects it in the view. Does
   * nothing when another environment is active by then, or when the list does not have it. Never rejects.
   */
  private async reveal({ id, environment }: Pick<ObjectRef, 'id' | 'environment'>): Promise<void> {
    if (environment === this.view.list.environment) {
      await this.view.list.refresh();
      await this.view.reveal(id);
    }
  }
}

/** The view Templates and its commands. */
export function registerTemplates(options: TemplatesOptions): ObjectSource<Template> & vscode.Disposable {
  return new Templates(options);
}
