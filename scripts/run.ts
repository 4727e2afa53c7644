import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { atEnd } from './atEnd';
import { fromRoot, root } from './paths';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Receives the child's output as it arrives. */
  readonly onOutput?: (text: string) => void;
  /** Milliseconds after which the child is killed. */
  readonly timeout?: number;
}

export interface Finished {
  readonly code: number;
  /** stdout and stderr, interleaved as they arrived. */
  readonly output: string;
}

/** Path of a program in node_modules/.bin. */
export const tool = (name: string): string => fromRoot('node_modules', '.bin', name);

/** The environment without the variables of `npm run` and VS Code's terminal, which change a nested npm or VS Code. */
export function cleanEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const leftover = /^(npm_(?!config_)|npm_config_(local_prefix|prefix)$|NODE_OPTIONS$|VSCODE_|ELECTRON_)/;
  const inherited = Object.entries(process.env).filter(([name]) => !leftover.test(name));
  return { ...Object.fromEntries(inherited), ...more };
}

/** PATH with `folder` first, so that `#!/usr/bin/env node` finds that folder's Node. */
export const pathStartingWith = (folder: string): string =>
  folder + path.delimiter + (process.env.PATH ?? '');

/** Runs a program with an empty stdin until it exits. Rejects only if it can't be started. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const forget = atEnd(() => child.kill('SIGTERM'));
    let output = '';
    const append = (text: string): void => {
      output += text;
      options.onOutput?.(text);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', append);
    }
    const timer =
      options.timeout &&
      setTimeout(() => {
        append(`\ntimed out after ${String(options.timeout)} ms\n`);
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
        append(`ended by ${signal}\n`);
      }
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs a program and returns its output. Rejects with the output if the program fails. */
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

/** Seconds since `start` (a `Date.now()`), formatted. */
export const secondsSince = (start: number): string => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/** Runs a script's main function. Prints an error without its stack and exits with status 1. */
export function main(body: () => Promise<void>): void {
  body().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    // Running child processes would keep this process alive.
    process.exit(1);
  });
}
