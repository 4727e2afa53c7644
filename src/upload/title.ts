/** Longest title that OpenSign surely takes. Source: api.md 4.15. */
export const longestSafeTitle = 120;

/** The title that a file gets when nobody says otherwise: its name without `.pdf`. */
export function defaultTitle(fileName: string): string {
  const name = fileName.replace(/\.pdf$/i, '').trim();
  return name === '' ? fileName : name;
}

/**
 * What is wrong with a title. `empty` is refused by the server. The others may be: it makes the title a file name,
 * keeps only Latin letters and digits of it, and fails when none or too many are left. Source: api.md 4.15.
 */
export function titleProblem(title: string): 'empty' | 'noLatin' | 'long' | undefined {
  const text = title.trim();
  if (text === '') {
    return 'empty';
  }
  if (!/[A-Za-z0-9]/.test(text)) {
    return 'noLatin';
  }
  return text.length > longestSafeTitle ? 'long' : undefined;
}
