import type { EnvironmentName } from '../../src/api/environmentName';
import { startEmulator, type Account, type Emulator, type Fault, type FaultHandle } from '../emulator';
import { makePdf } from '../fixtures/pdf';

/** A token that the user may type. `account` is undefined for an invalid token. */
export interface Token {
  readonly text: string;
  /** The environment whose tokens have this prefix, and where the user types it. */
  readonly environment: EnvironmentName;
  readonly server: ServerName;
  readonly account: Account | undefined;
}

export type ServerName = 'sandbox' | 'live' | 'foreign';
export const serverNames: readonly ServerName[] = ['sandbox', 'live', 'foreign'];

const pageSize = 500;

/** Matches an account's name. All its titles start with it, so a row shows its owner. */
export const ownerPattern = /\b(?:Sandbox|Live|Foreign)[12]\b/;

interface Armed {
  readonly handle: FaultHandle;
  readonly release: () => void;
  readonly until: number;
}

/** Three servers: one for each environment, and one that a base URL may be changed to. */
export class Servers {
  readonly tokens: readonly Token[];
  private armed: Armed[] = [];

  private constructor(readonly emulators: Readonly<Record<ServerName, Emulator>>) {
    const token = (
      server: ServerName,
      environment: EnvironmentName,
      name: string,
      templates: number,
    ): Token => {
      const text = `${environment === 'live' ? 'opensign' : 'test'}.${name}Token0000000000000001`;
      return { text, environment, server, account: addAccount(emulators[server], text, name, templates) };
    };
    const bad = (environment: EnvironmentName): Token => ({
      text: `${environment === 'live' ? 'opensign' : 'test'}.Bad0000000000000000000001`,
      environment,
      server: environment,
      account: undefined,
    });
    this.tokens = [
      token('sandbox', 'sandbox', 'Sandbox1', pageSize + 20),
      token('sandbox', 'sandbox', 'Sandbox2', 6),
      token('foreign', 'sandbox', 'Foreign1', 6),
      bad('sandbox'),
      token('live', 'live', 'Live1', 12),
      token('live', 'live', 'Live2', 6),
      token('foreign', 'live', 'Foreign2', 6),
      bad('live'),
    ];
  }

  static async start(): Promise<Servers> {
    const [sandbox, live, foreign] = await Promise.all([
      startEmulator({ environment: 'sandbox' }),
      startEmulator({ environment: 'live' }),
      startEmulator({ environment: 'live' }),
    ]);
    return new Servers({ sandbox, live, foreign });
  }

  findAccount(text: string | undefined, origin: string): Account | undefined {
    return this.tokens.find((token) => token.text === text && this.emulators[token.server].origin === origin)
      ?.account;
  }

  /** Adds a fault until step `until`. With `hold`, responses wait until {@link release}. */
  arm(name: ServerName, fault: Fault, hold: boolean, until: number): void {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const handle = this.emulators[name].faults.add(hold ? { ...fault, hold: held } : fault);
    this.armed.push({ handle, release, until });
  }

  get hasFaults(): boolean {
    return this.armed.length > 0;
  }

  /** Sends the responses that are on hold. */
  release(): void {
    this.armed.forEach(({ release }) => release());
  }

  /** Removes expired faults. */
  expire(now: number): void {
    for (const { handle, release } of this.armed.filter(({ until }) => until <= now)) {
      handle.remove();
      release();
    }
    this.armed = this.armed.filter(({ until }) => until > now);
  }

  async close(): Promise<void> {
    this.expire(Infinity);
    await Promise.all(Object.values(this.emulators).map((emulator) => emulator.close()));
  }
}

const pdf = makePdf();

function addAccount(emulator: Emulator, token: string, name: string, templates: number): Account {
  const email = `${name.toLowerCase()}@example.com`;
  const account = emulator.addAccount({ token, name, email, credits: 1_000_000 });
  const signer = (role: string) => ({ role, name: `${name} Ana`, email: `ana.${email}` });
  for (let index = 0; index < templates; index++) {
    account.addTemplate({ title: `${name} template ${index}`, roles: [signer(`${name} signer`)], pdf });
  }
  for (let index = 0; index < 3; index++) {
    account.addDocument({ title: `${name} document ${index}`, roles: [signer(`${name} signer`)], pdf });
  }
  return account;
}
