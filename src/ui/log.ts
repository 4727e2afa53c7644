import type * as vscode from 'vscode';
import { OpenSignError } from '../api/errors';
import { withoutSecrets } from '../api/redact';
import type { RequestLog } from '../api/transport';

/**
 * The output channel "OpenSign". What is written is chosen here, so that nobody can write a token, a body, an
 * e-mail address or a signed link by accident.
 */
export class Log implements RequestLog {
  constructor(private readonly channel: vscode.LogOutputChannel) {}

  request(entry: Parameters<RequestLog['request']>[0]): void {
    const { environment, method, path, outcome, durationMs, sentBytes, receivedBytes } = entry;
    const size = `sent ${String(sentBytes)} B, received ${String(receivedBytes)} B`;
    this.channel.info(
      `${environment} ${method} ${path} ${outcome} in ${String(Math.round(durationMs))} ms, ${size}`,
    );
  }

  info(message: string): void {
    this.channel.info(withoutSecrets(message));
  }

  /** Records an error with its stack when it is unexpected, by its kind when it is one of ours. */
  error(context: string, error: unknown): void {
    if (error instanceof OpenSignError) {
      this.channel.warn(`${context}: ${error.message}`);
      return;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.channel.error(`${context}: ${withoutSecrets(text)}`);
  }

  /** Lets a message stay until the user is done with it while its command ends. */
  detach(context: string, message: Promise<unknown>): void {
    message.catch((error: unknown) => this.error(context, error));
  }

  show(): void {
    this.channel.show();
  }
}
