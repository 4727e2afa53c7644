import type { OpenSignClient } from '../api/client';
import { OpenSignError } from '../api/errors';
import type { Template } from '../api/template';
import type { JsonObject } from '../api/values';
import { readAllTemplates } from '../objects/readPages';
import { answerText, fitting } from './answer';
import { documentFacts, documentItem, templateFacts, templateItem } from './facts';
import { groupOf, idOf, pageOf, searchOf } from './input';

/** Answers a model. Rejects as a read does, and with `BadInput`. */
export type Read = (client: OpenSignClient, input: JsonObject, signal: AbortSignal) => Promise<string>;

/** The templates of the account, last changed first, or those that a search finds. */
export const listTemplates: Read = async (client, input, signal) => {
  const { skip, limit } = pageOf(input);
  const search = searchOf(input);
  const { items, next } =
    search === undefined
      ? await client.listTemplates(skip, limit, signal)
      : pageFrom((await readAllTemplates(client, signal)).filter(matches(search)), skip, limit);
  const shown = items.map((template) => templateItem(template));
  return listAnswer(client, 'templates', shown, skip, next);
};

/** One template with its roles and named fields. */
export const readTemplate: Read = async (client, input, signal) => {
  const facts = templateFacts(await client.getTemplateJson(idOf(input), signal));
  if (facts === undefined) {
    throw new OpenSignError('notOpenSign', {
      environment: client.environment,
      host: new URL(client.origin).host,
    });
  }
  const remarks = facts.cut ? ['Not all widgets are listed: there are too many.'] : [];
  return answerText(client, facts.data, ...remarks);
};

/** The documents of one group, last changed first. */
export const listDocuments: Read = async (client, input, signal) => {
  const group = groupOf(input);
  const { skip, limit } = pageOf(input);
  const { items, next } = await client.documents.list(group, skip, limit, signal);
  const shown = items.map((document) => documentItem(document, group));
  return listAnswer(client, 'documents', shown, skip, next);
};

/** How far one document is. */
export const readDocumentState: Read = async (client, input, signal) => {
  const document = await client.documents.get(idOf(input), signal);
  return answerText(client, documentFacts(document));
};

function listAnswer(
  client: OpenSignClient,
  key: string,
  items: readonly object[],
  skip: number,
  next: number | undefined,
): string {
  const shown = fitting(items);
  const nextSkip = shown.length < items.length ? skip + shown.length : next;
  const remarks =
    nextSkip === undefined ? [] : [`There may be more: ask again with skip ${String(nextSkip)}.`];
  return answerText(client, { [key]: shown }, ...remarks);
}

function pageFrom<T>(all: readonly T[], skip: number, limit: number) {
  const next = skip + limit;
  return { items: all.slice(skip, next), next: next < all.length ? next : undefined };
}

function matches(search: string): (template: Template) => boolean {
  const wanted = search.toLowerCase();
  return ({ id, title, roles }) =>
    id === search ||
    (title ?? '').toLowerCase().includes(wanted) ||
    roles.some(({ role }) => (role ?? '').toLowerCase().includes(wanted));
}
