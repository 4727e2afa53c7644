import type * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import type { Environments } from '../environment/environments';
import type { CommandId } from '../ui/commands';
import type { CommandHandler } from '../ui/commands';
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
  readonly prepareFileBody: PrepareFileBody;
}

/** A template as other features know it. */
export interface TemplateItem {
  readonly environment: EnvironmentName;
  readonly id: string;
  readonly title?: string;
}

/** The templates of the active environment: the view, and what can be done to a template. */
export class Templates implements vscode.Disposable {
  /** For the table of commands. Each takes a template of the view, or asks for one. */
  readonly handlers: Readonly<Record<TemplateCommandId, CommandHandler>>;
  private readonly owned = new Disposables();
  private readonly environments: Environments;
  private readonly view: TemplatesView;
  private readonly context: WriteContext;

  constructor({ environments, clock, extensionUri, log, prepareFileBody }: TemplatesOptions) {
    this.environments = environments;
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
    this.handlers = {
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
  async choose(
    args: readonly unknown[],
    purpose: string,
  ): Promise<{ readonly environment: EnvironmentName; readonly id: string } | undefined> {
    const node = await targetOf(this.context, args, purpose);
    return node && { environment: node.environment, id: node.template.id };
  }

  /** Reads the list again after something in `environment` changed. Never rejects; another environment's is left alone. */
  async refresh(environment: EnvironmentName = this.environments.active): Promise<void> {
    await this.view.follow(environment);
  }

  /** The template that an argument of a command is, undefined when it is something else. */
  itemOf(argument: unknown): TemplateItem | undefined {
    if (!(argument instanceof TemplateNode)) {
      return undefined;
    }
    const { environment, template } = argument;
    return {
      environment,
      id: template.id,
      ...(template.title === undefined ? {} : { title: template.title }),
    };
  }

  /**
   * Shows a template that was just made in `environment`: reads the list again and selects it in the view. Does
   * nothing when another environment is active by then, or when the list does not have it. Never rejects.
   */
  async reveal(id: string, environment: EnvironmentName = this.environments.active): Promise<void> {
    if (environment === this.view.list.environment) {
      await this.view.list.refresh();
      await this.view.reveal(id);
    }
  }
}
