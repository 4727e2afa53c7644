import type { OpenSignClient } from '../api/client';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { fileBody } from '../api/streamedBody';
import { fetchTemplate } from '../api/download';
import { defined, type JsonObject } from '../api/values';
import { assertActive } from '../environment/active';
import type { Environments } from '../environment/environments';
import { checkLayoutFile } from '../layout/checkLayoutFile';
import { problemText } from '../layout/layoutProblem';
import { spellAddresses, toRequest } from '../layout/layoutRequest';
import { toLayoutText } from '../layout/layoutText';
import type { ObjectChanges } from '../objects/objectChanges';
import { readContacts } from '../recipients/contactBook';
import { fillRequest, liveWritesSetting, nothingCreated, planDraft, type DraftPlan } from './draftPlan';
import { answerText, redactText } from './toolAnswer';
import { parseDraftInput, type DraftInput } from './toolInput';

export interface DraftToolOptions {
  readonly environments: Pick<Environments, 'active' | 'client'>;
  readonly changes: Pick<ObjectChanges, 'fire'>;
  /** Whether the user allows tools to write to Live. */
  readonly liveWrites: () => boolean;
  /** Asks the user in the extension's own dialog. */
  readonly confirm: (plan: DraftPlan) => Promise<boolean>;
}

/** Plans that were described but not created are dropped beyond this number, the oldest first. */
const maxDescribed = 20;

/**
 * Creates the draft documents that a language model requests. VS Code has the tool describe a call, asks the user, and
 * then invokes it. The tool creates exactly what it described, or nothing.
 */
export class DraftTool {
  /** The plans that were described and not created yet, by their input as JSON. */
  private readonly described = new Map<string, DraftPlan>();

  constructor(private readonly options: DraftToolOptions) {}

  /** Plans a call and writes nothing. Rejects as a read does, and with `ToolError`. */
  async describe(input: JsonObject, signal: AbortSignal): Promise<DraftPlan> {
    const wanted = parseDraftInput(input);
    const client = await this.getWritableClient(this.options.environments.active);
    const template = await client.getTemplateJson(wanted.templateId, signal);
    const plan = await createPlan(client, template, wanted, signal);
    toDraftRequest(template);
    const key = JSON.stringify(wanted);
    this.described.delete(key);
    this.described.set(key, plan);
    const [oldest] = this.described.keys();
    if (this.described.size > maxDescribed && oldest !== undefined) {
      this.described.delete(oldest);
    }
    return plan;
  }

  /** Creates the draft and returns the answer for the model. Rejects as a write does, and with `ToolError`. */
  async create(input: JsonObject, signal: AbortSignal): Promise<string> {
    const { environments, confirm } = this.options;
    const wanted = parseDraftInput(input);
    const key = JSON.stringify(wanted);
    const described = this.described.get(key);
    this.described.delete(key);
    const environment = described?.environment ?? environments.active;
    assertActive(environments, environment);
    const client = await this.getWritableClient(environment);
    const { template, bytes } = await fetchTemplate(client, wanted.templateId, signal);
    const plan = await createPlan(client, template, wanted, signal);
    if (described !== undefined && JSON.stringify(described) !== JSON.stringify(plan)) {
      throw nothingCreated(
        'The template or the environment is no longer what was confirmed. Read the template again, then try again.',
      );
    }
    const request = toDraftRequest(template);
    // VS Code may approve calls automatically, and other extensions may call the tool without asking.
    const mustAsk = environment === 'live' || described === undefined;
    if ((mustAsk && !(await confirm(plan))) || signal.aborted) {
      throw new OpenSignError('canceled');
    }
    assertActive(environments, environment);
    this.assertAllowed(environment);
    try {
      // The response's link opens the editor without a sign-in, so it isn't returned.
      const { id } = await client.draftDocument(fileBody(fillRequest(request, plan), bytes), signal);
      return answerText(
        client,
        { id, title: redactText(plan.title), state: 'draft', fromTemplate: plan.templateId },
        'The draft was created and no email was sent. A person has to finish and send it in OpenSign, in the browser.',
      );
    } finally {
      this.options.changes.fire({ environment, kind: 'document' });
    }
  }

  private async getWritableClient(environment: EnvironmentName): Promise<OpenSignClient> {
    this.assertAllowed(environment);
    return this.options.environments.client(environment);
  }

  private assertAllowed(environment: EnvironmentName): void {
    if (environment === 'live' && !this.options.liveWrites()) {
      throw nothingCreated(
        `Language model tools may not write to Live. Only the user can allow it, with the setting ${liveWritesSetting}.`,
      );
    }
  }
}

async function createPlan(
  client: OpenSignClient,
  template: JsonObject,
  input: DraftInput,
  signal: AbortSignal,
): Promise<DraftPlan> {
  const { environment, origin } = client;
  const contacts = (await readContacts(client, signal)).map(({ email }) => email);
  return planDraft(template, input, { environment, host: new URL(origin).host }, contacts);
}

function toDraftRequest(template: JsonObject): JsonObject {
  const { file, errors } = checkLayoutFile(toLayoutText(template), undefined, true);
  if (file === undefined) {
    throw nothingCreated(...errors.map(problemText));
  }
  const fields = toRequest(spellAddresses(file, []), 'document', '');
  // Whether to send emails is decided when the draft is sent.
  return defined({ ...fields, send_email: undefined });
}
