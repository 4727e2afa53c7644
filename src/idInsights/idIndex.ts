import { environmentNames, otherEnvironment, type EnvironmentName } from '../api/environmentName';
import type { Owner } from './owner';

export type IdKind = 'template' | 'document';

/** What is known of an id. Nothing but the id is needed to recognise it. */
export interface KnownId {
  readonly id: string;
  readonly kind: IdKind;
  readonly title?: string;
  /** In the order in which they sign; a role without a name is left out. */
  readonly roles: readonly string[];
  /** Milliseconds since 1970. */
  readonly updatedAt?: number;
  /** When a list last told it, in milliseconds since 1970. */
  readonly seenAt: number;
}

export interface FoundId {
  readonly environment: EnvironmentName;
  readonly known: KnownId;
}

/** A complete list that is older says nothing about what is missing in it: a day, in milliseconds. */
const freshForMs = 24 * 60 * 60_000;

interface Side {
  owner: Owner | undefined;
  ids: Map<string, KnownId>;
  /** When each kind was last read to the end in this window. */
  completeAt: Map<IdKind, number>;
}

/**
 * The ids of both environments that were seen in lists. Each environment's belong to one account at one origin, and
 * are forgotten with it. Lookups take the same time however many there are.
 */
export class IdIndex {
  private readonly sides: Readonly<Record<EnvironmentName, Side>> = {
    sandbox: { owner: undefined, ids: new Map(), completeAt: new Map() },
    live: { owner: undefined, ids: new Map(), completeAt: new Map() },
  };

  owner(environment: EnvironmentName): Owner | undefined {
    return this.sides[environment].owner;
  }

  /** Says whose ids the environment's are; those of anybody else go. */
  setOwner(environment: EnvironmentName, owner: Owner | undefined, isSame: boolean): void {
    const side = this.sides[environment];
    side.owner = owner;
    if (!isSame) {
      side.ids = new Map();
      side.completeAt = new Map();
    }
  }

  get(environment: EnvironmentName, id: string): KnownId | undefined {
    return this.sides[environment].ids.get(id);
  }

  has(id: string): boolean {
    return this.sides.sandbox.ids.has(id) || this.sides.live.ids.has(id);
  }

  /** Where an id is known, `first` before the other environment. */
  find(id: string, first: EnvironmentName): FoundId | undefined {
    for (const environment of [first, otherEnvironment(first)]) {
      const known = this.sides[environment].ids.get(id);
      if (known !== undefined) {
        return { environment, known };
      }
    }
    return undefined;
  }

  /** How many ids are known. */
  get size(): number {
    return environmentNames.reduce((sum, name) => sum + this.sides[name].ids.size, 0);
  }

  all(environment: EnvironmentName): readonly KnownId[] {
    return [...this.sides[environment].ids.values()];
  }

  templates(environment: EnvironmentName): readonly KnownId[] {
    return this.all(environment).filter(({ kind }) => kind === 'template');
  }

  /** Takes over what was seen. `completeAt` says that it is all there is of this kind: what is not among it is gone. */
  add(
    environment: EnvironmentName,
    kind: IdKind,
    seen: readonly KnownId[],
    completeAt: number | undefined,
  ): void {
    const side = this.sides[environment];
    if (completeAt !== undefined) {
      // What was seen last is first, as in the lists.
      const others = [...side.ids.values()].filter((known) => known.kind !== kind);
      side.ids = new Map([...seen, ...others].map((known) => [known.id, known]));
      side.completeAt.set(kind, completeAt);
      return;
    }
    for (const known of seen) {
      side.ids.set(known.id, known);
    }
  }

  isComplete(environment: EnvironmentName, kind: IdKind, now: number): boolean {
    const at = this.sides[environment].completeAt.get(kind);
    return at !== undefined && now - at < freshForMs;
  }

  /**
   * What an id is in the environment that is not `active`, when it is certain that it does not belong here: it is
   * known there, all ids of its kind are known here, and the two are not the same server.
   */
  misplaced(id: string, active: EnvironmentName, now: number): FoundId | undefined {
    const environment = otherEnvironment(active);
    const known = this.get(environment, id);
    if (
      known === undefined ||
      this.get(active, id) !== undefined ||
      !this.isComplete(active, known.kind, now) ||
      this.owner(active)?.origin === this.owner(environment)?.origin
    ) {
      return undefined;
    }
    return { environment, known };
  }
}
