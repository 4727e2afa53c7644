import * as assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator';
import type { OpenSignClient } from '../../../src/api/client';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { OpenSignError } from '../../../src/api/errors';
import type { Template } from '../../../src/api/template';
import type { IdFile } from '../../../src/idInsights/idRecords';
import { KnownIds } from '../../../src/idInsights/knownIds';
import type { EnvironmentStatus, TokenState } from '../../../src/environment/environments';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import type { SeenList } from '../../../src/objects/objectChanges';
import { testClient, token } from '../support/client';

class Source<T> {
  private readonly listeners = new Set<() => void>();
  seen: SeenList<T> = { environment: 'sandbox', items: [], completeAt: undefined };
  onDidChangeSeen(listener: () => void) {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }
  show(seen: SeenList<T>): void {
    this.seen = seen;
    [...this.listeners].forEach((listener) => listener());
  }
  get listened(): number {
    return this.listeners.size;
  }
}

class MemoryStore {
  readonly files = new Map<EnvironmentName, IdFile>();
  load(environment: EnvironmentName) {
    return Promise.resolve(this.files.get(environment));
  }
  save(environment: EnvironmentName, file: IdFile) {
    this.files.set(environment, file);
    return Promise.resolve();
  }
  clear(environment: EnvironmentName) {
    this.files.delete(environment);
    return Promise.resolve();
  }
}

/** Environments with an emulator each, and states that a test sets. */
class TestEnvironments {
  private readonly listeners = new Set<(environment: EnvironmentName) => void>();
  readonly states = new Map<EnvironmentName, { token: TokenState; savedAt: number | undefined }>();
  readonly clients = new Map<EnvironmentName, OpenSignClient>();
  readonly asked: EnvironmentName[] = [];
  onDidChangeStatus = (listener: (environment: EnvironmentName) => void) => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };
  status(environment: EnvironmentName): EnvironmentStatus {
    const { token: state, savedAt } = this.states.get(environment) ?? {
      token: { state: 'none' },
      savedAt: undefined,
    };
    const baseUrl = parseBaseUrl(this.clients.get(environment)?.baseUrl ?? '');
    return { environment, baseUrl, token: state, tokenSavedAt: savedAt };
  }
  client(environment: EnvironmentName): Promise<OpenSignClient> {
    this.asked.push(environment);
    const client = this.clients.get(environment);
    return client ? Promise.resolve(client) : Promise.reject(new OpenSignError('noToken', { environment }));
  }
  set(environment: EnvironmentName, state: TokenState, savedAt: number | undefined): void {
    this.states.set(environment, { token: state, savedAt });
    [...this.listeners].forEach((listener) => listener(environment));
  }
}

const account = (email: string): TokenState => ({ state: 'valid', account: { email } });

