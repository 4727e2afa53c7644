import { spawn, spawnSync } from 'node:child_process';
import type { Template } from '../../../src/api/template';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { generate, type LanguageId, type Task } from '../../../src/codegen/generateCode';
import { getHead, type RequestKind } from '../../../src/codegen/requestKinds';
import { plainText } from '../../../src/codegen/codeText';
import type { ApiRequest } from '../../../src/codegen/codeRequest';
import { parseBaseUrl } from '../../../src/api/baseUrl';

/** Text that ends strings, comments or files, looks like variables or formats, or is invisible. */
export const odd =
  'O’Neil \'single\' "double" `back` $HOME ${HOME} $(id) #{1} {{two}} 100 %s %d \\n \\u0041 \\ ?> """ \n\r\t end\u2028\u202e ünï 日本 😀';

export function taskFor(
  kind: RequestKind,
  request: ApiRequest | undefined,
  options: { readonly template?: Pick<Template, 'title'>; readonly environment?: EnvironmentName } = {},
): Task {
  const { template, environment = 'sandbox' } = options;
  const baseUrl = parseBaseUrl('https://sandbox.example.com/api/v1.2');
  return { environment, request, head: getHead(kind, environment, baseUrl, template) };
}

/** The text of a new document with nothing filled in. */
export function program(language: LanguageId, task: Task): string {
  return plainText(generate(language, task, ''));
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without blocking this process, which is the server. Its environment has only `variables`, PATH and HOME. */
export async function run(
  command: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const [file = '', ...args] = command;
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables };
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { status, stdout, stderr };
}

/** The path of a program, or undefined if it isn't installed. */
export function find(name: string): string | undefined {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`]);
  return status === 0 ? stdout.toString().trim() : undefined;
}
