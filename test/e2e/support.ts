import { startEmulator, type Emulator } from '../emulator';
import { DEMO_TOKENS, seedDemo } from '../emulator/seed';
import type { Workbench } from '../support/workbench';

export interface Emulators {
  readonly sandbox: Emulator;
  readonly live: Emulator;
  /** User settings that point the extension to the two. */
  readonly settings: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export const tokens = DEMO_TOKENS;

/** Both environments with an account each, as the demo has them. */
export async function startEmulators(): Promise<Emulators> {
  const [sandbox, live] = await Promise.all([
    startEmulator({ environment: 'sandbox' }),
    startEmulator({ environment: 'live' }),
  ]);
  seedDemo(sandbox);
  seedDemo(live);
  return {
    sandbox,
    live,
    settings: { 'opensign.sandbox.baseUrl': sandbox.baseUrl, 'opensign.live.baseUrl': live.baseUrl },
    close: async () => {
      await Promise.all([sandbox.close(), live.close()]);
    },
  };
}

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
