import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { userSetting } from '../environment/environmentSettings';
import type { CommandHandler } from '../ui/commands';
import type { Log } from '../ui/log';
import { askAboutSize, maxSizeSetting, whileChecking } from '../pdf/pdfMessages';
import { choosePdfs, confirmInLive } from './dialogs';
import { whileSending } from './uploadProgress';
import { askAboutUpload } from './uploadQuestions';
import { prepareReplacement, type Replacement } from './replacement';
import { showRefused, showResult } from './resultMessage';
import { sizeLimit } from '../pdf/pdfFile';
import { rememberUpload } from './firstUpload';
import { UploadFlow, type UploadEnvironments, type UploadResult, type UploadUi } from './uploadFlow';

const command = 'opensign.uploadPdf';

export interface UploadOptions {
  readonly environments: UploadEnvironments;
  readonly templates: {
    /** Loads the list of the active environment anew. */
    refresh(): Promise<void>;
    /** Loads the list anew and selects a template of the active environment in it. */
    reveal(id: string): Promise<void>;
  };
  readonly documents: {
    /** Loads the lists of an environment again. */
    refresh(environment: EnvironmentName): Promise<void>;
  };
  /** Remembers that there was an upload, for all windows: `context.globalState`. */
  readonly state: vscode.Memento;
  readonly log: Pick<Log, 'error'>;
}

export interface Upload extends vscode.Disposable {
  readonly handlers: { readonly [command]: CommandHandler };
  /**
   * Lets a PDF be chosen and makes the request that puts it into a template's place: `{"file": …}` with
   * `file_password` where needed. Checks and sandbox warning are those of an upload; whether live may be written to
   * is the caller's question, which names the file and where a link leads. `origin` is that of the client that will send it; `title` is the template's. Undefined
   * when it was called off, by `signal` too, or refused, which the user has heard of then.
   */
  readonly prepareFileBody: (
    environment: EnvironmentName,
    origin: string,
    signal: AbortSignal,
    title?: string,
  ) => Promise<Replacement | undefined>;
}

/** The feature **Upload PDF…**. Makes no request until its command runs. */
export function createUpload(options: UploadOptions): Upload {
  const { environments, log } = options;
  /** Messages stay until the user is done with them; a command must not last that long. */
  const detach = (message: Promise<void>) =>
    void message.catch((error: unknown) => log.error(command, error));
  const reader = vscode.workspace.fs;
  const maxSize = () => userSetting(maxSizeSetting);
  const ui: UploadUi = {
    chooseFiles: choosePdfs,
    whileChecking,
    showRefused: (refused) => detach(showRefused(refused)),
    askAboutSize: (over, count, limit) => askAboutSize(over, count, limit, true),
    ask: askAboutUpload,
    confirm: confirmInLive,
    whileSending,
    showResult: (result) => {
      for (const outcome of result.outcomes) {
        if (outcome.state === 'failed') {
          log.error(command, outcome.error);
        }
      }
      detach(showResult(result));
    },
  };
  const changed = async (result: UploadResult) => {
    try {
      await follow(result, options);
    } catch (error) {
      // The upload itself went well; the list can be refreshed by hand.
      log.error(command, error);
    }
  };
  const flow = new UploadFlow({ environments, reader, ui, maxSize, changed });
  return {
    dispose: () => undefined,
    handlers: { [command]: (...args) => flow.run(filesOf(args)) },
    prepareFileBody: (environment, origin, signal, title) =>
      prepareReplacement({ title, environment, limit: sizeLimit(origin, maxSize()), reader, signal, detach }),
  };
}

/** Takes note of what arrived, and loads the list again that shows it, or may. */
export async function follow(
  result: UploadResult,
  { state, environments, templates, documents }: Omit<UploadOptions, 'log'>,
): Promise<void> {
  const last = result.outcomes.filter((outcome) => outcome.state === 'uploaded').at(-1);
  if (last !== undefined) {
    await rememberUpload(state);
  }
  if (environments.active !== result.environment) {
    return;
  }
  if (result.target === 'document') {
    await documents.refresh(result.environment);
  } else {
    await (last === undefined ? templates.refresh() : templates.reveal(last.draft.id));
  }
}

/** The explorer passes the clicked file and all selected ones, an editor its own, the palette nothing. */
function filesOf([clicked, selected]: readonly unknown[]): readonly vscode.Uri[] {
  const candidates: readonly unknown[] =
    Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const uris = candidates.filter((candidate) => candidate instanceof vscode.Uri);
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
