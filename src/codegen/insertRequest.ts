import type { EnvironmentName } from '../api/environmentName';
import type { Template } from '../api/template';
import { assertActive, readFrom } from '../environment/active';
import { l10n } from '../ui/l10n';
import { environmentInText } from '../ui/names';
import type { Item, RequestsContext } from './codegenContext';
import { generate } from './generateCode';
import { chooseKind, chooseLanguage } from './codeQuestions';
import { headOf, notes, variablesOf } from './notes';
import { activePlace, insertCode } from './insertPlace';
import {
  createFromTemplate,
  documentState,
  downloadPdf,
  draftDocument,
  draftTemplate,
  listTemplates,
  type ApiRequest,
  type TaskKind,
} from './codeRequest';

/** What a request is made of: the template that it is for, where it is for one. */
interface Subject {
  readonly request: ApiRequest | undefined;
  readonly environment: EnvironmentName;
  readonly template?: Template;
}

/**
 * Inserts code for a request of the active environment into the active editor, in its language; without one it opens
 * a new document. Called on a template or document of a view, the request is for that.
 */
export async function insertRequest(context: RequestsContext, args: readonly unknown[]): Promise<void> {
  const { environments, itemOf } = context;
  const item = itemOf(args[0]);
  const environment = item?.environment ?? environments.active;
  assertActive(environments, environment);
  const title = l10n.t('Insert Request ({0})', environmentInText(environment));
  const editor = await activePlace();
  const language = await chooseLanguage(title, editor?.document);
  const kind = language && (await chooseKind(title, language, item?.kind));
  if (language === undefined || kind === undefined) {
    return;
  }
  const subject = await subjectOf(context, kind, environment, item);
  if (subject === undefined) {
    return;
  }
  const { baseUrl } = environments.status(subject.environment);
  const task = {
    request: subject.request,
    variables: variablesOf(subject.environment),
    head: headOf(kind, subject.environment, baseUrl, subject.template),
    notes: notes(),
  };
  await insertCode(editor, language, (existing) => generate(language, task, existing));
}

async function subjectOf(
  context: RequestsContext,
  kind: TaskKind,
  environment: EnvironmentName,
  item: Item | undefined,
): Promise<Subject | undefined> {
  const document = item?.kind === 'document' ? item.id : undefined;
  switch (kind) {
    case 'listTemplates':
      return { environment, request: listTemplates() };
    case 'createFromTemplate':
      return fromTemplate(context, item);
    case 'draftDocument':
      return { environment, request: draftDocument() };
    case 'draftTemplate':
      return { environment, request: draftTemplate() };
    case 'documentState':
      return { environment, request: documentState(document) };
    case 'downloadPdf':
      return { environment, request: downloadPdf(document) };
    case 'verifyWebhook':
      return { environment, request: undefined };
  }
}

async function fromTemplate(
  { environments, templateOf }: RequestsContext,
  item: Item | undefined,
): Promise<Subject | undefined> {
  const chosen = item?.kind === 'template' ? item : await templateOf([], l10n.t('Insert Request'));
  if (chosen === undefined) {
    return undefined;
  }
  const { environment, id } = chosen;
  const progress = l10n.t('Reading the template from {0}…', environmentInText(environment));
  const template = await readFrom(environments, environment, progress, (client, signal) =>
    client.getTemplate(id, signal),
  );
  return { environment, request: createFromTemplate(template), template };
}
