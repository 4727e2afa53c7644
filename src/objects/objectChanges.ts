import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';

export type ObjectKind = 'template' | 'document';

/** Where an object is: an ID is valid in one environment only. */
export interface ObjectPlace {
  readonly environment: EnvironmentName;
  readonly id: string;
}

/** A template or a document, by where it is. */
export interface ObjectRef extends ObjectPlace {
  readonly kind: ObjectKind;
  /** As last read. Absent when the object has none or wasn't read. */
  readonly title?: string;
}

/** The fields of the API’s objects that this code uses. */
export interface ApiObject {
  readonly id: string;
  readonly title?: string;
  readonly note?: string;
}

/** An object that a command works on, as last read. */
export interface ObjectTarget<T> extends ObjectRef {
  readonly object: T;
}

/** What changed: one object, or any of its kind when `id` is absent. */
export interface ObjectChange extends Pick<ObjectRef, 'environment' | 'kind'> {
  readonly id?: string;
  /** The lists are up to date, so only the object's details are read again. */
  readonly isListed?: boolean;
}

/** What a view has read of an environment, for features that need IDs and titles. */
export interface SeenList<T> {
  readonly environment: EnvironmentName;
  readonly items: readonly T[];
  /** When the oldest part was read, in milliseconds since 1970. Undefined when a part is missing. */
  readonly completeAt: number | undefined;
}

/** The objects of one view, for features that work on one of them. */
export interface ObjectSource<T> {
  /**
   * The object a command is for: the row it was called on, or one the user picks under the title `purpose`.
   * Undefined when none is picked.
   */
  choose(args: readonly unknown[], purpose: string): Promise<ObjectRef | undefined>;
  /** The object of a row; undefined when `argument` isn't one of this view's rows. */
  toRef(argument: unknown): ObjectRef | undefined;
  /** What the view has read so far. */
  readonly seen: SeenList<T>;
  onDidChangeSeen(listener: () => void): vscode.Disposable;
}

/** Identifies an object among those of one kind in both environments. */
export function toKey({ environment, id }: ObjectPlace): string {
  return `${environment}/${id}`;
}

export function toTarget<T extends ApiObject>(
  kind: ObjectKind,
  environment: EnvironmentName,
  object: T,
): ObjectTarget<T> {
  const { id, title } = object;
  return { environment, kind, id, object, ...(title === undefined ? {} : { title }) };
}

/** Reports changed objects to the views, so that features that write don't depend on features that show. */
export class ObjectChanges implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ObjectChange>();
  private readonly revealers = new Map<ObjectKind, (ref: ObjectRef) => Promise<void>>();

  /** Fires after every write that was, or may have been, carried out. */
  readonly onDidChange = this.changed.event;

  fire(change: ObjectChange): void {
    this.changed.fire(change);
  }

  /** Reads the object's list again and selects the object in its view. Never rejects; does nothing in another environment. */
  async reveal(ref: ObjectRef): Promise<void> {
    await this.revealers.get(ref.kind)?.(ref);
  }

  /** Registers the view that reveals objects of `kind`. */
  onReveal(kind: ObjectKind, reveal: (ref: ObjectRef) => Promise<void>): vscode.Disposable {
    this.revealers.set(kind, reveal);
    return { dispose: () => this.revealers.delete(kind) };
  }

  dispose(): void {
    this.changed.dispose();
    this.revealers.clear();
  }
}
