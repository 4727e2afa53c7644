import type { Emulators } from '../test/support/emulators';
import type { Workbench } from '../test/support/workbench';

/** What a scene has to work with. */
export interface Stage {
  readonly workbench: Workbench;
  readonly emulators: Emulators;
  /** The folder that is open: the demo's files. */
  readonly folder: string;
}

/** Brings the window into a state worth a picture. */
export type Scene = (stage: Stage) => Promise<void>;

/** In the order they are taken; each starts from what the one before left. The name is the picture's. */
export const scenes: Readonly<Record<string, Scene>> = {
  'status-bar': async ({ workbench }) => {
    await workbench.statusItem('opensign.environment').waitFor();
    await workbench.openContainer('OpenSign');
  },
};
