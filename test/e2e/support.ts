import { DEMO_TOKENS } from '../emulator/seed';
import { oneTry, until } from '../support/until';
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
  // An editor that VS Code opens late takes the focus, which closes the list.
  await until(`${environment} is picked`, async () => {
    await wb.run('OpenSign: Set API Token…');
    await wb.quickInput.titled('OpenSign: Set API Token').waitFor({ timeout: oneTry });
    await wb.quickInput.row(environment).click({ timeout: oneTry });
    await wb.quickInput.titled(`API token for ${environment}`).waitFor({ timeout: oneTry });
    return true;
  });
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
