import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { fileBody } from '../api/streamedBody';
import { fetchTemplate } from '../api/download';
import type { JsonObject } from '../api/values';
import { assertActive } from '../environment/active';
import { readContacts } from '../recipients/contactBook';
import { answerText } from './answer';
import { cleanText } from './clean';
import type { AgentsContext } from './toolsContext';
import { filledRequest, planDraft, type DraftPlan } from './draftPlan';
import { changedText, draftProblemText, liveRefusedText, notWritten } from './draftTexts';
import { draftInputOf, type DraftInput } from './input';
import { Refusal } from './refusal';

export interface DraftsOptions extends Pick<AgentsContext, 'environments' | 'requestOf' | 'changed'> {
  /** Whether the user lets tools write to live. */
  readonly liveWrites: () => boolean;
  /** Asks the user in a dialog of our own. */
  readonly confirm: (plan: DraftPlan) => Promise<boolean>;
}

/** Confirmations that nothing came of are forgotten, the oldest first. */
const mostRemembered = 20;

/**
 * Draft documents that a language model asks for. VS Code lets a tool describe a call, asks the user, and carries it
 * out later; what is carried out is what was described, or nothing.
 */
export class Drafts {
  /** What was described and not carried out yet, by its input. */
  private readonly described = new Map<string, DraftPlan>();

  constructor(private readonly options: DraftsOptions) {}

  /** What a call would do. Writes nothing. Rejects as a read does, and with `Refusal` when it cannot be done. */
  async describe(input: JsonObject, signal: AbortSignal): Promise<DraftPlan> {
    const { environments } = this.options;
    const wanted = draftInputOf(input);
    const client = await this.writable(environments.active);
    const template = await client.getTemplateJson(wanted.templateId, signal);
    const plan = await planOf(client, template, wanted, signal);
    this.fieldsOf(template);
    this.remember(wanted, plan);
    return plan;
  }

  /** Makes the draft and answers the model. Rejects as a write does, and with `Refusal`. */
  async carryOut(input: JsonObject, signal: AbortSignal): Promise<string> {
    const { environments, confirm } = this.options;
    const wanted = draftInputOf(input);
    const described = this.take(wanted);
    const environment = described?.environment ?? environments.active;
    assertActive(environments, environment);
    const client = await this.writable(environment);
    const { template, bytes } = await fetchTemplate(client, wanted.templateId, signal);
    const plan = await planOf(client, template, wanted, signal);
    if (described !== undefined && JSON.stringify(described) !== JSON.stringify(plan)) {
      throw new Refusal(changedText);
    }
    const fields = this.fieldsOf(template);
    // VS Code's own question may have been answered by a rule instead of a person, and somebody else may not ask at all.
    const mustAsk = environment === 'live' || described === undefined;
    if (mustAsk && !(await confirm(plan))) {
      throw new OpenSignError('canceled');
    }
    if (signal.aborted) {
      throw new OpenSignError('canceled');
    }
    assertActive(environments, environment);
    this.requireAllowed(environment);
    return this.create(client, plan, fileBody(filledRequest(fields, plan), bytes), signal);
  }

  private async create(
    client: OpenSignClient,
    plan: DraftPlan,
    body: ReturnType<typeof fileBody>,
    signal: AbortSignal,
  ): Promise<string> {
    try {
      // The link of the answer opens the editor without a sign-in: nobody gets it.
      const { id } = await client.draftDocument(body, signal);
      return answerText(
        client,
        { id, title: cleanText(plan.title), state: 'draft', fromTemplate: plan.templateId },
        'The draft was created and nobody was e-mailed. A person has to finish and send it in OpenSign, in the browser.',
      );
    } finally {
      this.options.changed(client.environment);
    }
  }

  private async writable(environment: EnvironmentName): Promise<OpenSignClient> {
    this.requireAllowed(environment);
    return this.options.environments.client(environment);
  }

  private requireAllowed(environment: EnvironmentName): void {
    if (environment === 'live' && !this.options.liveWrites()) {
      throw new Refusal(liveRefusedText);
    }
  }

  private fieldsOf(template: JsonObject): JsonObject {
    const request = this.options.requestOf(template);
    if ('problems' in request) {
      throw new Refusal(notWritten(request.problems));
    }
    return request.fields;
  }

  private remember(input: DraftInput, plan: DraftPlan): void {
    const key = JSON.stringify(input);
    this.described.delete(key);
    this.described.set(key, plan);
    const [oldest] = this.described.keys();
    if (this.described.size > mostRemembered && oldest !== undefined) {
      this.described.delete(oldest);
    }
  }

  private take(input: DraftInput): DraftPlan | undefined {
    const key = JSON.stringify(input);
    const plan = this.described.get(key);
    this.described.delete(key);
    return plan;
  }
}

async function planOf(
  client: OpenSignClient,
  template: JsonObject,
  input: DraftInput,
  signal: AbortSignal,
): Promise<DraftPlan> {
  const { environment } = client;
  const contacts = (await readContacts(client, signal)).map(({ email }) => email);
  const result = planDraft(template, input, { environment, host: new URL(client.origin).host }, contacts);
  if ('problems' in result) {
    throw new Refusal(notWritten(result.problems.map(draftProblemText)));
  }
  return result.plan;
}
