import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import type { Clock } from '../api/fetch';
import type { Template } from '../api/template';
import { PagedList } from '../objects/pagedList';

/** What reading the list needs of a client. */
export type TemplatePages = Pick<OpenSignClient, 'listTemplates'>;

export interface TemplateListOptions {
  /** A client for the environment, with the token of the moment. May reject. */
  readonly client: (environment: EnvironmentName) => Promise<TemplatePages>;
  readonly clock: Clock;
}

/** The templates of one environment. */
export class TemplateList extends PagedList<Template> {
  constructor(environment: EnvironmentName, { client, clock }: TemplateListOptions) {
    const pages = async (where: EnvironmentName) => {
      const source = await client(where);
      return (skip: number, limit: number, signal: AbortSignal) => source.listTemplates(skip, limit, signal);
    };
    super(environment, { pages, clock });
  }
}
