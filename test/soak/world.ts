import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { isEnvironmentName, type EnvironmentName } from '../../src/api/environmentName';
import { makePdf } from '../fixtures/pdf';
import { Activity } from './activity';
import type { Load } from './bundle';
import { Desktop } from './desktop';
import { close, type Dialog } from './dialogs';
import { FakeWindow } from './fakeWindow';
import { Invariants } from './invariants';
import { Operation, type Answerable, type Goal, type Intention } from './operation';
import { Seat, type SeatName } from './seat';
import { Servers, type ServerName } from './servers';
import { Uri } from './values';

/** The user cancels a command with more dialogs than this, because it repeats itself. */
const maxDialogs = 20;

/** Two windows of one user and three servers, with the actions of the user. */
export class World {
  readonly seats: Readonly<Record<SeatName, Seat>> = { A: new Seat('A'), B: new Seat('B') };
  readonly invariants: Invariants;
  steps = 0;
  private readonly activity = new Activity();
  private readonly desktop: Desktop;
  private readonly operation = new AsyncLocalStorage<Operation>();
  private marks = 0;
  private isSettled = true;
  private finished: Operation[] = [];

  private constructor(
    private readonly load: Load,
    readonly servers: Servers,
    private readonly folder: string,
  ) {
    // Varying, so that operations end in another order than they start, but the same in each run.
    let last = 1;
    const delay = () => (last = (last * 48271) % 2147483647) % 9;
    this.desktop = new Desktop(this.activity, delay);
    this.invariants = new Invariants(servers, this.desktop.keyring);
    for (const environment of ['sandbox', 'live'] as const) {
      this.setBaseUrl(environment, environment);
    }
    this.open('A');
    this.open('B');
  }

  static async start(load: Load): Promise<World> {
    const folder = await mkdtemp(path.join(tmpdir(), 'opensign-soak-'));
    const world = new World(load, await Servers.start(), folder);
    await world.settle();
    for (const environment of ['sandbox', 'live'] as const) {
      const token = world.servers.tokens.find((one) => one.environment === environment)?.text ?? '';
      world.begin('A', { command: 'opensign.setToken', args: [environment], token }, {}, true);
      await world.settle();
    }
    return world;
  }

  async close(): Promise<void> {
    for (const seat of Object.values(this.seats)) {
      this.closeWindow(seat);
    }
    await this.servers.close();
    await this.activity.idle();
    await rm(this.folder, { recursive: true });
  }

  /** Performs one step. With `wait`, waits until all work has ended. Throws if an invariant is broken. */
  async perform(act: () => Promise<void>, wait: boolean): Promise<void> {
    this.steps++;
    this.servers.expire(this.steps);
    const due = this.running.filter(({ parked }) => parked !== undefined && parked.until <= this.steps);
    if (due.length > 0) {
      due.forEach((operation) => operation.parked?.resume());
      await this.settle();
    }
    await act();
    if (wait) {
      await this.settle();
    } else {
      this.isSettled = false;
      await this.checkScreens();
    }
    this.throwIfBroken();
  }

  /** Removes all faults and waits until all work has ended, so the user's next action must succeed. */
  async calmDown(): Promise<void> {
    this.servers.expire(Infinity);
    this.running.forEach(({ parked }) => parked?.resume());
    await this.settle();
  }

  /** Starts a command in the window. */
  begin(name: SeatName, goal: Goal, intention: Intention, wait: boolean): Operation {
    const seat = this.seats[name];
    // The user first answers dialogs that were left open.
    this.running.filter((one) => one.seat === seat).forEach(({ parked }) => parked?.resume());
    const isUndisturbed =
      wait &&
      this.isSettled &&
      this.running.length === 0 &&
      !this.servers.hasFaults &&
      Object.values(intention).every((value) => value === undefined) &&
      goal.isForeign !== true &&
      this.invariants.getAccount(seat.active) !== undefined;
    const origin = this.invariants.getOrigin(seat.active);
    const operation = new Operation(seat, goal, intention, origin, isUndisturbed);
    const { window } = seat;
    seat.operations.add(operation);
    operation.end = this.activity.begin(String(operation));
    const run = () => window.run(goal.command, ...goal.args);
    const work = this.operation.run(operation, run).catch((error: unknown) => {
      this.invariants.report('commands report their errors', `${String(operation)}: ${String(error)}`);
    });
    void work.then(() => {
      this.finish(operation);
      operation.end();
    });
    return operation;
  }

