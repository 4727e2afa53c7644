import type { EnvironmentName } from '../api/environmentName';
import type { Environments } from '../environment/environments';

/** A template or document by where it is. */
export interface Located {
  readonly environment: EnvironmentName;
  readonly id: string;
}

/** A template or document of the view. */
export interface Item extends Located {
  readonly kind: 'template' | 'document';
  readonly title?: string;
}

/** The object that a command is for: the item it was called on, else asked for in a dialog named `purpose`. Undefined when called off. */
export type ChooseObject = (args: readonly unknown[], purpose: string) => Promise<Located | undefined>;

export interface RequestsContext {
  readonly environments: Pick<Environments, 'active' | 'client' | 'status' | 'onDidChangeActive'>;
  readonly templateOf: ChooseObject;
  readonly documentOf: ChooseObject;
  /** What an item of a view is; undefined when the argument is none. */
  readonly itemOf: (arg: unknown) => Item | undefined;
}
