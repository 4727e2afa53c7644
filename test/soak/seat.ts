import type { EnvironmentName } from '../../src/api/environmentName';
import type { FakeWindow } from './fakeWindow';
import type { Operation } from './operation';
import type { Row } from './treeView';

export type SeatName = 'A' | 'B';
export type ViewName = 'templates' | 'documents';

/** A place where a window is open, also after it was reloaded, and what its user knows. */
export class Seat {
  readonly state = new Map<string, unknown>();
  readonly operations = new Set<Operation>();
  active: EnvironmentName = 'sandbox';
  /** Rows that were there before the environment was switched: a menu may still be open on one of them. */
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

  /** The rows of templates. */
  get templates(): readonly Row[] {
    return this.view('templates').rows.filter(({ item }) => isTemplate(item));
  }
}

function isTemplate(item: Row['item']): boolean {
  return (item as { contextValue?: string }).contextValue === 'opensign.template';
}
