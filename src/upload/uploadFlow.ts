import type * as vscode from 'vscode';
import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { draftFields, type Job, type Target } from './draft';
import { fileBody } from '../api/streamedBody';
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
import { sendAll, type Outcome } from './sendAll';
import { defaultTitle } from '../ui/title';

/** The part of `Environments` that an upload needs. */
export interface UploadEnvironments {
  readonly active: EnvironmentName;
  setActive(environment: EnvironmentName): Promise<void>;
  client(environment: EnvironmentName): Promise<OpenSignClient>;
}

/** What the user said about the files. */
export interface Answers {
  readonly target: Target;
  /** Asked for a single file only. */
  readonly title?: string;
  readonly roles: readonly string[];
  readonly passwords: ReadonlyMap<PdfFile, string>;
}

/** How an upload ended. */
export interface UploadResult {
  readonly environment: EnvironmentName;
  readonly origin: string;
  readonly target: Target;
  readonly outcomes: readonly Outcome[];
  /** Files that were never considered. */
  readonly refused: readonly RefusedFile[];
}

/** Everything that is asked or shown. Undefined or false means that the user called it off. */
export interface UploadUi {
  chooseFiles(environment: EnvironmentName): Promise<readonly vscode.Uri[] | undefined>;
  /** Shows that `work` is under way, and lets it be called off. */
  whileChecking<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** All files were refused. */
  showRefused(refused: readonly RefusedFile[]): void;
  /** `over` are those of `count` files that the sandbox is asked not to be burdened with. */
  askAboutSize(
    over: readonly PdfFile[],
    count: number,
    limit: SizeLimit,
  ): Promise<'upload' | 'switch' | undefined>;
  ask(environment: EnvironmentName, files: readonly PdfFile[]): Promise<Answers | undefined>;
  /** Only for live. */
  confirm(jobs: readonly Job[]): Promise<boolean>;
  whileSending<T>(
    environment: EnvironmentName,
    jobs: readonly Job[],
    work: (signal: AbortSignal, starting: (index: number) => void) => Promise<T>,
  ): Promise<T>;
  showResult(result: UploadResult): void;
}

export interface UploadFlowOptions {
  readonly environments: UploadEnvironments;
  readonly reader: FileReader;
  readonly ui: UploadUi;
  /** The value of `opensign.upload.maxSize`. */
  readonly maxSize: () => unknown;
  /** Called when an upload changed something on the server, or may have. Never rejects. */
  readonly changed: (result: UploadResult) => Promise<void>;
}

/** An upload's environment and files, after all checks. */
interface Prepared {
  readonly client: OpenSignClient;
  readonly limit: SizeLimit;
  readonly files: readonly InspectedPdf[];
  readonly refused: readonly RefusedFile[];
}

/** From the choice of files to the message about them. Environment and client are taken once. */
export class UploadFlow {
  constructor(private readonly options: UploadFlowOptions) {}

  /**
   * Uploads `given`, or files to be chosen when there are none. Rejects when the environment has no usable token or
   * is left before anything was sent; what happens to single files is told by the user interface.
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
    this.requireActive(environment);
    const jobs = prepared.files.map((file) => jobFor(file, answers));
    if (environment === 'live' && !(await ui.confirm(jobs))) {
      return;
    }
    this.requireActive(environment);
    await this.send(prepared, jobs, answers.target);
  }

  /** Checks the files, in the other environment again if the user goes there for it. Undefined when called off. */
  private async prepare(client: OpenSignClient, uris: readonly vscode.Uri[]): Promise<Prepared | undefined> {
    const { environments, ui, reader, maxSize } = this.options;
    const { environment } = client;
    this.requireActive(environment);
    const limit = sizeLimit(client.origin, maxSize());
    const { files, refused } = await ui.whileChecking((signal) => inspectAll(uris, limit, reader, signal));
    if (files.length === 0) {
      ui.showRefused(refused);
      return undefined;
    }
    const over = files.filter(({ size }) => isOverAdvice(environment, size));
    const choice = over.length === 0 ? 'upload' : await ui.askAboutSize(over, uris.length, limit);
    switch (choice) {
      case 'upload':
        return { client, limit, files, refused };
      case 'switch':
        this.requireActive(environment);
        await environments.setActive('live');
        return this.prepare(await environments.client('live'), uris);
      case undefined:
        return undefined;
    }
  }

  private async send(prepared: Prepared, jobs: readonly Job[], target: Target): Promise<void> {
    const { client, limit, refused } = prepared;
    const { ui, reader } = this.options;
    const outcomes = await ui.whileSending(client.environment, jobs, (signal, starting) =>
      sendAll(jobs, {
        // No variable may hold the content: it would stay for as long as the request takes.
        prepare: async (job, index) => {
          starting(index);
          return fileBody(draftFields(job), await readInspected(job.file, limit, reader, signal));
        },
        send: (body) =>
          target === 'template' ? client.draftTemplate(body, signal) : client.draftDocument(body, signal),
      }),
    );
    const result = { environment: client.environment, origin: client.origin, target, outcomes, refused };
    ui.showResult(result);
    if (outcomes.some(mayHaveArrived)) {
      await this.options.changed(result);
    }
  }

  /** Whoever switched meanwhile does not expect anything to go to the environment that was left. */
  private requireActive(environment: EnvironmentName): void {
    if (this.options.environments.active !== environment) {
      throw new OpenSignError('otherEnvironment', { environment });
    }
  }
}

function jobFor(file: InspectedPdf, answers: Answers): Job {
  const { target, title, roles, passwords } = answers;
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
