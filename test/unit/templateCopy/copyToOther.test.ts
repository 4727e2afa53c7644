import * as assert from 'node:assert';
import { OpenSignClient } from '../../../src/api/client';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { OpenSignError } from '../../../src/api/errors';
import { isObject, list, type JsonObject } from '../../../src/api/values';
import { readPageSizes } from '../../../src/pdf/pdfPages';
import { copyTemplate, type CopyPlan, type CopyUi } from '../../../src/templateCopy/copyTemplate';
import { copyQuestion, harmlessQuestion, problemsMessage } from '../../../src/templateCopy/copyToOther';
import type { Problem } from '../../../src/layout/layoutProblem';
import { unsignedQuestion, type UnsignedKind, type UnsignedRole } from '../../../src/layout/unsignedRoles';
import { namingDetail } from '../../../src/ui/question';
import { startEmulator, type Account, type Emulator, type EmulatorOptions } from '../../emulator';
import type { TemplateInput } from '../../emulator/accountOptions';
import { encryptedPdf, makePdf } from '../../fixtures/pdf';
import { ImpatientClock, testFetch, token } from '../support/client';

type Both<T> = Record<EnvironmentName, T>;

/** A user who agrees to everything. Records the questions. */
class World implements CopyUi {
  active: EnvironmentName = 'sandbox';
  maxSize: unknown;
  answers = { confirm: true, harmless: true, password: 'secret' as string | undefined };
  kind: UnsignedKind | undefined = 'approver';
  unsigned: readonly UnsignedRole[] = [];
  readonly asked: string[] = [];
  readonly plans: CopyPlan[] = [];
  readonly copied: string[] = [];
  readonly unknown: OpenSignError[] = [];
  readonly changed: EnvironmentName[] = [];
  problems: readonly Problem[] = [];
  whenAsked = () => {};
  readonly controller = new AbortController();

  private constructor(
    readonly emulators: Both<Emulator>,
    readonly accounts: Both<Account>,
  ) {}

  static async start(options: Partial<Both<Partial<EmulatorOptions>>> = {}): Promise<World> {
    const sandbox = await startEmulator({ ...options.sandbox, environment: 'sandbox' });
    const live = await startEmulator({ ...options.live, environment: 'live' });
    const owner = { token, name: 'Owner', email: 'owner@example.com' };
    return new World({ sandbox, live }, { sandbox: sandbox.addAccount(owner), live: live.addAccount(owner) });
  }

  client(environment: EnvironmentName): OpenSignClient {
    return new OpenSignClient({
      environment,
      baseUrl: this.emulators[environment].baseUrl,
      token,
      fetch: testFetch,
      clock: new ImpatientClock(),
      log: { request: () => {} },
      timeouts: { readMs: 5000, uploadMs: 5000 },
    });
  }

  add(environment: EnvironmentName, input: Partial<TemplateInput> = {}): string {
    return this.accounts[environment].addTemplate({
      title: 'Mutual NDA',
      pdf: makePdf({ pages: 3 }),
      roles: [{ role: 'Discloser' }, { role: 'Recipient', name: 'Li', email: 'li@example.com' }],
      ...input,
    }).id;
  }

  async copy(from: EnvironmentName, id: string): Promise<void> {
    const to = from === 'live' ? 'sandbox' : 'live';
    this.active = from;
    await copyTemplate({
      environments: this,
      source: this.client(from),
      target: this.client(to),
      id,
      maxSize: this.maxSize,
      readPages: (bytes) => Promise.resolve(readPageSizes(bytes).sizes),
      onCreated: () => void this.changed.push(to),
      ui: this,
    });
  }

  writes(environment: EnvironmentName): string[] {
    return this.emulators[environment].journal.entries
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** All writes, in both environments. */
  get allWrites(): string[] {
    return [...this.writes('sandbox'), ...this.writes('live')];
  }

  whileReading<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return work(this.controller.signal);
  }
  whileCreating<T>(_: CopyPlan, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return work(this.controller.signal);
  }
  chooseKind(_: string, roles: readonly UnsignedRole[]): Promise<UnsignedKind | undefined> {
    this.unsigned = roles;
    return this.answer('kind', this.kind);
  }
  confirm(plan: CopyPlan): Promise<boolean> {
    this.plans.push(plan);
    return this.answer('confirm', this.answers.confirm);
  }
  confirmHarmless(): Promise<boolean> {
    return this.answer('harmless', this.answers.harmless);
  }
  password(): Promise<string | undefined> {
    return this.answer('password', this.answers.password);
  }
  showProblems(_: string, problems: readonly Problem[]): void {
    this.problems = problems;
  }
  showCopied(_: CopyPlan, id: string): void {
    this.copied.push(id);
  }
  showUnknown(_: CopyPlan, error: OpenSignError): void {
    this.unknown.push(error);
  }
  private answer<T>(question: string, answer: T): Promise<T> {
    this.asked.push(question);
    this.whenAsked();
    return Promise.resolve(answer);
  }
}

