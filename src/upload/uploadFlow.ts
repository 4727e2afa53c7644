import type * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { fileBody, type StreamedBody } from '../api/streamedBody';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import type { ObjectKind } from '../objects/objectChanges';
import {
  inspectAll,
  isOverAdvice,
  readInspected,
  sizeLimit,
  type FileReader,
  type InspectedPdf,
  type PdfFile,
  type RefusedFile,
  type SizeLimit,
} from '../pdf/pdfFile';
import { whileChecking, type askAboutSize } from '../pdf/pdfMessages';
import { defaultTitle } from '../ui/title';
import { endsUpload, toDraftFields, toOutcome, type Answers, type Job, type Outcome } from './uploadJobs';
import type { askAboutUpload, choosePdfs, whileSending } from './uploadQuestions';

export type UploadEnvironments = Pick<Environments, 'active' | 'setActive' | 'client'>;

/** How an upload ended. */
export interface UploadResult {
  readonly environment: EnvironmentName;
  readonly origin: string;
  readonly target: ObjectKind;
  readonly outcomes: readonly Outcome[];
  /** Files that failed the first check. */
  readonly refused: readonly RefusedFile[];
}

/** What is asked and shown. Undefined or false means that the user canceled. */
export interface UploadUi {
  readonly chooseFiles: typeof choosePdfs;
  /** Called when every file failed the first check. */
  showRefused(refused: readonly RefusedFile[]): void;
  /** `over`, of `count` files, are larger than OpenSign recommends for Sandbox. */
  askAboutSize(over: readonly PdfFile[], count: number, limit: SizeLimit): ReturnType<typeof askAboutSize>;
  readonly ask: typeof askAboutUpload;
  /** Called for Live only. */
  confirm(jobs: readonly Job[]): Promise<boolean>;
  readonly whileSending: typeof whileSending;
  showResult(result: UploadResult): void;
}

export interface UploadFlowOptions {
  readonly environments: UploadEnvironments;
  readonly reader: FileReader;
  readonly ui: UploadUi;
  /** The value of `opensign.upload.maxSize`. */
  readonly maxSize: () => unknown;
  /** Called when an upload did, or may have, changed something on the server. Never rejects. */
  readonly changed: (result: UploadResult) => Promise<void>;
}

/** An upload's environment and files, after all checks. */
interface Prepared {
  readonly client: OpenSignClient;
  readonly limit: SizeLimit;
  readonly files: readonly InspectedPdf[];
  readonly refused: readonly RefusedFile[];
}

/** One upload, from selecting files to the result. It stays in one environment unless the user switches at the size warning. */
export class UploadFlow {
  constructor(private readonly options: UploadFlowOptions) {}

  /**
   * Uploads `given`, or asks for files when there are none. Rejects when the environment has no usable token, or when
   * another one becomes active before anything is sent. The user interface shows what happens to each file.
   */
  async run(given: readonly vscode.Uri[]): Promise<void> {
    const { environments, ui } = this.options;
    const client = await environments.client(environments.active);
    const uris = given.length > 0 ? given : ((await ui.chooseFiles(client.environment)) ?? []);
    const prepared = uris.length === 0 ? undefined : await this.prepare(client, uris);
    if (prepared === undefined) {
      return;
    }
    const { environment } = prepared.client;
    const answers = await ui.ask(environment, prepared.files);
    if (answers === undefined) {
      return;
    }
    assertActive(environments, environment);
    const jobs = prepared.files.map((file) => toJob(file, answers));
    if (environment === 'live' && !(await ui.confirm(jobs))) {
      return;
    }
    assertActive(environments, environment);
    await this.send(prepared, jobs, answers.target);
  }

  /** Checks the files, again for Live if the user switches. Undefined when the user cancels, or all files are refused. */
  private async prepare(client: OpenSignClient, uris: readonly vscode.Uri[]): Promise<Prepared | undefined> {
    const { environments, ui, reader, maxSize } = this.options;
    const { environment } = client;
    assertActive(environments, environment);
    const limit = sizeLimit(client.origin, maxSize());
    const { files, refused } = await whileChecking((signal) => inspectAll(uris, limit, reader, signal));
    if (files.length === 0) {
      ui.showRefused(refused);
      return undefined;
    }
    const over = files.filter(({ size }) => isOverAdvice(environment, size));
    const choice = over.length === 0 ? 'upload' : await ui.askAboutSize(over, uris.length, limit);
    if (choice !== 'switch') {
      return choice && { client, limit, files, refused };
    }
    assertActive(environments, environment);
    await environments.setActive('live');
    return this.prepare(await environments.client('live'), uris);
  }

  /** Sends one job after another, each at most once, until one is canceled or the others would fail too. */
  private async send(prepared: Prepared, jobs: readonly Job[], target: ObjectKind): Promise<void> {
    const { client, limit, refused } = prepared;
    const { environment, origin } = client;
    const { ui, reader, changed } = this.options;
    const send = (body: StreamedBody, signal: AbortSignal) =>
      target === 'template' ? client.draftTemplate(body, signal) : client.draftDocument(body, signal);
    const outcomes: Outcome[] = [];
    await ui.whileSending(environment, jobs, async (signal, starting) => {
      for (const [index, job] of jobs.entries()) {
        if (outcomes.some(endsUpload)) {
          outcomes.push({ state: 'notSent', job });
          continue;
        }
        starting(index);
        try {
          // No variable holds the content: it would stay in memory during the request.
          const draft = await send(
            fileBody(toDraftFields(job), await readInspected(job.file, limit, reader, signal)),
            signal,
          );
          outcomes.push({ state: 'uploaded', job, draft });
        } catch (error) {
          outcomes.push(toOutcome(job, error));
        }
      }
    });
    const result = { environment, origin, target, outcomes, refused };
    ui.showResult(result);
    if (outcomes.some(mayHaveArrived)) {
      await changed(result);
    }
  }
}

function toJob(file: InspectedPdf, { target, title, roles, passwords }: Answers): Job {
  const password = passwords.get(file);
  return {
    file,
    target,
    roles,
    title: title ?? defaultTitle(file.name),
    ...(password === undefined ? {} : { password }),
  };
}

/** True when there may be a new object on the server. */
function mayHaveArrived(outcome: Outcome): boolean {
  return (
    outcome.state === 'uploaded' ||
    outcome.state === 'canceled' ||
    (outcome.state === 'failed' && outcome.error.kind === 'outcomeUnknown')
  );
}
