import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import type { ObjectKind } from '../objects/objectChanges';
import type { IdOwner, KnownId } from './idRecords';

export interface FoundId {
  readonly environment: EnvironmentName;
  readonly known: KnownId;
}

/** How long a complete list proves that an ID isn't in it: a day, in milliseconds. */
const completeForMs = 24 * 60 * 60_000;

interface Side {
  owner: IdOwner | undefined;
  ids: Map<string, KnownId>;
  /** When a complete list of each kind was read. */
  completeAt: Map<ObjectKind, number>;
}

/**
 * The IDs seen in the lists of both environments. Those of an environment belong to one account at one origin, and are
 * dropped with it.
 */
export class IdIndex {
  private readonly sides: Readonly<Record<EnvironmentName, Side>> = {
    sandbox: { owner: undefined, ids: new Map(), completeAt: new Map() },
    live: { owner: undefined, ids: new Map(), completeAt: new Map() },
  };

  owner(environment: EnvironmentName): IdOwner | undefined {
    return this.sides[environment].owner;
  }

  /** Sets who the environment's IDs belong to. Drops them unless the owner `isSame`. */
  setOwner(environment: EnvironmentName, owner: IdOwner | undefined, isSame: boolean): void {
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

  /** Finds an ID in `first`, or else in the other environment. */
  find(id: string, first: EnvironmentName): FoundId | undefined {
    for (const environment of [first, otherEnvironment(first)]) {
      const known = this.get(environment, id);
      if (known !== undefined) {
        return { environment, known };
      }
    }
    return undefined;
  }

  all(environment: EnvironmentName): readonly KnownId[] {
    return [...this.sides[environment].ids.values()];
  }

  templates(environment: EnvironmentName): readonly KnownId[] {
    return this.all(environment).filter(({ kind }) => kind === 'template');
  }

  /** Adds what a list contained. With `completeAt` the list is complete, so other IDs of its kind no longer exist. */
  add(
    environment: EnvironmentName,
    kind: ObjectKind,
    seen: readonly KnownId[],
    completeAt: number | undefined,
  ): void {
    const side = this.sides[environment];
    if (completeAt === undefined) {
      seen.forEach((known) => side.ids.set(known.id, known));
      return;
    }
    // In the order of the list.
    const others = this.all(environment).filter((known) => known.kind !== kind);
    side.ids = new Map([...seen, ...others].map((known) => [known.id, known]));
    side.completeAt.set(kind, completeAt);
  }

  isComplete(environment: EnvironmentName, kind: ObjectKind, now: number): boolean {
    const at = this.sides[environment].completeAt.get(kind);
    return at !== undefined && now - at < completeForMs;
  }

  /**
   * Finds an ID in the other environment when it certainly doesn't belong to `active`: it's known there, a complete
   * list of its kind doesn't have it here, and the two aren't the same server.
   */
  findMisplaced(id: string, active: EnvironmentName, now: number): FoundId | undefined {
    const environment = otherEnvironment(active);
    const known = this.get(environment, id);
    return known !== undefined &&
      this.get(active, id) === undefined &&
      this.isComplete(active, known.kind, now) &&
      this.owner(active)?.origin !== this.owner(environment)?.origin
      ? { environment, known }
      : undefined;
  }
}
