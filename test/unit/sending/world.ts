import type { Outgoing } from '../../../src/api/outgoing';
import type { OpenSignError } from '../../../src/api/errors';
import { readContacts } from '../../../src/recipients/contactBook';
import type { LiveFacts, SendOptions, SendResult, SendUi } from '../../../src/sending/sendDocument';
import { toOutgoing } from '../../../src/sending/sendFromTemplate';
import { createDraft, type Draft } from '../../../src/sending/sendRequest';
import { readTemplate, type TemplateFacts } from '../../../src/sending/templateFacts';
import { startEmulator, type Account, type Emulator, type EmulatorOptions } from '../../emulator';
import { testClient, token } from '../support/client';
import { useDialog } from '../support/dialog';

export interface World {
  readonly emulator: Emulator;
  readonly account: Account;
}

export async function startWorld(options: Partial<EmulatorOptions> = {}, credits = 10): Promise<World> {
  const emulator = await startEmulator({ environment: 'sandbox', ...options });
  const account = emulator.addAccount({ token, name: 'Ana', email: 'owner@example.com', credits });
  return { emulator, account };
}

export const neverAborted = new AbortController().signal;

export async function factsOf({ emulator }: World, id: string): Promise<TemplateFacts> {
  return readTemplate(testClient(emulator.baseUrl).client, id, neverAborted);
}

/** The template's answers, with every role assigned. */
export function filledDraft(facts: TemplateFacts, emails: readonly string[] = []): Draft {
  const draft = createDraft(facts);
  facts.template.roles.forEach((_, index) => {
    draft.people[index] = { name: `Person ${index}`, email: emails[index] ?? `p${index}@example.com` };
  });
  return draft;
}

export async function outgoingFor(
  world: World,
  id: string,
  change: (draft: Draft) => void = () => {},
  uploadMs = 5000,
): Promise<Outgoing> {
  const { client } = testClient(world.emulator.baseUrl, { uploadMs });
  const facts = await factsOf(world, id);
  const draft = filledDraft(facts);
  change(draft);
  return toOutgoing(client, facts, draft, await readContacts(client, neverAborted));
}

/** Confirms everything, and records what is shown. */
export class Agreeing implements SendUi {
  readonly asked: LiveFacts[] = [];
  readonly results: SendResult[] = [];
  readonly unknown: OpenSignError[] = [];
  readonly failed: OpenSignError[] = [];
  readonly changes: [string, string | undefined][] = [];
  agree = true;
  active: 'sandbox' | 'live' = 'sandbox';
  whenAsked = () => {};
  private readonly dialog = useDialog();

  get options(): SendOptions {
    return {
      environments: this,
      ui: this,
      changed: (environment, id) => {
        this.changes.push([environment, id]);
        return Promise.resolve();
      },
    };
  }

  confirm(_: Outgoing, facts: LiveFacts): Promise<boolean> {
    this.asked.push(facts);
    this.whenAsked();
    return Promise.resolve(this.agree);
  }
  cancel(): void {
    this.dialog.cancel();
  }
  showSent(result: SendResult): void {
    this.results.push(result);
  }
  showUnknown(_: Outgoing, error: OpenSignError): void {
    this.unknown.push(error);
  }
  showFailure(_: Outgoing, error: OpenSignError): void {
    this.failed.push(error);
  }
}