describe('known IDs', () => {
  const emulators: Emulator[] = [];
  const owned: KnownIds[] = [];
  afterEach(async () => {
    owned.splice(0).forEach((ids) => ids.dispose());
    await Promise.all(emulators.splice(0).map((emulator) => emulator.close()));
  });

  async function setUp(store = new MemoryStore()) {
    const environments = new TestEnvironments();
    const accounts = { sandbox: await open('sandbox'), live: await open('live') };
    async function open(environment: EnvironmentName) {
      const emulator = await startEmulator({ environment });
      emulators.push(emulator);
      const { client } = testClient(new URL(emulator.baseUrl).origin);
      environments.clients.set(environment, client);
      environments.set(environment, account('ada@example.com'), 1);
      return { emulator, of: emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' }) };
    }
    const templates = new Source<Template>();
    const documents = new Source<never>();
    const errors: unknown[] = [];
    const make = () => {
      const ids = new KnownIds({
        environments,
        clock: { now: () => 1000, sleep: () => Promise.resolve() },
        store,
        templates,
        documents,
        log: {
          error: (_, error) => errors.push(error),
          detach: (_, work) => void work.catch((error: unknown) => errors.push(error)),
        },
      });
      owned.push(ids);
      return ids;
    };
    const template = (environment: EnvironmentName, title: string) =>
      accounts[environment].of.addTemplate({ title, roles: [{ role: 'Signer', widgets: [] }] }).id;
    const requests = (environment: EnvironmentName) => accounts[environment].emulator.journal.entries.length;
    return { environments, accounts, templates, documents, store, errors, make, template, requests };
  }

  it('make no request before a feature needs them, then fetch both environments once', async () => {
    const { make, template, requests } = await setUp();
    const [here, there] = [template('sandbox', 'NDA'), template('live', 'NDA')];
    const ids = make();
    assert.deepEqual([requests('sandbox'), requests('live')], [0, 0]);
    await Promise.all([ids.need('sandbox'), ids.need('live')]);
    await ids.need('sandbox');
    assert.deepEqual([requests('sandbox'), requests('live')], [1, 1]);
    assert.equal(ids.index.find(here, 'live')?.environment, 'sandbox');
    assert.equal(ids.index.findMisplaced(there, 'sandbox', 1000)?.known.title, 'NDA');
    assert.deepEqual(ids.index.get('live', there)?.roles, ['Signer']);
  });

  it('include what the views have read, without a request', async () => {
    const { make, templates, requests } = await setUp();
    const ids = make();
    templates.show({
      environment: 'sandbox',
      items: [{ id: 'Abcdefgh01', title: 'Seen', roles: [] }],
      completeAt: 500,
    });
    assert.equal(ids.index.get('sandbox', 'Abcdefgh01')?.title, 'Seen');
    assert.ok(ids.index.isComplete('sandbox', 'template', 1000));
    assert.equal(requests('sandbox'), 0);
  });

  it('are dropped when the account or the host changes', async () => {
    const { make, template, environments, store } = await setUp();
    const id = template('live', 'NDA');
    const ids = make();
    await Promise.all([ids.need('live'), ids.need('sandbox')]);
    environments.set('live', account('ada@example.com'), 2);
    assert.ok(ids.index.has(id), 'another token of the same account');
    environments.set('live', account('bob@example.com'), 3);
    assert.ok(!ids.index.has(id));
    assert.ok(!store.files.has('live'));
    environments.set('live', { state: 'none' }, undefined);
    assert.equal(ids.index.owner('live'), undefined);
  });

  it('aren’t fetched with a rejected token or without one', async () => {
    const { make, environments, requests } = await setUp();
    environments.set('live', { state: 'rejected' }, 1);
    environments.set('sandbox', { state: 'none' }, undefined);
    const ids = make();
    await ids.need('sandbox');
    assert.deepEqual([requests('sandbox'), requests('live'), environments.asked], [0, 0, []]);
  });

  it('aren’t fetched again at once after a failure, and aren’t complete', async () => {
    const { make, accounts, environments, errors, requests } = await setUp();
    const { emulator } = accounts.sandbox;
    await emulator.close();
    emulators.splice(emulators.indexOf(emulator), 1);
    const ids = make();
    await Promise.all([ids.need('sandbox'), ids.need('live')]);
    await ids.need('sandbox');
    assert.equal(errors.length, 1, String(environments.asked));
    assert.ok(!ids.index.isComplete('sandbox', 'template', 1000));
    assert.equal(requests('live'), 1);
  });

  it('are restored in the next window, for the same account only', async () => {
    const store = new MemoryStore();
    store.files.set('live', {
      owner: { origin: 'https://elsewhere.example', savedAt: 1 },
      ids: [{ id: 'Elsewhere1', kind: 'template', roles: [], seenAt: 1 }],
    });
    const { make, environments } = await setUp(store);
    const { baseUrl } = environments.status('sandbox');
    assert.ok(baseUrl.ok);
    store.files.set('sandbox', {
      owner: { origin: baseUrl.origin, savedAt: 1, email: 'ada@example.com' },
      ids: [{ id: 'Rememberd1', kind: 'document', title: 'Kept', roles: [], seenAt: 1 }],
    });
    const ids = make();
    await ids.need('sandbox');
    assert.equal(ids.index.get('sandbox', 'Rememberd1')?.title, 'Kept');
    assert.ok(!ids.index.has('Elsewhere1'));
    assert.ok(!store.files.has('live'), 'the IDs of another account are deleted');
  });

  it('aren’t restored when a complete list no longer has them', async () => {
    const store = new MemoryStore();
    const { make, environments, templates } = await setUp(store);
    const { baseUrl } = environments.status('sandbox');
    assert.ok(baseUrl.ok);
    store.files.set('sandbox', {
      owner: { origin: baseUrl.origin, savedAt: 1 },
      ids: [
        { id: 'Deleted001', kind: 'template', roles: [], seenAt: 1 },
        { id: 'Document01', kind: 'document', roles: [], seenAt: 1 },
      ],
    });
    const ids = make();
    templates.show({ environment: 'sandbox', items: [], completeAt: 900 });
    await ids.need('sandbox');
    assert.deepEqual([ids.index.has('Deleted001'), ids.index.has('Document01')], [false, true]);
  });

  it('remove their listeners when disposed', async () => {
    const { make, templates } = await setUp();
    const ids = make();
    assert.equal(templates.listened, 1);
    ids.dispose();
    assert.equal(templates.listened, 0);
  });

  it('aren’t fetched after disposal', async () => {
    const { make, requests } = await setUp();
    const ids = make();
    ids.dispose();
    await ids.need('sandbox');
    assert.deepEqual([requests('sandbox'), requests('live')], [0, 0]);
  });
});
