import { type JsonObject } from '../api/values';
import { checkLayoutFile, type PdfFacts } from './checkLayoutFile';
import { layoutFileOf } from './fromTemplate';
import type { Problem } from './problem';
import { requestOf, spellAddresses, type Target } from './layoutRequest';
import type { LayoutFile } from './layoutFile';

/** What is asked of the server to make the like of a template, or why it would be refused. */
export type TemplateRequest =
  | { readonly ok: true; readonly file: LayoutFile; /** Without the PDF. */ readonly fields: JsonObject }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface TemplateRequestOptions {
  readonly target: Target;
  /** For a template without one. */
  readonly title: string;
  /** Left out where nothing is to be said about it. */
  readonly pdf?: PdfFacts;
  /** The addresses that the account knows where the request goes. */
  readonly contacts: readonly string[];
  /** It's finished in the browser, so roles may lack a signature widget. */
  readonly isDraft?: boolean;
}

/**
 * The request that makes the like of a template: by the same rules as from the layout file that would be exported of
 * it.
 */
export function templateRequest(template: JsonObject, options: TemplateRequestOptions): TemplateRequest {
  const { target, title, pdf, contacts, isDraft } = options;
  const { file, problems } = checkLayoutFile(layoutFileOf(template), pdf, isDraft);
  if (file === undefined) {
    return { ok: false, problems: problems.filter(({ severity }) => severity === 'error') };
  }
  const spelled = spellAddresses(file, contacts);
  return { ok: true, file: spelled, fields: requestOf(spelled, target, title) };
}
