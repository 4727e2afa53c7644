import type { Outgoing } from '../../../src/api/outgoing';
import type { OpenSignError } from '../../../src/api/errors';
import type { Delivery, DeliverOptions, DeliveryUi } from '../../../src/sending/sendDocument';
import { readContacts } from '../../../src/sending/contactBook';
import { draftOf, type Draft } from '../../../src/sending/draftSend';
import { outgoingOf } from '../../../src/sending/sendFromTemplate';
import { readTemplate, type TemplateFacts } from '../../../src/sending/templateFacts';
import type { LiveFacts } from '../../../src/sending/sendTexts';
import { startEmulator, type Account, type Emulator, type EmulatorOptions } from '../../emulator';
import { testClient, token } from '../support/client';

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

/** Two roles filled, otherwise as the template says. */
export function filledDraft(facts: TemplateFacts, emails: readonly string[] = []): Draft {
  const draft = draftOf(facts);
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
  return outgoingOf(client, facts, draft, await readContacts(client, neverAborted));
}

/** A user who agrees to everything, and remembers what was shown. */
export class Agreeing implements DeliveryUi {
  readonly asked: LiveFacts[] = [];
  readonly delivered: Delivery[] = [];
  readonly unknown: OpenSignError[] = [];
  readonly failed: OpenSignError[] = [];
  readonly sent: [string, string | undefined][] = [];
  agree = true;
  active: 'sandbox' | 'live' = 'sandbox';
  whenAsked = () => {};
  private readonly controller = new AbortController();

  get options(): DeliverOptions {
    return {
      environments: this,
      ui: this,
      sent: (environment, id) => {
        this.sent.push([environment, id]);
        return Promise.resolve();
      },
    };
  }

  whileReading<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return work(this.controller.signal);
  }
  confirm(_: Outgoing, facts: LiveFacts): Promise<boolean> {
    this.asked.push(facts);
    this.whenAsked();
    return Promise.resolve(this.agree);
  }
  whileSending<T>(_: Outgoing, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return work(this.controller.signal);
  }
  cancel(): void {
    this.controller.abort();
  }
  showDelivery(delivery: Delivery): void {
    this.delivered.push(delivery);
  }
  showUnknown(_: Outgoing, error: OpenSignError): void {
    this.unknown.push(error);
  }
  showFailure(_: Outgoing, error: OpenSignError): void {
    this.failed.push(error);
  }
}
