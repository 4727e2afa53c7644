import type { EnvironmentName } from '../../src/api/environmentName';
import type { FakeWindow } from './fakeWindow';
import type { Operation } from './operation';
import type { Row } from './treeView';

export type SeatName = 'A' | 'B';
export type ViewName = 'templates' | 'documents';

/** A window across reloads, and what its user has seen. */
export class Seat {
  readonly state = new Map<string, unknown>();
  readonly operations = new Set<Operation>();
  active: EnvironmentName = 'sandbox';
  /** Rows from before the last switch of the environment. A menu may still be open on one. */
  oldRows: readonly Row[] = [];
  private current: FakeWindow | undefined;

  constructor(readonly name: SeatName) {}

  get window(): FakeWindow {
    if (this.current === undefined) {
      throw new Error(`Window ${this.name} isn't open`);
    }
    return this.current;
  }

  set window(window: FakeWindow) {
    this.current = window;
    this.oldRows = [];
  }

  view(name: ViewName) {
    const view = this.window.views.get(`opensign.${name}`);
    if (view === undefined) {
      throw new Error(`No view ${name}`);
    }
    return view;
  }

  get templates(): readonly Row[] {
    return this.view('templates').rows.filter(({ item }) => isTemplate(item));
  }
}

function isTemplate(item: Row['item']): boolean {
  return (item as { contextValue?: string }).contextValue === 'opensign.template';
}
