/** The title that a file gets when nobody says otherwise: its name without `.pdf`. */
export function defaultTitle(fileName: string): string {
  const name = fileName.replace(/\.pdf$/i, '').trim();
  return name === '' ? fileName : name;
}
