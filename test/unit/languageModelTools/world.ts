import { OpenSignClient } from '../../../src/api/client';
import type { EnvironmentName } from '../../../src/api/environmentName';
import type { DraftPlan } from '../../../src/languageModelTools/draftPlan';
import { DraftTool } from '../../../src/languageModelTools/draftTool';
import type { ObjectChange } from '../../../src/objects/objectChanges';
import { startEmulator, type Account, type Emulator, type EmulatorOptions } from '../../emulator';
import { ImpatientClock, testFetch, token } from '../support/client';

export const signal = new AbortController().signal;

/** Both environments, each on its own server, and a user who agrees unless a test changes that. */
export class World {
  active: EnvironmentName = 'sandbox';
  liveWrites = false;
  agree = true;
  readonly asked: DraftPlan[] = [];
  readonly changed: EnvironmentName[] = [];
  whenAsked = () => {};

  private constructor(
    readonly emulators: Readonly<Record<EnvironmentName, Emulator>>,
    readonly accounts: Readonly<Record<EnvironmentName, Account>>,
  ) {}

  static async start(options: Partial<EmulatorOptions> = {}): Promise<World> {
    const sandbox = await startEmulator({ ...options, environment: 'sandbox' });
    const live = await startEmulator({ ...options, environment: 'live' });
    const person = { token, name: 'Owner', email: 'owner@example.com' };
    return new World(
      { sandbox, live },
      { sandbox: sandbox.addAccount(person), live: live.addAccount(person) },
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.emulators.sandbox.close(), this.emulators.live.close()]);
  }

  readonly client = (environment: EnvironmentName): Promise<OpenSignClient> =>
    Promise.resolve(
      new OpenSignClient({
        environment,
        baseUrl: this.emulators[environment].baseUrl,
        token,
        fetch: testFetch,
        clock: new ImpatientClock(),
        log: { request: () => {} },
        timeouts: { readMs: 5000, uploadMs: 5000 },
      }),
    );

  readonly changes = {
    fire: ({ environment }: ObjectChange) => void this.changed.push(environment),
  };

  /** The tool as the extension creates it, with this world's answers instead of a dialog. */
  drafts(): DraftTool {
    return new DraftTool({
      environments: this,
      changes: this.changes,
      liveWrites: () => this.liveWrites,
      confirm: (plan) => {
        this.asked.push(plan);
        this.whenAsked();
        return Promise.resolve(this.agree);
      },
    });
  }

  /** The write requests to both servers. */
  get writes(): string[] {
    return (['sandbox', 'live'] as const).flatMap((environment) =>
      this.emulators[environment].journal.entries
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${environment} ${method} ${path}`),
    );
  }
}

/** The error that `work` rejects with. Rejects when `work` doesn't. */
export async function refused(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) {
      return error;
    }
    throw error;
  }
  throw new Error('it was accepted');
}

/** The JSON of an answer: its last line. */
export function dataOf(answer: string): Record<string, unknown> {
  return JSON.parse(answer.split('\n').at(-1) ?? '') as Record<string, unknown>;
}
