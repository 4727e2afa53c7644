/** Languages that requests are written in, in the order in which they are offered. Their names are not translated. */
export const languages = [
  { id: 'typescript', label: 'TypeScript', client: 'fetch', editorId: 'typescript' },
  { id: 'javascript', label: 'JavaScript', client: 'fetch', editorId: 'javascript' },
  { id: 'python', label: 'Python', client: 'urllib.request', editorId: 'python' },
  { id: 'php', label: 'PHP', client: 'cURL', editorId: 'php' },
  { id: 'csharp', label: 'C#', client: 'HttpClient', editorId: 'csharp' },
  { id: 'go', label: 'Go', client: 'net/http', editorId: 'go' },
  { id: 'java', label: 'Java', client: 'java.net.http', editorId: 'java' },
  { id: 'ruby', label: 'Ruby', client: 'net/http', editorId: 'ruby' },
  { id: 'rust', label: 'Rust', client: 'reqwest', editorId: 'rust' },
  { id: 'shell', label: 'Shell', client: 'curl', editorId: 'shellscript' },
  { id: 'http', label: 'HTTP', client: 'REST Client', editorId: 'http' },
] as const;

export type Language = (typeof languages)[number];
export type LanguageId = Language['id'];

const byEditorId: ReadonlyMap<string, LanguageId> = new Map([
  ...languages.map(({ id, editorId }) => [editorId, id] as const),
  ['typescriptreact', 'typescript'],
  ['javascriptreact', 'javascript'],
  ['rest', 'http'],
]);

/** The language of an editor, by VS Code's id for it and its file's path; undefined when requests are not written in it. */
export function languageOf(editorId: string, path: string): LanguageId | undefined {
  // Without an extension for them these files are plain text.
  return byEditorId.get(editorId) ?? (/\.(http|rest)$/i.test(path) ? 'http' : undefined);
}
