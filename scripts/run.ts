import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { atEnd } from './atEnd';
import { fromRoot, root } from './paths';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Gets what the child says as it comes. */
  readonly onOutput?: (text: string) => void;
  /** Milliseconds after which the child is ended. */
  readonly timeout?: number;
}

/** What a finished child said, both streams in the order they came. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** A program installed in node_modules/.bin. */
export const tool = (name: string): string => fromRoot('node_modules', '.bin', name);

/**
 * This process's environment for a child that is a project of its own: without what `npm run` and VS Code's own
 * terminal leave behind, which would otherwise steer an inner npm or an inner VS Code.
 */
export function cleanEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const leftover = /^(npm_(?!config_)|npm_config_(local_prefix|prefix)$|NODE_OPTIONS$|VSCODE_|ELECTRON_)/;
  const inherited = Object.entries(process.env).filter(([name]) => !leftover.test(name));
  return { ...Object.fromEntries(inherited), ...more };
}

/** PATH with `folder` first, so that `#!/usr/bin/env node` finds the Node that lies there. */
export const pathStartingWith = (folder: string): string =>
  folder + path.delimiter + (process.env.PATH ?? '');

/** Runs a program to its end with nothing to read. Rejects only when it cannot be started at all. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const forget = atEnd(() => child.kill('SIGTERM'));
    let output = '';
    const hear = (text: string): void => {
      output += text;
      options.onOutput?.(text);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', hear);
    }
    const timer =
      options.timeout &&
      setTimeout(() => {
        hear(`\nno end after ${String(options.timeout)} ms\n`);
        child.kill('SIGTERM');
      }, options.timeout);
    const settle = (): void => {
      clearTimeout(timer);
      forget();
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      if (signal) {
        hear(`ended by ${signal}\n`);
      }
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs a program that must succeed; its output is worth reading only when it did not. */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, output } = await run(command, args, options);
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.trimEnd()}`);
  }
  return output;
}

/** Seconds since `start` (a `Date.now()`), for people. */
export const secondsSince = (start: number): string => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/** Runs a script's main function: an error is printed without the stack a person does not need, and status is 1. */
export function main(body: () => Promise<void>): void {
  body().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    // At once: what was started before the error would keep the process alive.
    process.exit(1);
  });
}
