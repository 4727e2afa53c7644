/** Where in a line the id of a template is written, and how far one has come. */
export interface IdPlace {
  /** UTF-16 units from the beginning of the line. */
  readonly start: number;
  readonly end: number;
}

/** A name such as `template_id`, `ndaTemplateId`, `TEMPLATE`, and what stands between it and its value. */
const named =
  /template(?:[-_ ]?ids?)?["'\]]{0,3}\s{0,20}[:=!>,(]{1,4}\s{0,20}[a-z]{0,2}["'`]([A-Za-z0-9]*)$/i;
/** Without quotes, as in `.env` and YAML. */
const bare =
  /^\s*(?:-\s+)?(?:export\s+)?(?:[\w.]*[\W_]|\w*)template(?:[-_]?ids?)?(?:_\w+)?\s{0,20}[:=]\s{0,20}([A-Za-z0-9]*)$/i;
const inPath = /(?<![\w.])(?:createdocument|template)\/([A-Za-z0-9]*)$/i;
/** Modules have such names too. */
const imports = /\b(?:import|from|require|use|include|include_once|require_once)\b[^;]*$/;

/** UTF-16 units on each side of the cursor that are read: minified files have lines of many thousands. */
const reach = 500;

/** Undefined when the end of `line`, up to the cursor, is no place for the id of a template. */
export function idPlace(line: string, after: string, kind: 'code' | 'values'): IdPlace | undefined {
  const before = line.slice(-reach);
  const typed = (named.exec(before) ??
    (imports.test(before) ? null : inPath.exec(before)) ??
    (kind === 'values' && before === line ? bare.exec(before) : null))?.[1];
  if (typed === undefined) {
    return undefined;
  }
  const rest = /^[A-Za-z0-9]*/.exec(after.slice(0, reach))?.[0].length ?? 0;
  return { start: line.length - typed.length, end: line.length + rest };
}
