import * as vscode from 'vscode';
import { userSetting } from '../environment/environmentSettings';
import type { ObjectChanges } from '../objects/objectChanges';
import { askAboutSize, maxSizeSetting } from '../pdf/pdfMessages';
import { setContext } from '../ui/contextKeys';
import type { Log } from '../ui/log';
import { askNaming } from '../ui/question';
import { UploadFlow, type UploadEnvironments, type UploadResult, type UploadUi } from './uploadFlow';
import { askAboutUpload, choosePdfs, liveQuestion, whileSending } from './uploadQuestions';
import { showRefused, showResult } from './uploadResults';

const command = 'opensign.uploadPdf';

export interface UploadOptions {
  readonly environments: UploadEnvironments;
  readonly changes: Pick<ObjectChanges, 'fire' | 'reveal'>;
  /** Remembers for all windows that something was uploaded. */
  readonly globalState: vscode.Memento;
  readonly log: Pick<Log, 'detach' | 'error'>;
}

/** Uploads the files that VS Code passed to the command, or asks for some. */
export function uploadPdfs(options: UploadOptions, args: readonly unknown[]): Promise<void> {
  const { environments, log } = options;
  const ui: UploadUi = {
    chooseFiles: choosePdfs,
    showRefused: (refused) => log.detach(command, showRefused(refused)),
    askAboutSize: (over, count, limit) => askAboutSize(over, count, limit, true),
    ask: askAboutUpload,
    confirm: (jobs) => askNaming(liveQuestion(jobs)),
    whileSending,
    showResult: (result) => {
      for (const outcome of result.outcomes) {
        if (outcome.state === 'failed') {
          log.error(command, outcome.error);
        }
      }
      log.detach(command, showResult(result));
    },
  };
  return new UploadFlow({
    environments,
    reader: vscode.workspace.fs,
    ui,
    maxSize: () => userSetting(maxSizeSetting),
    // The result is already shown, so a failed refresh is only logged.
    changed: (result) => follow(result, options).catch((error: unknown) => log.error(command, error)),
  }).run(toUris(args));
}

/** Remembers the upload, and refreshes the list that may contain its result. */
export async function follow(
  { outcomes, environment, target }: UploadResult,
  { globalState, changes }: Pick<UploadOptions, 'globalState' | 'changes'>,
): Promise<void> {
  const last = outcomes.filter((outcome) => outcome.state === 'uploaded').at(-1);
  if (last !== undefined && globalState.get<unknown>('opensign.hasUploaded') !== true) {
    setContext('opensign.hasUploaded', true);
    await globalState.update('opensign.hasUploaded', true);
  }
  if (target === 'document' || last === undefined) {
    changes.fire({ environment, kind: target });
  } else {
    await changes.reveal({ environment, kind: target, id: last.draft.id });
  }
}

/** The Explorer passes the clicked file and all selected ones, an editor its own, the palette nothing. */
function toUris([clicked, selected]: readonly unknown[]): readonly vscode.Uri[] {
  const candidates: readonly unknown[] =
    Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const uris = candidates.filter((candidate) => candidate instanceof vscode.Uri);
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
