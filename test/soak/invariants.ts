import type { JournalEntry } from '../emulator';
import type { EnvironmentName } from '../../src/api/environmentName';
import type { Keyring } from './desktop';
import type { Operation, StoredEntry } from './operation';
import type { Seat, ViewName } from './seat';
import type { Row } from './treeView';
import { ownerPattern, serverNames, type ServerName, type Servers } from './servers';

/** What a program asks `fetch` for. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
}

const viewNames: readonly ViewName[] = ['templates', 'documents'];

/**
 * What has to be true whatever the user does, and what of it was found to be broken. It knows what the user wanted:
 * where each environment is, and which tokens were stored for which origin.
 */
export class Invariants {
  readonly broken: string[] = [];
  /** How often there was something to check: a test of nothing passes too. */
  readonly counts = { requests: 0, writes: 0, certainWrites: 0, rows: 0 };
  readonly where: Record<EnvironmentName, ServerName> = { sandbox: 'sandbox', live: 'live' };
  /** By environment and origin. */
  private readonly stored = new Map<string, string>();
  /** What was stored last for an environment, while it's not removed. */
  private readonly latest = new Map<EnvironmentName, string>();
  /** By origin: tokens that may go there, including those that work under way has begun with. */
  private granted = new Map<string, Set<string>>();
  /** By origin: every token that may have gone there at some time. */
  private readonly everGranted = new Map<string, Set<string>>();
  /** Where objects went that the user named. */
  private readonly marks = new Map<string, string>();
  private readonly sent = new Map<string, number>();
  private readonly received = new Map<string, number>();
  private readonly receivedMarks = new Map<string, number>();
  private readonly seen = new Map<ServerName, number>();

  constructor(
    private readonly servers: Servers,
    private readonly keyring: Keyring,
  ) {}

  originOf(environment: EnvironmentName): string {
    return this.servers.emulators[this.where[environment]].origin;
  }

  /** The token that requests of an environment are made with now. */
  tokenOf(environment: EnvironmentName): string | undefined {
    const { token } = this.entryOf(environment);
    const isThere = token !== undefined && this.keyring.binds(token, this.originOf(environment));
    return isThere ? token : undefined;
  }

  accountOf(environment: EnvironmentName) {
    return this.servers.accountOf(this.tokenOf(environment), this.originOf(environment));
  }

  /** The user typed a token where the prompt names this origin. */
  grant(token: string, origin: string): void {
    for (const all of [this.granted, this.everGranted]) {
      all.set(origin, (all.get(origin) ?? new Set()).add(token));
    }
  }

  /** A command that sets a token has ended; `isSure` when nothing interfered. */
  tokenSet(environment: EnvironmentName, token: string, origin: string, isSure: boolean): void {
    if (this.keyring.binds(token, origin)) {
      this.stored.set(`${environment} ${origin}`, token);
      this.latest.set(environment, token);
    } else if (isSure && this.servers.accountOf(token, origin) !== undefined) {
      this.report('a stored token stays stored', `${token} for ${origin} isn't stored at all`);
    }
  }

  /** What is stored for an environment where it is now. */
  entryOf(environment: EnvironmentName): StoredEntry {
    const key = `${environment} ${this.originOf(environment)}`;
    return { key, token: this.stored.get(key) };
  }

  /** A command that removes a token has ended, and the user had agreed. What was stored since the question may stay. */
  tokenRemoved(environment: EnvironmentName, askedAbout: StoredEntry | undefined): void {
    if (askedAbout !== undefined && this.stored.get(askedAbout.key) === askedAbout.token) {
      this.stored.delete(askedAbout.key);
    }
    for (const [key, token] of this.stored) {
      if (key.startsWith(environment) && !this.keyring.binds(token, originIn(key))) {
        this.stored.delete(key);
      }
    }
    this.latest.delete(environment);
  }

  /** A window is about to make a request. */
  checkRequest(seat: Seat, isDisposed: boolean, request: Request, operation: Operation | undefined): void {
    const { method, url, token } = request;
    this.counts.requests++;
    const what = `${seat.name} ${method} ${url.href}`;
    if (isDisposed) {
      this.report('none after dispose', `${what} (${String(operation)})`);
    }
    if (token !== undefined && this.granted.get(url.origin)?.has(token) !== true) {
      this.report('no wrong token or origin', `${what} carries ${token}`);
    }
    if (method === 'GET') {
      return;
    }
    const key = `${url.origin} ${method} ${url.pathname}`;
    this.sent.set(key, (this.sent.get(key) ?? 0) + 1);
    this.checkWrite(what, request, operation);
  }

  private checkWrite(what: string, { method, url }: Request, operation: Operation | undefined): void {
    const wanted = operation?.goal.write;
    if (operation === undefined || wanted?.method !== method || !wanted.path.test(url.pathname)) {
      this.report('writes are what the user wanted', `${what} (${String(operation)})`);
      return;
    }
    operation.writes++;
    this.counts.writes++;
    if (operation.writes > 1) {
      this.report('writes are what the user wanted', `${what} for the second time`);
    }
    if (operation.isStale) {
      this.report('writes are what the user wanted', `${what}, although the user had left`);
    }
    if (!operation.origins.has(url.origin)) {
      this.report('no wrong token or origin', `${what} of ${operation.environment}`);
    }
    if (operation.environment === 'live' && operation.modals === 0) {
      this.report('writes to Live are asked about', what);
    }
    if (wanted.mark !== undefined) {
      this.marks.set(wanted.mark, url.origin);
    }
  }

