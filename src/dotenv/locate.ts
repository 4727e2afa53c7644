import { looksLike, tokenProblem } from '../environment/token';
import type { FoundToken } from './dotenvContext';
import type { Span } from './textEdit';

/** What looks like a token. Source: api.md 2.3, with room. */
const shape = /(?<![\w.+$-])(?:opensign|test)\.[0-9A-Za-z]{16,}(?!\w)/g;

/**
 * Where a token that was found in a document is now. After a change it is looked for again: the stored token, else
 * what looks like one of the same length, if that is always the same one. Undefined when it is gone.
 */
export function locate(
  document: { readonly version: number; getText(): string },
  found: FoundToken,
  stored: string | undefined,
): Span | undefined {
  const { start, end, environment } = found;
  const text = document.getText();
  if (document.version === found.version) {
    return end <= text.length && tokenProblem(text.slice(start, end)) === undefined
      ? { start, end }
      : undefined;
  }
  const length = end - start;
  if (stored?.length === length && text.includes(stored)) {
    return nearest(text, stored, start);
  }
  const alike = new Set(
    [...text.matchAll(shape)]
      .map(([match]) => match)
      .filter((match) => match.length === length && looksLike(match) === environment),
  );
  const [only] = alike;
  return alike.size === 1 && only !== undefined ? nearest(text, only, start) : undefined;
}

/** Where `searched` stands in a text, nearest to an offset. */
export function nearest(text: string, searched: string, offset: number): Span | undefined {
  let best: number | undefined;
  for (let at = text.indexOf(searched); at !== -1; at = text.indexOf(searched, at + 1)) {
    if (best === undefined || Math.abs(at - offset) < Math.abs(best - offset)) {
      best = at;
    }
  }
  return best === undefined ? undefined : { start: best, end: best + searched.length };
}
