import { DEMO_TOKENS } from '../emulator/seed';
import type { Workbench } from '../support/workbench';

export { startEmulators, type Emulators } from '../support/emulators';

/** The tokens of the seeded accounts. */
export const tokens = DEMO_TOKENS;

/** Stores a token as a user does: palette, environment, paste. Ends when the extension says that it is stored. */
export async function storeToken(
  wb: Workbench,
  environment: 'Sandbox' | 'Live',
  token: string,
): Promise<void> {
  await wb.run('OpenSign: Set API Token…');
  await wb.quickInput.waitFor('OpenSign: Set API Token');
  await wb.quickInput.pick(environment);
  await wb.quickInput.waitFor(`API token for ${environment}`);
  await wb.quickInput.enter(token);
  const toast = wb.toast(`${environment} token stored`);
  await toast.waitFor();
  await toast.close();
}

/** Switches by clicking the status bar item. */
export async function switchTo(wb: Workbench, environment: 'Sandbox' | 'Live'): Promise<void> {
  await wb.statusItem('opensign.environment').click();
  await wb.quickInput.waitFor('OpenSign: Switch Environment');
  await wb.quickInput.pick(environment);
  await wb.statusItem('opensign.environment').waitFor(environment === 'Live' ? 'LIVE' : 'Sandbox');
}