  switchTo(name: SeatName, environment: EnvironmentName): void {
    const seat = this.seats[name];
    if (seat.active !== environment) {
      seat.oldRows = seat.templates;
    }
    // The command switches synchronously.
    this.begin(name, { command: 'opensign.switchEnvironment', args: [environment] }, {}, false);
    seat.active = environment;
  }

  setBaseUrl(environment: EnvironmentName, server: ServerName): void {
    this.invariants.where[environment] = server;
    const { origin, baseUrl } = this.servers.emulators[server];
    for (const operation of this.running.filter((one) => one.environment === environment)) {
      operation.origins.add(origin);
    }
    this.desktop.settings.set(`opensign.${environment}.baseUrl`, baseUrl);
  }

  reload(name: SeatName): void {
    this.closeWindow(this.seats[name]);
    this.open(name);
  }

  arm(server: ServerName, fault: Parameters<Servers['arm']>[1], hold: boolean, steps: number): void {
    this.servers.arm(server, fault, hold, this.steps + steps);
  }

  /** A unique title. */
  mark(): string {
    return `Mark-${++this.marks}`;
  }

  async writePdf(name: string): Promise<Uri> {
    const file = path.join(this.folder, `${name}.pdf`);
    await writeFile(file, makePdf({ text: name }));
    return Uri.file(file);
  }

  private get running(): readonly Operation[] {
    return Object.values(this.seats).flatMap(({ operations }) => [...operations]);
  }

  private async settle(): Promise<void> {
    this.servers.release();
    await this.activity.idle();
    this.isSettled = true;
    const seats = Object.values(this.seats);
    this.invariants.checkJournals();
    for (const operation of this.finished) {
      this.invariants.checkEnded(operation);
      operation.whenEnded();
    }
    this.finished = [];
    for (const seat of seats) {
      this.invariants.checkScreen(seat, true);
    }
    this.invariants.checkKeyring(seats, this.running.length === 0);
    this.throwIfBroken();
  }

  /** Checks the visible rows while work is pending. */
  private async checkScreens(): Promise<void> {
    for (const seat of Object.values(this.seats)) {
      await seat.view('templates').waitForRoot();
      await seat.view('documents').waitForRoot();
    }
    await turn();
    Object.values(this.seats).forEach((seat) => this.invariants.checkScreen(seat, false));
  }

  private throwIfBroken(): void {
    const { broken } = this.invariants;
    if (broken.length > 0) {
      throw new Error(`Broken in step ${this.steps}:\n${broken.join('\n')}`);
    }
  }

  private open(name: SeatName): void {
    const seat = this.seats[name];
    const window: FakeWindow = new FakeWindow(
      {
        desktop: this.desktop,
        folder: this.folder,
        state: seat.state,
        user: (dialog) => this.handleDialog(dialog),
        onDidDraw: (rows) => this.invariants.checkRows(seat, rows, false),
        fetch: (input, init) => this.fetch(seat, () => window.isDisposed, input, init),
      },
      this.load,
    );
    seat.window = window;
  }

  private closeWindow(seat: Seat): void {
    for (const { parked } of seat.operations) {
      if (parked !== undefined) {
        close(parked.dialog);
        parked.resume();
      }
    }
    seat.window.dispose();
  }

  private finish(operation: Operation): void {
    const { seat, typed, goal, modals } = operation;
    seat.operations.delete(operation);
    this.finished.push(operation);
    const target = getTarget(operation);
    if (typed !== undefined) {
      this.invariants.recordTokenSet(target, typed.token, typed.origin, operation.isUndisturbed);
    }
    if (goal.command === 'opensign.removeToken' && modals > 0) {
      this.invariants.recordTokenRemoved(target, operation.askedAbout);
    }
  }

