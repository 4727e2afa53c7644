import type { EnvironmentName } from '../api/environmentName';

/** What a request can be written in as code. Names of their own, so they are not translated. */
export const languages = [
  { id: 'nodeFetch', label: 'Node.js', client: 'fetch' },
  { id: 'nodeUndici', label: 'Node.js', client: 'undici' },
  { id: 'python', label: 'Python', client: 'requests' },
  { id: 'php', label: 'PHP', client: 'cURL' },
  { id: 'csharp', label: 'C#', client: 'HttpClient' },
  { id: 'go', label: 'Go', client: 'net/http' },
  { id: 'java', label: 'Java', client: 'java.net.http' },
] as const;

export type SnippetId = 'curl' | (typeof languages)[number]['id'];

/** A request as it is shown: with nothing secret in it. */
export interface ShownRequest {
  /** Whose variable the token is read from. */
  readonly environment: EnvironmentName;
  readonly method: 'POST';
  readonly url: string;
  readonly body: unknown;
}
