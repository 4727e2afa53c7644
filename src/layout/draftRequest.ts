import { defined, type JsonObject } from '../api/values';
import { checkLayoutFile } from './checkLayoutFile';
import { problemText } from './layoutProblem';
import { spellAddresses, toRequest } from './layoutRequest';
import { toLayoutText } from './layoutText';

/** The request that creates a draft document from a template, without its PDF, or the problems as sentences. */
export function draftRequestOf(
  template: JsonObject,
): { readonly fields: JsonObject } | { readonly problems: readonly string[] } {
  const { file, errors } = checkLayoutFile(toLayoutText(template), undefined, true);
  if (file === undefined) {
    return { problems: errors.map(problemText) };
  }
  const fields = toRequest(spellAddresses(file, []), 'document', '');
  // Whether to send emails is decided when the draft is sent.
  return { fields: defined({ ...fields, send_email: undefined }) };
}
