import { spawn, spawnSync } from 'node:child_process';
import type { Template } from '../../../src/api/template';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { generate, type Task } from '../../../src/codegen/generateCode';
import type { LanguageId } from '../../../src/codegen/codeLanguages';
import { headOf, notes, variablesOf } from '../../../src/codegen/notes';
import { plainText } from '../../../src/codegen/code';
import type { ApiRequest, TaskKind } from '../../../src/codegen/codeRequest';
import { parseBaseUrl } from '../../../src/api/baseUrl';

/** Text that ends strings, comments and files, is taken for variables and formats, or cannot be seen. */
export const odd =
  'O’Neil \'single\' "double" `back` $HOME ${HOME} $(id) #{1} {{two}} 100 %s %d \\n \\u0041 \\ ?> """ \n\r\t end\u2028\u202e ünï 日本 😀';

export function taskFor(
  kind: TaskKind,
  request: ApiRequest | undefined,
  options: { readonly template?: Pick<Template, 'title'>; readonly environment?: EnvironmentName } = {},
): Task {
  const { template, environment = 'sandbox' } = options;
  const baseUrl = parseBaseUrl('https://sandbox.example.com/api/v1.2');
  return {
    request,
    variables: variablesOf(environment),
    head: headOf(kind, environment, baseUrl, template),
    notes: notes(),
  };
}

/** What a new document holds when nothing is filled in. */
export function program(language: LanguageId, task: Task): string {
  return plainText(generate(language, task, ''));
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without stopping this process, which is the server. Nothing but `variables` and PATH is in its environment. */
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

/** Where a program is on this machine, undefined when it is not there. */
export function find(name: string): string | undefined {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`]);
  return status === 0 ? stdout.toString().trim() : undefined;
}
