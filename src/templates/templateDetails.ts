import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import type { Template } from '../api/template';
import { Details } from '../objects/detailsCache';

type TemplateSource = (environment: EnvironmentName) => Promise<Pick<OpenSignClient, 'getTemplate'>>;

/** Templates with what lists do not tell: widgets and description. */
export class TemplateDetails extends Details<Template> {
  constructor(client: TemplateSource) {
    super(async (environment, id, signal) =>
      withoutLink(await (await client(environment)).getTemplate(id, signal)),
    );
  }
}

/** The file link is a key to the file for as long as it lives: nothing keeps it. */
export function withoutLink(template: Template): Template {
  const copy: { -readonly [K in keyof Template]: Template[K] } = { ...template };
  delete copy.file;
  return copy;
}
