import * as vscode from 'vscode';
import { assertActive } from '../environment/active';
import type { ObjectKind, ObjectRef } from '../objects/objectChanges';
import { toIdentifier } from '../source/identifier';
import { pickOne, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { getTitle } from '../ui/title';
import { readObject } from './codeRequest';
import { findLanguage, generateCurl, getVariables, writers, type LanguageId } from './generateCode';
import type { CodegenDependencies } from './insertRequest';
import { commentText } from './codeText';

/** Copies the request that reads a template or document as a shell command. It holds no token. */
export async function copyAsCurl(dependencies: CodegenDependencies, args: readonly unknown[]): Promise<void> {
  const object = await pickObject(dependencies, args, l10n.t('Copy as cURL'));
  if (object === undefined) {
    return;
  }
  const { kind, environment, id } = object;
  const { baseUrl, token } = getVariables(environment);
  await vscode.env.clipboard.writeText(generateCurl(readObject(kind, id), environment));
  const name = environmentName(environment);
  showStatus(l10n.t('Copied as cURL ({0}). It reads {1} and {2}.', name, baseUrl, token), 5000);
}

/** Copies the ID of a template or document as a constant in the language of the active editor. */
export async function copyIdAsConstant(
  dependencies: CodegenDependencies,
  args: readonly unknown[],
): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const language = document && findLanguage(document.languageId, document.uri.path);
  const object = await pickObject(dependencies, args, l10n.t('Copy ID as Constant'));
  if (object === undefined) {
    return;
  }
  const name = environmentName(object.environment);
  const comment =
    object.kind === 'template'
      ? l10n.t('OpenSign, {0}: template “{1}”', name, getTitle(object))
      : l10n.t('OpenSign, {0}: document “{1}”', name, getTitle(object));
  await vscode.env.clipboard.writeText(toConstant(object, language ?? 'typescript', comment));
  showStatus(l10n.t('Copied ID {0} ({1}) as a constant', object.id, name), 5000);
}

/** The object of a row in a view, or one that the user picks under the title `purpose`. Undefined when canceled. */
async function pickObject(
  { environments, templates, documents }: CodegenDependencies,
  [argument]: readonly unknown[],
  purpose: string,
): Promise<ObjectRef | undefined> {
  const object = templates.toRef(argument) ?? documents.toRef(argument);
  if (object !== undefined) {
    assertActive(environments, object.environment);
    return object;
  }
  const items = [
    { label: l10n.t('Template'), source: templates },
    { label: l10n.t('Document'), source: documents },
  ];
  const title = l10n.t('{0} ({1})', purpose, environmentName(environments.active));
  return (await pickOne(items, { title }))?.source.choose([], purpose);
}

/** How each language declares a constant. IDs are letters and digits. */
const declarations: Readonly<Record<LanguageId, (name: string, id: string) => string>> = {
  typescript: (name, id) => `const ${name} = '${id}';`,
  javascript: (name, id) => `const ${name} = '${id}';`,
  python: (name, id) => `${name} = '${id}'`,
  shell: (name, id) => `${name}='${id}'`,
  http: (name, id) => `@${name} = ${id}`,
};

/** An ID as a constant that is named after the title, with `comment` above it. */
export function toConstant(
  { kind, id, title = '' }: { readonly kind: ObjectKind; readonly id: string; readonly title?: string },
  language: LanguageId,
  comment: string,
): string {
  const words = toIdentifier(title, { letters: 'UPPER_SNAKE', afterPrefix: true });
  // A name can't begin with a digit.
  const name = (/^\d/.test(words) ? [kind, words, 'id'] : [words, kind, 'id'])
    .filter((word) => word !== '')
    .join('_')
    .toUpperCase();
  return `${writers[language].comment} ${commentText(comment)}\n${declarations[language](name, id)}\n`;
}
