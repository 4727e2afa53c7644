import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import type { Template } from '../api/template';

type TemplateSource = (environment: EnvironmentName) => Promise<Pick<OpenSignClient, 'getTemplate'>>;

/**
 * Templates with what lists do not tell: widgets and description. Each is read once when it is needed, and again
 * after it was forgotten. A reading that failed is not remembered.
 */
export class TemplateDetails {
  private readonly known = new Map<string, Template>();
  private run = new AbortController();

  constructor(private readonly client: TemplateSource) {}

  /** Rejects as a read does; with kind `cancelled` when everything was forgotten meanwhile. */
  async get(environment: EnvironmentName, id: string, signal?: AbortSignal): Promise<Template> {
    const { run } = this;
    const key = keyOf(environment, id);
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    const client = await this.client(environment);
    const stop = signal === undefined ? run.signal : AbortSignal.any([run.signal, signal]);
    const template = withoutLink(await client.getTemplate(id, stop));
    if (run.signal.aborted) {
      throw new OpenSignError('cancelled');
    }
    this.known.set(key, template);
    return template;
  }

  forget(environment: EnvironmentName, id: string): void {
    this.known.delete(keyOf(environment, id));
  }

  /** Forgets what is known, and aborts what is being read. */
  clear(): void {
    this.run.abort();
    this.run = new AbortController();
    this.known.clear();
  }

  dispose(): void {
    this.clear();
  }
}

function keyOf(environment: EnvironmentName, id: string): string {
  return `${environment}/${id}`;
}

/** The file link is a key to the file for as long as it lives: nothing keeps it. */
export function withoutLink(template: Template): Template {
  const copy: { -readonly [K in keyof Template]: Template[K] } = { ...template };
  delete copy.file;
  return copy;
}
