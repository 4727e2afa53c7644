import type * as vscode from 'vscode';
import { OpenSignError } from '../api/errors';
import { withoutSecrets } from '../api/redact';
import type { RequestLog } from '../api/transport';

/**
 * The output channel "OpenSign". It redacts every entry, so no caller can log a token, a body, an email address or a
 * signed link by accident.
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

  /** Logs the kind of an {@link OpenSignError}, and the stack of any other error. */
  error(context: string, error: unknown): void {
    if (error instanceof OpenSignError) {
      this.channel.warn(`${context}: ${error.message}`);
      return;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.channel.error(`${context}: ${withoutSecrets(text)}`);
  }

  /** Doesn't wait for `work`, such as a message that the user may leave open, and logs its failure. */
  detach(context: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.error(context, error));
  }

  show(): void {
    this.channel.show();
  }
}