  private async fetch(
    seat: Seat,
    isDisposed: () => boolean,
    input: Parameters<typeof fetch>[0],
    init: RequestInit | undefined,
  ): Promise<Response> {
    const request = new Request(input, init?.body === undefined ? init : { ...init, body: null });
    const url = new URL(request.url);
    const token = request.headers.get('x-api-token') ?? undefined;
    const { method } = request;
    this.invariants.checkRequest(seat, isDisposed(), { method, url, token }, this.operation.getStore());
    if (url.hostname !== '127.0.0.1') {
      throw new TypeError(`Unexpected host: ${url.host}`);
    }
    const end = this.activity.begin(`${seat.name} ${method} ${url.pathname}`);
    try {
      const response = await globalThis.fetch(input, init);
      // The request is pending until the last byte of the response arrives.
      void response.clone().arrayBuffer().then(end, end);
      return response;
    } catch (error) {
      end();
      throw error;
    }
  }

  private handleDialog(dialog: Dialog): void {
    const operation = this.operation.getStore();
    const cancelAfter = operation?.intention.cancelAfter;
    if (dialog.kind === 'progress') {
      if (cancelAfter !== undefined) {
        const cancel = turns(cancelAfter).then(() => dialog.cancel.cancel());
        void this.activity.track('pressing Cancel', cancel);
      }
    } else if (operation === undefined || dialog.kind === 'notification') {
      void this.later(() => close(dialog));
    } else {
      this.handleQuestion(operation, dialog);
    }
  }

  private handleQuestion(operation: Operation, dialog: Answerable): void {
    const { intention } = operation;
    const index = operation.dialogs++;
    operation.askedAbout = this.invariants.getEntry(getTarget(operation));
    const respond = () => {
      if (index === intention.cancelAt || index >= maxDialogs) {
        close(dialog);
      } else {
        this.answer(operation, dialog);
      }
      operation.isStale ||= operation.seat.active !== operation.environment;
    };
    if (index !== intention.park?.at || operation.seat.window.isDisposed) {
      void this.later(respond);
      return;
    }
    operation.end();
    const resume = () => {
      operation.parked = undefined;
      operation.end = this.activity.begin(String(operation));
      this.operation.run(operation, respond);
    };
    operation.parked = { dialog, until: this.steps + intention.park.steps, resume };
  }

  private later(work: () => void): Promise<void> {
    return this.activity.track('the user', turn().then(work));
  }

  private answer(operation: Operation, dialog: Answerable): void {
    switch (dialog.kind) {
      case 'modal': {
        operation.modals++;
        dialog.answer(dialog.buttons.at(operation.intention.last === true ? -1 : 0));
        return;
      }
      case 'pick': {
        const { pick } = dialog;
        if (pick.focused === undefined) {
          pick.type('Sam Doe <sam@example.com>');
        }
        if (pick.focused !== undefined) {
          pick.choose(pick.focused);
        }
        break;
      }
      case 'input':
        this.fillIn(operation, dialog);
        break;
      default:
        close(dialog);
        return;
    }
    // A rejected input stays open, and the user closes it.
    void this.later(() => void this.later(() => close(dialog)));
  }

  private fillIn(operation: Operation, { input }: Extract<Answerable, { kind: 'input' }>): void {
    const { goal } = operation;
    if (input.password && goal.token !== undefined) {
      const host = /127\.0\.0\.1:\d+/.exec(`${input.title ?? ''} ${input.prompt ?? ''}`)?.[0];
      if (host === undefined) {
        this.invariants.report('no wrong token or origin', 'The token prompt doesn’t name the host');
      }
      const origin = `http://${host ?? ''}`;
      this.invariants.grant(goal.token, origin);
      operation.typed = { token: goal.token, origin };
      input.type(goal.token);
    } else if (goal.replace !== undefined && input.value === goal.replace.old) {
      input.type(goal.replace.by);
    }
    input.accept();
  }
}

/** The environment that the command was called with, or the active one. */
function getTarget({ goal, environment }: Operation): EnvironmentName {
  const [argument] = goal.args;
  return isEnvironmentName(argument) ? argument : environment;
}

async function turns(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await turn();
  }
}
