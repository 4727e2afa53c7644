import type { JournalEntry } from '../emulator';
import type { EnvironmentName } from '../../src/api/environmentName';
import type { Keyring } from './desktop';
import type { Operation, StoredEntry } from './operation';
import type { Seat, ViewName } from './seat';
import type { Row } from './treeView';
import { ownerPattern, serverNames, type ServerName, type Servers } from './servers';

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
}

const viewNames: readonly ViewName[] = ['templates', 'documents'];

/**
 * Checks conditions that must hold whatever the user does, and collects violations. It tracks what the user set: the
 * server of each environment, and the tokens stored for each origin.
 */
export class Invariants {
  readonly broken: string[] = [];
  /** How often the checks ran, because without any the test would pass too. */
  readonly counts = { requests: 0, writes: 0, certainWrites: 0, rows: 0 };
  readonly where: Record<EnvironmentName, ServerName> = { sandbox: 'sandbox', live: 'live' };
  /** Stored tokens by environment and origin. */
  private readonly stored = new Map<string, string>();
  /** The last token stored for an environment, until it's removed. */
  private readonly latest = new Map<EnvironmentName, string>();
  /** Tokens that may be sent to an origin, including those of pending work. */
  private granted = new Map<string, Set<string>>();
  /** All tokens that an origin may ever have received. */
  private readonly everGranted = new Map<string, Set<string>>();
  /** The origin that an object was created at, by its unique title. */
  private readonly marks = new Map<string, string>();
  private readonly sent = new Map<string, number>();
  private readonly received = new Map<string, number>();
  private readonly receivedMarks = new Map<string, number>();
  private readonly seen = new Map<ServerName, number>();

  constructor(
    private readonly servers: Servers,
    private readonly keyring: Keyring,
  ) {}

  getOrigin(environment: EnvironmentName): string {
    return this.servers.emulators[this.where[environment]].origin;
  }

  /** The token for requests to the environment's current origin. */
  private getToken(environment: EnvironmentName): string | undefined {
    const { token } = this.getEntry(environment);
    const isStored = token !== undefined && this.keyring.binds(token, this.getOrigin(environment));
    return isStored ? token : undefined;
  }

  getAccount(environment: EnvironmentName) {
    return this.servers.findAccount(this.getToken(environment), this.getOrigin(environment));
  }

  /** Records that the user typed a token in a prompt that names this origin. */
  grant(token: string, origin: string): void {
    for (const all of [this.granted, this.everGranted]) {
      all.set(origin, (all.get(origin) ?? new Set()).add(token));
    }
  }

  /** Records the result of a command that sets a token. With `isSure`, nothing interfered with it. */
  recordTokenSet(environment: EnvironmentName, token: string, origin: string, isSure: boolean): void {
    if (this.keyring.binds(token, origin)) {
      this.stored.set(`${environment} ${origin}`, token);
      this.latest.set(environment, token);
    } else if (isSure && this.servers.findAccount(token, origin) !== undefined) {
      this.report('a stored token stays stored', `${token} for ${origin} was not stored`);
    }
  }

  /** The entry for the environment's current origin. */
  getEntry(environment: EnvironmentName): StoredEntry {
    const key = `${environment} ${this.getOrigin(environment)}`;
    return { key, token: this.stored.get(key) };
  }

  /** Records the result of a confirmed command that removes a token. A token stored after the question may stay. */
  recordTokenRemoved(environment: EnvironmentName, askedAbout: StoredEntry | undefined): void {
    if (askedAbout !== undefined && this.stored.get(askedAbout.key) === askedAbout.token) {
      this.stored.delete(askedAbout.key);
    }
    for (const [key, token] of this.stored) {
      if (key.startsWith(environment) && !this.keyring.binds(token, parseOrigin(key))) {
        this.stored.delete(key);
      }
    }
    this.latest.delete(environment);
  }

  /** Checks a request before a window sends it. */
  checkRequest(seat: Seat, isDisposed: boolean, request: Request, operation: Operation | undefined): void {
    const { method, url, token } = request;
    this.counts.requests++;
    const what = `${seat.name} ${method} ${url.href}`;
    if (isDisposed) {
      this.report('no request after dispose', `${what} (${String(operation)})`);
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
      this.report('writes are what the user wanted', `${what} was sent twice`);
    }
    if (operation.isStale) {
      this.report('writes are what the user wanted', `${what} after the user had left the environment`);
    }
    if (!operation.origins.has(url.origin)) {
      this.report('no wrong token or origin', `${what} of ${operation.environment}`);
    }
    if (operation.environment === 'live' && operation.modals === 0) {
      this.report('writes to Live ask first', what);
    }
    if (wanted.mark !== undefined) {
      this.marks.set(wanted.mark, url.origin);
    }
  }

  /** Checks the requests that the servers received since the last call. */
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

  /** Checks an operation whose work has all ended. */
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

  /** Checks that rows belong to the active environment, and, with `isSettled`, to the account of the current token. */
  checkRows(seat: Seat, rows: readonly Row[], isSettled: boolean): void {
    const { active } = seat;
    const origin = this.getOrigin(active);
    const account = this.getAccount(active);
    for (const { item } of rows) {
      const owner = ownerPattern.exec(item.label)?.[0];
      const mark = /\bMark-\d+\b/.exec(item.label)?.[0];
      const rowOrigin = owner === undefined ? this.marks.get(mark ?? '') : this.findOrigin(owner);
      const isRight = rowOrigin === origin && (!isSettled || owner === undefined || account?.name === owner);
      this.counts.rows++;
      if ((owner !== undefined || mark !== undefined) && !isRight) {
        const expected = `${active}, at ${this.where[active]} with ${String(account?.name)}`;
        const detail = `${seat.name} is in ${expected}, and shows “${item.label}”`;
        this.report('only the items of the active environment', detail);
      }
    }
  }

  /** Checks the visible rows and the context key of the environment. */
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

  /** Checks that the list, which was just read undisturbed, is complete. */
  checkRead(seat: Seat): void {
    const titles = this.getAccount(seat.active)
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

  /** Checks that the keyring has the user's tokens and no others. With `isIdle`, no other token may be sent from now on. */
  checkKeyring(seats: readonly Seat[], isIdle: boolean): void {
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
    if (isIdle) {
      this.granted = new Map();
      for (const [key, token] of this.stored) {
        this.grant(token, parseOrigin(key));
      }
    }
  }

  private findOrigin(owner: string): string | undefined {
    const name = serverNames.find((server) => owner.toLowerCase().startsWith(server));
    return name && this.servers.emulators[name].origin;
  }

  report(invariant: string, detail: string): void {
    this.broken.push(`${invariant}: ${detail}`);
  }
}

function parseOrigin(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
