import { startEmulator, type Emulator } from '../emulator';
import { DEMO_TOKENS, seedDemo, type Demo } from '../emulator/seed';

export interface Emulators {
  readonly sandbox: Emulator;
  readonly live: Emulator;
  /** The demo data in Sandbox, unless `empty`. */
  readonly demo: Demo | undefined;
  /** The demo data in Live, unless `empty`. */
  readonly liveDemo: Demo | undefined;
  /** User settings with the base URLs. */
  readonly settings: Readonly<Record<string, string>>;
  /** Environment variables with base URLs and tokens, for tests inside the extension host. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface EmulatorsOptions {
  /** Starts the emulators without accounts. */
  readonly empty?: boolean;
  readonly sandboxPort?: number;
  readonly livePort?: number;
}

const running = new Set<Emulators>();

/** The running emulators of this process, for failure reports. */
export const runningEmulators = (): readonly Emulators[] => [...running];

/** Starts one emulator per environment. */
export async function startEmulators(options: EmulatorsOptions = {}): Promise<Emulators> {
  const sandbox = await startEmulator({ environment: 'sandbox', port: options.sandboxPort ?? 0 });
  const live = await startEmulator({ environment: 'live', port: options.livePort ?? 0 }).catch(
    async (error: unknown) => {
      await sandbox.close();
      throw error;
    },
  );
  const demo = options.empty ? undefined : seedDemo(sandbox);
  const liveDemo = options.empty ? undefined : seedDemo(live);
  const emulators: Emulators = {
    sandbox,
    live,
    demo,
    liveDemo,
    settings: {
      'opensign.sandbox.baseUrl': sandbox.baseUrl,
      'opensign.live.baseUrl': live.baseUrl,
    },
    env: {
      OPENSIGN_SANDBOX_URL: sandbox.baseUrl,
      OPENSIGN_SANDBOX_TOKEN: DEMO_TOKENS.sandbox,
      OPENSIGN_LIVE_URL: live.baseUrl,
      OPENSIGN_LIVE_TOKEN: DEMO_TOKENS.live,
    },
    async close() {
      running.delete(emulators);
      await Promise.all([sandbox.close(), live.close()]);
    },
  };
  running.add(emulators);
  return emulators;
}