async function kindOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error instanceof OpenSignError ? error.kind : (error as Error).name;
  }
  return 'accepted';
}

const detailOf = (world: World) => {
  const [plan] = world.plans;
  assert.ok(plan);
  return namingDetail(copyQuestion(plan));
};

describe('copy to the other environment', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(async () => {
    await Promise.all([world.emulators.sandbox.close(), world.emulators.live.close()]);
  });

  it('from Sandbox to Live: creates the same template with its PDF, and doesn’t change the original', async () => {
    const widgets = [
      { type: 'signature', page: 2, x: 72, y: 610, w: 150, h: 45, options: { name: 'sig' } },
      { type: 'textbox', page: 1, x: 72, y: 100, w: 110, h: 20, options: { name: 'company', color: 'blue' } },
    ];
    const pdf = makePdf({ pages: 3, text: 'the real one' });
    const id = world.add('sandbox', {
      pdf,
      note: 'Please review',
      redirect_url: 'https://example.com/done',
      sender_name: 'Ana',
      roles: [
        { role: 'Discloser', widgets },
        { role: 'Recipient', name: 'Li', email: 'li@example.com' },
      ],
    });
    await world.copy('sandbox', id);
    assert.deepStrictEqual(world.asked, ['confirm']);
    assert.deepStrictEqual(world.writes('live'), ['POST /createtemplate']);
    assert.deepStrictEqual(world.writes('sandbox'), []);
    assert.deepStrictEqual(world.changed, ['live']);
    const [made = ''] = world.copied;
    const live = world.client('live');
    const { file, ...copy } = await live.getTemplate(made);
    assert.deepStrictEqual(
      [copy.title, copy.note, copy.roles.map(({ role, email }) => [role, email])],
      [
        'Mutual NDA',
        'Please review',
        [
          ['Discloser', undefined],
          ['Recipient', 'li@example.com'],
        ],
      ],
    );
    assert.deepStrictEqual(
      copy.roles[0]?.widgets?.map(({ type, page, x, y, w, h }) => ({ type, page, x, y, w, h })),
      widgets.map(({ type, page, x, y, w, h }) => ({ type, page, x, y, w, h })),
    );
    const { bytes } = await live.download(file ?? '', 1_000_000);
    assert.ok(Buffer.from(bytes).equals(pdf));
    const json = (await live.getTemplateJson(made)) as JsonObject;
    assert.deepStrictEqual([json.redirect_url, json.sender_name], ['https://example.com/done', 'Ana']);
    const [entry] = world.emulators.live.journal.requests('POST', '/createtemplate');
    const [signer] = list((entry?.body as JsonObject).signers).filter(isObject);
    const [, field] = list(signer?.widgets).filter(isObject);
    assert.deepStrictEqual((field?.options as JsonObject).color, 'blue');
  });

  it('the question names the direction, the content, and who becomes a contact', async () => {
    await world.copy('sandbox', world.add('sandbox'));
    const [plan] = world.plans;
    assert.ok(plan);
    const detail = detailOf(world);
    assert.strictEqual(copyQuestion(plan).question, 'Copy the template “Mutual NDA” from Sandbox to Live?');
    assert.match(detail, /Widgets: 2\nPDF: .*, pages: 3\n\nRole: Discloser\nRole: Recipient\n/);
    assert.match(detail, /become contacts in Live: Recipient/);
    assert.doesNotMatch(detail, /already/);
    assert.doesNotMatch(detail, /li@example\.com/);
  });

  it('lists what is not carried over', async () => {
    const widgets = [{ type: 'signature', page: 1, x: 1, y: 1, options: { name: 'sig' } }];
    await world.copy('sandbox', world.add('sandbox', { roles: [{ role: 'A', widgets }] }));
    const only = detailOf(world);
    assert.match(only, /Access codes/);
    assert.match(only, /Approver and viewer roles can’t be read\. These become signers: A/);
    assert.match(only, /The folder, if it is in one/);
    assert.match(only, /Settings that the server doesn’t return, so defaults apply: enableOTP$/m);
    assert.doesNotMatch(only, /idget options|sender|People/);

    world.plans.length = 0;
    const date = { type: 'date', page: 1, x: 1, y: 90, options: { name: 'd', format: 'yyyy-mm-dd' } };
    await world.copy(
      'sandbox',
      world.add('sandbox', { roles: [{ role: 'A', widgets: [...widgets, date] }] }),
    );
    assert.match(
      detailOf(world),
      /Widget options that the server doesn’t return, so defaults apply: .*required/,
    );
  });

  it('from an old server, which returns no options and no sender: lists both as lost', async () => {
    await Promise.all([world.emulators.sandbox.close(), world.emulators.live.close()]);
    world = await World.start({ sandbox: { mode: 'v1' } });
    const widgets = [
      { type: 'signature', page: 1, x: 1, y: 1, options: {} },
      { type: 'textbox', page: 1, x: 1, y: 90, options: { name: 'x' } },
    ];
    await world.copy('sandbox', world.add('sandbox', { roles: [{ role: 'A', widgets }] }));
    const detail = detailOf(world);
    assert.match(detail, /All widget options/);
    assert.match(detail, /The sender’s name and email/);
    assert.match(detail, /defaults apply: .*redirect_url/);
    // The old server reports that the template is in no folder.
    assert.doesNotMatch(detail, /folder/);
    const copy = await world.client('live').getTemplate(world.copied[0] ?? '');
    assert.deepStrictEqual(
      copy.roles[0]?.widgets?.map(({ type }) => type),
      ['signature', 'textbox'],
    );
  });

  it('reports a template with the same title, and doesn’t change it', async () => {
    world.add('live', { title: ' Mutual NDA ' });
    world.add('live', { title: 'Mutual NDA 2' });
    await world.copy('sandbox', world.add('sandbox'));
    assert.strictEqual(world.plans[0]?.same, 1);
    assert.match(detailOf(world), /Live already has a template “Mutual NDA”/);
    assert.strictEqual((await world.client('live').listTemplates(0, 100)).items.length, 3);
  });

  it('reports that the other environment’s list can’t be read, and copies anyway', async () => {
    world.emulators.live.faults.add({ path: '/templatelist', status: 400, body: { error: 'no' } });
    await world.copy('sandbox', world.add('sandbox'));
    assert.match(
      detailOf(world),
      /Couldn’t check whether Live already has a template with this title\. Live /,
    );
    assert.strictEqual(world.copied.length, 1);
  });

  it('from Live to Sandbox: also asks whether the PDF is confidential, and sends nothing without confirmation', async () => {
    const id = world.add('live');
    world.answers.harmless = false;
    await world.copy('live', id);
    assert.deepStrictEqual(world.asked, ['confirm', 'harmless']);
    assert.deepStrictEqual(world.allWrites, []);
    world.answers.harmless = true;
    await world.copy('live', id);
    assert.deepStrictEqual(world.allWrites, ['POST /createtemplate']);
    assert.deepStrictEqual(world.writes('sandbox'), ['POST /createtemplate']);
    const [plan] = world.plans;
    assert.ok(plan);
    assert.match(harmlessQuestion(plan).question, /“Mutual NDA” confidential/);
  });

  it('without confirmation, asks no more and sends nothing', async () => {
    world.answers.confirm = false;
    await world.copy('live', world.add('live'));
    assert.deepStrictEqual([world.asked, world.allWrites, world.changed], [['confirm'], [], []]);
  });

  it('copies nothing when the environment changes while a dialog is open', async () => {
    const id = world.add('sandbox');
    world.whenAsked = () => (world.active = 'live');
    assert.strictEqual(await kindOf(world.copy('sandbox', id)), 'otherEnvironment');
    assert.deepStrictEqual([world.asked, world.allWrites], [['confirm'], []]);
  });

  const date = { type: 'date', page: 1, x: 1, y: 1, options: { name: 'd' } };

  it('roles without a signature widget: asks what they are, and sets it', async () => {
    const roles = [{ role: 'Signer' }, { role: 'Watcher', widgets: [] }];
    const id = world.add('sandbox', { roles });
    const kinds = async (kind: UnsignedKind) => {
      world.kind = kind;
      world.emulators.live.journal.clear();
      await world.copy('sandbox', id);
      const [entry] = world.emulators.live.journal.requests('POST', '/createtemplate');
      return list((entry?.body as JsonObject).signers)
        .filter(isObject)
        .map(({ signer_role }) => signer_role);
    };
    assert.deepStrictEqual(await kinds('viewer'), ['signer', 'viewer']);
    assert.deepStrictEqual(await kinds('approver'), ['signer', 'approver']);
    assert.strictEqual(world.copied.length, 2);
    assert.deepStrictEqual(world.asked.slice(0, 2), ['kind', 'confirm']);
    // Its role is known by then, so it isn’t lost.
    assert.match(detailOf(world), /These become signers: Signer$/m);
    const { question, detail } = unsignedQuestion('NDA', world.unsigned);
    assert.match(question, /“NDA”/);
    assert.match(detail, /^Missing signature widget: Watcher\. /);
    assert.doesNotMatch(detail, /signerRole|other widgets/);
  });

  it('copies a template without widgets, and never makes a role with other widgets a viewer', async () => {
    world.kind = 'viewer';
    const roles = [
      { role: 'A', widgets: [] },
      { role: 'B', widgets: [date] },
    ];
    await world.copy('sandbox', world.add('sandbox', { roles }));
    const [entry] = world.emulators.live.journal.requests('POST', '/createtemplate');
    assert.deepStrictEqual(
      list((entry?.body as JsonObject).signers)
        .filter(isObject)
        .map(({ signer_role }) => signer_role),
      ['viewer', 'approver'],
    );
    assert.strictEqual(world.copied.length, 1);
    assert.match(unsignedQuestion('NDA', world.unsigned).detail, /roles with other widgets become approvers/);
  });

  it('without an answer to that, asks no more and sends nothing', async () => {
    world.kind = undefined;
    await world.copy('sandbox', world.add('sandbox', { roles: [{ role: 'Buyer', widgets: [date] }] }));
    assert.deepStrictEqual([world.asked, world.allWrites], [['kind'], []]);
  });

  it('reports another problem of the template, without asking or sending anything', async () => {
    const roles = [{ role: 'Buyer' }, { role: 'Buyer' }];
    await world.copy('sandbox', world.add('sandbox', { roles }));
    assert.match(
      problemsMessage('NDA', world.problems),
      /“NDA” has a problem, so nothing was copied\. Duplicate role “Buyer”/,
    );
    assert.deepStrictEqual([world.asked, world.allWrites], [[], []]);
  });

  it('spells addresses as the target’s contacts do, otherwise in lower case', async () => {
    world.accounts.live.addContact({ name: 'Li', email: 'Li@Example.com' });
    const roles = [
      { role: 'A', name: 'Li', email: 'LI@example.com' },
      { role: 'B', name: 'Omar', email: 'Omar@Example.com' },
    ];
    await world.copy('sandbox', world.add('sandbox', { roles }));
    const [entry] = world.emulators.live.journal.requests('POST', '/createtemplate');
    assert.deepStrictEqual(
      list((entry?.body as JsonObject).signers)
        .filter(isObject)
        .map(({ email }) => email),
      ['Li@Example.com', 'omar@example.com'],
    );
  });

  it('an encrypted PDF: asks for the password and sends it, or sends nothing without an answer', async () => {
    const id = world.add('sandbox', { pdf: encryptedPdf() });
    world.answers.password = undefined;
    await world.copy('sandbox', id);
    assert.deepStrictEqual([world.asked, world.allWrites], [['password'], []]);
    world.answers.password = 'secret';
    await world.copy('sandbox', id);
    assert.strictEqual(world.copied.length, 1);
    const [entry] = world.emulators.live.journal.requests('POST', '/createtemplate');
    assert.strictEqual((entry?.body as JsonObject).file_password, 'secret');
    // Pages of an encrypted PDF can’t be counted.
    assert.doesNotMatch(detailOf(world), /pages/);
  });

  it('refuses a PDF over the limit before asking anything', async () => {
    world.maxSize = 0.0001;
    assert.strictEqual(await kindOf(world.copy('sandbox', world.add('sandbox'))), 'RefusedFile');
    assert.deepStrictEqual([world.asked, world.allWrites], [[], []]);
  });

  it('no response: reports it without retrying, and reloads the list', async () => {
    world.emulators.live.faults.add({ path: '/createtemplate', cut: 'before', when: 'after' });
    await world.copy('sandbox', world.add('sandbox'));
    assert.deepStrictEqual(
      [world.unknown.map(({ kind }) => kind), world.changed, world.writes('live'), world.copied],
      [['outcomeUnknown'], ['live'], ['POST /createtemplate'], []],
    );
  });

  it('reports canceling while the server creates the copy, and reloads the list', async () => {
    world.emulators.live.faults.add({ path: '/createtemplate', hang: true, when: 'after' });
    const copying = world.copy('sandbox', world.add('sandbox'));
    await world.emulators.live.journal.waitFor(
      ({ path, body }) => path === '/createtemplate' && body !== undefined,
    );
    world.controller.abort();
    await copying;
    assert.deepStrictEqual(
      [world.unknown.map(({ kind, details }) => [kind, details.environment]), world.changed],
      [[['canceled', 'live']], ['live']],
    );
  });

  it('sends nothing for a deleted template, or when canceled while reading', async () => {
    assert.strictEqual(await kindOf(world.copy('sandbox', 'AAAAAAAAAA')), 'notFound');
    const id = world.add('sandbox');
    world.whenAsked = () => world.controller.abort();
    assert.strictEqual(await kindOf(world.copy('sandbox', id)), 'canceled');
    assert.deepStrictEqual(world.allWrites, []);
  });
});