  /** What the servers received since the last time. */
  checkJournals(): void {
    for (const name of serverNames) {
      const { journal, origin } = this.servers.emulators[name];
      for (const entry of journal.entries.slice(this.seen.get(name) ?? 0)) {
        this.checkEntry(origin, entry);
      }
      this.seen.set(name, journal.entries.length);
    }
  }

  private checkEntry(origin: string, { method, fullPath, headers, body }: JournalEntry): void {
    const token = headers['x-api-token'];
    if (token !== undefined && this.everGranted.get(origin)?.has(token) !== true) {
      this.report('no wrong token or origin', `${origin} received the token ${token}`);
    }
    if (method === 'GET') {
      return;
    }
    const key = `${origin} ${method} ${fullPath}`;
    const count = (this.received.get(key) ?? 0) + 1;
    this.received.set(key, count);
    if (count > (this.sent.get(key) ?? 0)) {
      this.report('writes sent are writes received', `${key} was received ${count} times`);
    }
    const { title, name } = (body ?? {}) as { title?: unknown; name?: unknown };
    const mark = title ?? name;
    if (typeof mark === 'string') {
      const times = (this.receivedMarks.get(mark) ?? 0) + 1;
      this.receivedMarks.set(mark, times);
      if (times > 1) {
        this.report('writes sent are writes received', `“${mark}” was received ${times} times`);
      }
    }
  }

  /** An operation has ended, and so has everything that follows from it. */
  checkEnded(operation: Operation): void {
    const { isUndisturbed, goal, writes } = operation;
    if (isUndisturbed && goal.write !== undefined && writes !== 1) {
      this.report('writes are what the user wanted', `${String(operation)} made ${writes} writes`);
    }
    this.counts.certainWrites += isUndisturbed ? writes : 0;
    const { mark } = goal.write ?? {};
    if (isUndisturbed && mark !== undefined && this.receivedMarks.get(mark) !== 1) {
      this.report('writes sent are writes received', `“${mark}” never arrived`);
    }
  }

  /** Rows of a tree. When nothing is under way, they have to be the current token's as well. */
  checkRows(seat: Seat, rows: readonly Row[], isSettled: boolean): void {
    const { active } = seat;
    const origin = this.originOf(active);
    const account = this.accountOf(active);
    for (const { item } of rows) {
      const owner = ownerPattern.exec(item.label)?.[0];
      const mark = /\bMark-\d+\b/.exec(item.label)?.[0];
      const place = owner === undefined ? this.marks.get(mark ?? '') : this.homeOf(owner);
      const isRight = place === origin && (!isSettled || owner === undefined || account?.name === owner);
      this.counts.rows++;
      if ((owner !== undefined || mark !== undefined) && !isRight) {
        const expected = `${active}, at ${this.where[active]} with ${String(account?.name)}`;
        const detail = `${seat.name} is in ${expected}, and shows “${item.label}”`;
        this.report('only the items of the active environment', detail);
      }
    }
  }

  /** What is on the screen. */
  checkScreen(seat: Seat, isSettled: boolean): void {
    const { active } = seat;
    for (const view of viewNames) {
      this.checkRows(seat, seat.view(view).rows, isSettled);
    }
    const shown = seat.window.contextKeys.get('opensign.environment');
    if (shown !== active) {
      this.report(
        'only the items of the active environment',
        `${seat.name} is in ${active}, not ${String(shown)}`,
      );
    }
  }

  /** The list was just read, with nothing in the way. */
  checkRead(seat: Seat): void {
    const titles = this.accountOf(seat.active)
      ?.templates()
      .map(({ title }) => title);
    const rows = seat.templates.map(({ item }) => item.label);
    const missing = rows.length < Math.min(titles?.length ?? 0, 500);
    if (titles !== undefined && (missing || rows.some((label) => !titles.includes(label)))) {
      this.report(
        'a read list is complete',
        `${seat.name} shows ${rows.length} of ${titles.length} templates`,
      );
    }
  }

  /** Nothing is under way: the keyring has what the user stored, and nothing else may be used from here on. */
  checkKeyring(seats: readonly Seat[], mayForget: boolean): void {
    const known = new Set(this.stored.values());
    for (const { text } of this.servers.tokens) {
      if (this.keyring.content.includes(text) && !known.has(text)) {
        this.report('a removed token stays removed', text);
      }
    }
    for (const [environment, token] of this.latest) {
      if (!this.keyring.content.includes(token)) {
        this.report('a stored token stays stored', `${token} of ${environment}`);
      }
    }
    for (const seat of seats) {
      const { contextKeys } = seat.window;
      for (const [environment, key] of [
        ['sandbox', 'opensign.hasSandboxToken'],
        ['live', 'opensign.hasLiveToken'],
      ] as const) {
        const hasAny = [...this.stored.keys()].some((name) => name.startsWith(environment));
        if (!hasAny && contextKeys.get(key) === true) {
          this.report('a removed token stays removed', `${seat.name} still has ${key}`);
        }
      }
    }
    if (mayForget) {
      this.granted = new Map();
      for (const [key, token] of this.stored) {
        this.grant(token, originIn(key));
      }
    }
  }

  private homeOf(owner: string): string | undefined {
    const name = serverNames.find((server) => owner.toLowerCase().startsWith(server));
    return name && this.servers.emulators[name].origin;
  }

  report(invariant: string, detail: string): void {
    this.broken.push(`${invariant}: ${detail}`);
  }
}

function originIn(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
