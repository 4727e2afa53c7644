import type { EnvironmentName } from '../api/environmentName';
import type { JsonObject } from '../api/values';
import { baseUrlVariable, tokenVariable } from '../environment/token';
import { l10n } from '../ui/l10n';
import type { ApiRequest, Variables, Writer } from './codeRequest';
import { javascriptWriter, typescriptWriter } from './javascriptWriter';
import { pythonWriter } from './pythonWriter';
import { httpWriter, shellWriter, writeCurl } from './jsonWriters';
import { commentText, lines, plainText } from './codeText';

/** Languages for requests, in the order in which they are offered. Their labels are names, so they aren't translated. */
export const languages = [
  { id: 'typescript', label: 'TypeScript', client: 'fetch', editorId: 'typescript' },
  { id: 'javascript', label: 'JavaScript', client: 'fetch', editorId: 'javascript' },
  { id: 'python', label: 'Python', client: 'requests', editorId: 'python' },
  { id: 'shell', label: 'Shell', client: 'curl', editorId: 'shellscript' },
  { id: 'http', label: 'HTTP', client: 'REST Client', editorId: 'http' },
] as const;

export type LanguageId = (typeof languages)[number]['id'];

export const writers: Readonly<Record<LanguageId, Writer>> = {
  typescript: typescriptWriter,
  javascript: javascriptWriter,
  python: pythonWriter,
  shell: shellWriter,
  http: httpWriter,
};

const byEditorId: ReadonlyMap<string, LanguageId> = new Map([
  ...languages.map(({ id, editorId }) => [editorId, id] as const),
  ['typescriptreact', 'typescript'],
  ['javascriptreact', 'javascript'],
  ['rest', 'http'],
]);

/** The language for an editor, by VS Code's language ID and the file's path. Undefined if it isn't supported. */
export function findLanguage(editorId: string, path: string): LanguageId | undefined {
  // These files are plain text unless an extension supports them.
  return byEditorId.get(editorId) ?? (/\.(http|rest)$/i.test(path) ? 'http' : undefined);
}

export function getVariables(environment: EnvironmentName): Variables {
  return {
    baseUrl: baseUrlVariable(environment),
    token: tokenVariable(environment),
    webhookKey: environment === 'live' ? 'OPENSIGN_WEBHOOK_KEY' : 'OPENSIGN_SANDBOX_WEBHOOK_KEY',
  };
}

/** What code is generated for. */
export interface Task {
  readonly environment: EnvironmentName;
  /** Undefined: a function that checks the signature of a webhook. */
  readonly request: ApiRequest | undefined;
  /** Comments above the code. */
  readonly head?: readonly string[];
}

/**
 * The code for a task, with tab stops. For an empty `existing` text it is a whole program. Otherwise it goes to the
 * cursor, with the imports that `existing` lacks: as a comment where the language allows them only at the top.
 */
export function generate(
  language: LanguageId,
  { environment, request, head = [] }: Task,
  existing: string,
): string {
  const writer = writers[language];
  const variables = getVariables(environment);
  const piece =
    request === undefined ? writer.writeWebhookCheck?.(variables) : writer.writeRequest(request, variables);
  if (piece === undefined) {
    throw new Error(`${language} has no check of webhooks`);
  }
  const comments = head.map((text) => `${writer.comment} ${commentText(text)}`);
  const code = lines(...comments, piece.code);
  if (existing.trim() === '') {
    return `${importsFirst(piece.imports, code)}\n`;
  }
  const imports = piece.imports.filter((line) => !existing.includes(line));
  const separated = lines(writer.separator, code);
  if (writer.importsAnywhere || imports.length === 0) {
    return importsFirst(imports, separated);
  }
  const note = commentText(l10n.t('Move to the top of the file:'));
  const noted = [note, ...imports.map((line) => `  ${line}`)];
  return lines(...noted.map((line) => `${writer.comment} ${line}`), separated);
}

function importsFirst(imports: readonly string[], code: string): string {
  return imports.length === 0 ? code : `${lines(...imports)}\n\n${code}`;
}

/** A request as one curl command, without tab stops. */
export function generateCurl(request: ApiRequest, environment: EnvironmentName): string {
  return plainText(writeCurl(request, getVariables(environment)));
}

/** A request that is about to be sent, without secrets. */
export interface ShownRequest {
  readonly environment: EnvironmentName;
  readonly method: 'POST';
  /** Complete, so the code reads only the token from the environment. */
  readonly url: string;
  readonly body: JsonObject;
}

/** A request as a whole program, or as one command for `curl`. */
export function generateShownRequest(
  language: LanguageId | 'curl',
  { environment, ...shown }: ShownRequest,
): string {
  const request: ApiRequest = { ...shown, answer: { kind: 'field', name: 'objectId' } };
  return language === 'curl'
    ? generateCurl(request, environment)
    : plainText(generate(language, { environment, request }, ''));
}
