import { type JsonObject } from '../api/values';
import { checkSideFile, type PdfFacts } from './checkSideFile';
import { sideFileOf } from './fromTemplate';
import type { Problem } from './problem';
import { requestOf, type Target } from './request';
import type { SideFile } from './sideFile';

/** What is asked of the server to make the like of a template, or why it would be refused. */
export type TemplateRequest =
  | { readonly ok: true; readonly file: SideFile; /** Without the PDF. */ readonly fields: JsonObject }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The request that makes the like of a template: by the same rules as from the side file that would be exported of
 * it. `title` is for a template without one; `pdf` is left out where nothing is to be said about it.
 */
export function templateRequest(
  template: JsonObject,
  target: Target,
  title: string,
  pdf?: PdfFacts,
): TemplateRequest {
  const { file, problems } = checkSideFile(sideFileOf(template), pdf);
  return file === undefined
    ? { ok: false, problems: problems.filter(({ severity }) => severity === 'error') }
    : { ok: true, file, fields: requestOf(file, target, title) };
}
