import type { JsonObject } from '../api/values';
import { problemText } from './problemText';
import { templateRequest } from './templateRequest';

/** The request for a draft without its file, or what is wrong in sentences. */
export type DraftRequest = { readonly fields: JsonObject } | { readonly problems: readonly string[] };

/**
 * The request that makes a draft document of a template, for other features, which put people into its roles. Roles
 * may lack a signature widget: a person finishes the draft in OpenSign.
 */
export function draftRequestOf(template: JsonObject): DraftRequest {
  const request = templateRequest(template, { target: 'document', title: '', contacts: [], isDraft: true });
  if (!request.ok) {
    return { problems: request.problems.map(problemText) };
  }
  // How mail goes out is decided when the draft is sent, by whoever sends it.
  const fields = Object.fromEntries(Object.entries(request.fields).filter(([key]) => key !== 'send_email'));
  return { fields };
}
