import * as assert from 'node:assert';
import { createRequire } from 'node:module';
import type * as Client from '../../../src/api/client';
import type * as Errors from '../../../src/api/errors';
import type * as Check from '../../../src/templateIdFiles/checkTemplateIds';
import type * as Write from '../../../src/templateIdFiles/writeTemplateIds';
import type { EnvironmentName } from '../../../src/api/environmentName';
import type { TemplateIdsContext } from '../../../src/templateIdFiles/readTemplates';
import { startEmulator, type Account, type Emulator } from '../../emulator';
import { ImpatientClock, KeptLog, testFetch, token } from '../support/client';
import { Desk, withDesk } from './desk';

const source = createRequire(__filename);
const load = () => {
  const { OpenSignClient } = source('../../../src/api/client') as typeof Client;
  const { OpenSignError } = source('../../../src/api/errors') as typeof Errors;
  const folder = '../../../src/templateIdFiles';
  const { checkTemplateIds } = source(`${folder}/checkTemplateIds`) as typeof Check;
  const { exportTemplateIds, updateTemplateIds } = source(`${folder}/writeTemplateIds`) as typeof Write;
  return { OpenSignClient, OpenSignError, checkTemplateIds, exportTemplateIds, updateTemplateIds };
};

type Known = Readonly<Record<EnvironmentName, { readonly emulator: Emulator; readonly account: Account }>>;

/** The commands with two emulators, and files and dialogs in memory. */
describe('template ID files', () => {
  let code: ReturnType<typeof load>;
  let restore: () => void = () => undefined;
  let desk = new Desk();
  let uninstall: () => void = () => undefined;
  let known: Known | undefined;
  const unusable = new Map<EnvironmentName, Errors.ErrorKind>();
  const logged: unknown[] = [];
  let requests = new KeptLog();

  before(() => {
    ({ loaded: code, restore } = withDesk(load));
  });
  after(() => restore());
  beforeEach(async () => {
    desk = new Desk();
    uninstall = desk.install();
    known = { live: await start('live'), sandbox: await start('sandbox') };
    unusable.clear();
    logged.length = 0;
    requests = new KeptLog();
  });
  afterEach(async () => {
    uninstall();
    await Promise.all([known?.live.emulator.close(), known?.sandbox.emulator.close()]);
    assert.ok(!JSON.stringify([...desk.files, desk.asked, logged]).includes(token));
  });

  async function start(environment: EnvironmentName) {
    const emulator = await startEmulator({ environment });
    return { emulator, account: emulator.addAccount({ token, name: 'Ada', email: 'ada@example.com' }) };
  }

  function server(environment: EnvironmentName) {
    assert.ok(known !== undefined);
    return known[environment];
  }

  function add(environment: EnvironmentName, ...titles: readonly string[]): readonly string[] {
    return titles.map((title) => {
      const { account } = server(environment);
      const createdAt = new Date(Date.UTC(2026, 0, 1) + account.templates().length * 60_000);
      return account.addTemplate({ title, roles: [], createdAt }).id;
    });
  }

  function template(environment: EnvironmentName, title: string) {
    const found = server(environment)
      .account.templates()
      .find((one) => one.title === title);
    assert.ok(found !== undefined, title);
    return found;
  }

  const context: TemplateIdsContext = {
    environments: {
      active: 'sandbox',
      client: (environment) => {
        const kind = unusable.get(environment);
        if (kind !== undefined) {
          return Promise.reject(new code.OpenSignError(kind, { environment }));
        }
        return Promise.resolve(
          new code.OpenSignClient({
            environment,
            baseUrl: `${server(environment).emulator.origin}/api/v1.2`,
            token,
            fetch: testFetch,
            clock: new ImpatientClock(),
            log: requests,
            timeouts: { readMs: 5000, uploadMs: 5000 },
          }),
        );
      },
    },
    get state() {
      return desk.memento;
    },
    log: {
      error: (...args: readonly unknown[]) => void logged.push(args.map(String)),
      detach: (_context, message) => void message.catch((error: unknown) => logged.push(String(error))),
    },
  };

  const file = '/work/src/ids.ts';

  async function exportTo(path: string): Promise<string> {
    desk.answer = ({ what }) => (what === 'save' ? path : undefined);
    await code.exportTemplateIds(context);
    desk.answer = () => undefined;
    return desk.files.get(path) ?? '';
  }

  const update = (...args: readonly unknown[]) => code.updateTemplateIds(context, args);

  /** "identifier live sandbox" of a .ts file. */
  function idsIn(text = desk.files.get(file) ?? ''): readonly string[] {
    const pattern = /(\w+): \{\s+live: "?(\w+)"?,\s+sandbox: "?(\w+)"?,/g;
    return [...text.matchAll(pattern)].map(([, ...parts]) => parts.join(' '));
  }

  describe('exported', () => {
    it('have both environments, and only reads are requested', async () => {
      const [nda, lease] = add('live', 'NDA', 'Lease');
      const [ndaHere, trial] = add('sandbox', 'nda', 'Trial');
      await exportTo(file);
      assert.deepStrictEqual(idsIn(), [
        `lease ${lease} null`,
        `nda ${nda} ${ndaHere}`,
        `trial null ${trial}`,
      ]);
      assert.deepStrictEqual(desk.messages('message'), ['Wrote the IDs of 3 templates to ids.ts.']);
      assert.deepStrictEqual(desk.progress, ['Reading templates in Live and Sandbox…']);
      assert.deepStrictEqual(desk.writes, [file]);
      for (const environment of ['live', 'sandbox'] as const) {
        const methods = server(environment).emulator.journal.entries.map(({ method }) => method);
        assert.deepStrictEqual(new Set(methods), new Set(['GET']));
      }
    });

    it('report that an environment has no token, with a button to set it', async () => {
      add('sandbox', 'NDA');
      unusable.set('live', 'noToken');
      desk.answer = ({ what }) => (what === 'save' ? file : 'Set API Token…');
      await code.exportTemplateIds(context);
      await new Promise(setImmediate);
      assert.match(idsIn().join(), /^nda null \w+$/);
      assert.deepStrictEqual(desk.messages('message'), [
        'Wrote the IDs of one template to ids.ts. Live was skipped. Live has no API token yet.',
      ]);
      assert.deepStrictEqual(desk.commands, [['opensign.setToken', 'live']]);
    });

    it('are refused without any token', async () => {
      unusable.set('live', 'noToken').set('sandbox', 'otherOrigin');
      await assert.rejects(code.exportTemplateIds(context), { kind: 'otherOrigin' });
      assert.deepStrictEqual(desk.asked, []);
    });

    it('aren’t written when one environment fails, which is named', async () => {
      add('sandbox', 'NDA');
      server('live').emulator.faults.add({
        path: '/templatelist',
        status: 405,
        body: { error: 'Invalid API Token!' },
      });
      await exportTo(file);
      assert.strictEqual(desk.files.size, 0);
      const [text = ''] = desk.messages();
      assert.match(
        text,
        /^Stopped because the templates in Live couldn’t be read\. Live rejected the API token/,
      );
      assert.strictEqual(desk.asked[0]?.what, 'error');
      assert.strictEqual(logged.length, 1);
    });

    it('abort the other environment when one fails', async () => {
      server('sandbox').emulator.faults.add({ path: '/templatelist', hang: true });
      server('live').emulator.faults.add({ path: '/templatelist', status: 400, delayMs: 100 });
      await exportTo(file);
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepStrictEqual(
        requests.lines
          .map((line) => JSON.parse(line) as { environment: string; outcome: unknown })
          .map(({ environment, outcome }) => `${environment} ${String(outcome)}`),
        ['live 400 invalidRequest', 'sandbox canceled'],
      );
    });

    it('can be canceled silently', async () => {
      add('sandbox', 'NDA');
      desk.whenProgress = (cancel) => cancel();
      await assert.rejects(code.exportTemplateIds(context), { kind: 'canceled' });
      assert.deepStrictEqual([desk.asked, logged, desk.files.size], [[], [], 0]);
    });

    it('ask for another name when IDs can’t be written to the first', async () => {
      add('sandbox', 'NDA');
      const paths = ['/work/ids.txt', '/work/ids.json'];
      desk.answer = ({ what, choices }) => (what === 'save' ? paths.shift() : choices[0]);
      await code.exportTemplateIds(context);
      assert.deepStrictEqual([...desk.files.keys()], ['/work/ids.json']);
      assert.match(desk.messages('modal')[0] ?? '', /^IDs can’t be written to ids\.txt\./);
    });

    it('suggest the format of the active editor', async () => {
      add('sandbox', 'NDA');
      desk.files.set('/work/app.py', '');
      desk.open('/work/app.py');
      await code.exportTemplateIds(context);
      assert.deepStrictEqual(desk.asked[0]?.choices, ['/work/opensign_templates.py']);
    });

    it('keep the identifiers of a file that is exported to again', async () => {
      add('sandbox', 'NDA');
      await exportTo(file);
      template('sandbox', 'NDA').title = 'Secrecy';
      await exportTo(file);
      assert.match(idsIn().join(), /^nda null \w+$/);
      assert.deepStrictEqual(desk.messages('message').at(-1), 'Updated ids.ts: 1 renamed.');
    });

    it('keep the other variables of an .env', async () => {
      const [id] = add('sandbox', 'NDA');
      desk.files.set('/work/.env', 'A=1');
      const text = await exportTo('/work/.env');
      assert.match(text, /^A=1\n\n# OpenSign template IDs/);
      assert.match(text, new RegExp(`^OPENSIGN_SANDBOX_TEMPLATE_NDA=${id}$`, 'm'));
    });
  });

  describe('updated', () => {
    it('show what changed in the templates', async () => {
      add('live', 'NDA', 'Lease', 'Old');
      add('sandbox', 'NDA', 'Lease');
      await exportTo(file);
      const before = idsIn();
      template('live', 'NDA').title = 'Secrecy';
      template('sandbox', 'NDA').title = 'Secrecy';
      template('live', 'Old').archived = true;
      const [second, extra] = add('live', 'NDA', 'Addendum');
      await update();
      assert.deepStrictEqual(idsIn(), [
        `addendum ${extra} null`,
        ...before.filter((line) => !line.startsWith('old ')),
        `nda2 ${second} null`,
      ]);
      assert.strictEqual(desk.messages().at(-1), 'Updated ids.ts: 2 added, 1 renamed, 1 removed.');
      assert.match(desk.files.get(file) ?? '', /\/\*\* Secrecy \*\/\n {2}nda:/);
      await update();
      assert.strictEqual(desk.messages().at(-1), 'ids.ts is already up to date.');
      assert.deepStrictEqual(desk.writes, [file, file]);
      // The file was remembered, so no search was needed.
      assert.deepStrictEqual(new Set(desk.progress), new Set(['Reading templates in Live and Sandbox…']));
    });

    it('are opened by the button in the message', async () => {
      add('sandbox', 'NDA');
      await exportTo(file);
      desk.answer = ({ choices }) => choices.find((one) => one === 'Open File');
      await update();
      await new Promise(setImmediate);
      assert.deepStrictEqual(desk.commands, [['show', file]]);
    });

    it('are changed by one edit for Undo when they are open, and saved', async () => {
      add('sandbox', 'NDA');
      const text = await exportTo(file);
      desk.writes.length = 0;
      const document = desk.open(file);
      add('sandbox', 'Lease');
      await update();
      assert.deepStrictEqual(document.undo, [text]);
      assert.ok(!document.isDirty);
      assert.deepStrictEqual(desk.writes, []);
      assert.strictEqual(desk.files.get(file), document.getText());
      assert.strictEqual(idsIn().length, 2);
      await update();
      assert.strictEqual(document.undo.length, 1);
    });

    it('keep Windows line endings', async () => {
      add('sandbox', 'NDA');
      desk.files.set(file, (await exportTo(file)).replaceAll('\n', '\r\n'));
      add('sandbox', 'Lease');
      await update();
      assert.strictEqual(idsIn().length, 2);
      assert.doesNotMatch(desk.files.get(file) ?? '', /[^\r]\n/);
    });

    it('are found in the workspace by their header', async () => {
      add('sandbox', 'NDA');
      const text = await exportTo(file);
      desk.state.clear();
      desk.files.set('/work/node_modules/x/ids.ts', text);
      desk.files.set('/work/other.ts', 'export const x = 1;');
      add('sandbox', 'Lease');
      await update();
      assert.strictEqual(idsIn().length, 2);
      assert.deepStrictEqual(desk.progress.slice(1), [
        'Searching for template ID files…',
        'Reading templates in Live and Sandbox…',
      ]);
    });

    it('are picked when there are several, unless one is given', async () => {
      add('sandbox', 'NDA');
      await exportTo(file);
      await exportTo('/work/ids.py');
      desk.answer = ({ what }) => (what === 'pick' ? 'ids.ts' : undefined);
      await update();
      assert.strictEqual(desk.messages().at(-1), 'ids.ts is already up to date.');
      assert.strictEqual(desk.messages('pick').length, 1);
      await update(desk.uri('/work/ids.py'), [desk.uri('/work/ids.py')]);
      assert.strictEqual(desk.messages().at(-1), 'ids.py is already up to date.');
      assert.strictEqual(desk.messages('pick').length, 1);
    });

    it('are offered for export when none is found', async () => {
      desk.hasFolder = false;
      desk.answer = ({ choices }) => choices[0];
      await update();
      await new Promise(setImmediate);
      assert.deepStrictEqual(desk.messages(), ['No file with template IDs was found.']);
      assert.deepStrictEqual(desk.commands, [['opensign.exportTemplateIds']]);
      desk.files.set('/work/other.ts', 'export const x = 1;');
      await update(desk.uri('/work/other.ts'));
      assert.match(desk.messages().at(-1) ?? '', /^other\.ts has no exported template IDs/);
    });

    it('aren’t overwritten without asking when they were edited by hand', async () => {
      add('sandbox', 'NDA');
      const edited = `${await exportTo(file)}\nexport const mine = 1;\n`;
      desk.files.set(file, edited);
      await update();
      assert.match(desk.messages('modal')[0] ?? '', /^Replace the IDs in ids\.ts\? It was edited by hand/);
      assert.strictEqual(desk.files.get(file), edited);
      desk.answer = ({ what }) => (what === 'modal' ? 'Replace' : undefined);
      await update();
      assert.doesNotMatch(desk.files.get(file) ?? '', /mine/);
      assert.strictEqual(idsIn().length, 1);
    });

    it('aren’t overwritten without asking when the file is replaced while templates are read', async () => {
      add('sandbox', 'NDA');
      await exportTo(file);
      desk.whenProgress = () => void desk.files.set(file, 'newer');
      await update();
      assert.match(desk.messages('modal')[0] ?? '', /^Replace the IDs in ids\.ts\?/);
      assert.strictEqual(desk.files.get(file), 'newer');
    });

    it('aren’t overwritten when they change while a question is open', async () => {
      add('sandbox', 'NDA');
      desk.files.set(file, `${await exportTo(file)}\nexport const mine = 1;\n`);
      desk.answer = ({ what }) => {
        if (what === 'modal') {
          desk.files.set(file, 'newer');
        }
        return what === 'modal' ? 'Replace' : undefined;
      };
      await update();
      assert.strictEqual(desk.files.get(file), 'newer');
      assert.match(desk.messages('error').join(), /^Couldn’t write ids\.ts\./);
    });

    it('keep the IDs of an environment without a token', async () => {
      add('live', 'NDA');
      add('sandbox', 'NDA');
      await exportTo(file);
      const before = idsIn();
      unusable.set('live', 'noToken');
      add('sandbox', 'Lease');
      await update();
      assert.strictEqual(idsIn()[1], before[0]);
      assert.match(desk.messages().at(-1) ?? '', /: 1 added\. Live was skipped\./);
    });

    it('ask before all IDs of an environment are removed, as with another account’s token', async () => {
      add('live', 'NDA', 'Lease');
      const before = await exportTo(file);
      for (const one of server('live').account.templates()) {
        one.archived = true;
      }
      add('live', 'NDA');
      await update();
      assert.match(
        desk.messages('modal')[0] ?? '',
        /^Replace all Live IDs in ids\.ts\? None of its 2 IDs exist in Live/,
      );
      assert.strictEqual(desk.files.get(file), before);
      desk.answer = ({ what }) => (what === 'modal' ? 'Replace' : undefined);
      await update();
      assert.strictEqual(idsIn().length, 1);
    });

    it('ask about another account’s token also when the file was edited by hand', async () => {
      add('live', 'NDA', 'Lease');
      const edited = `${await exportTo(file)}\nexport const mine = 1;\n`;
      desk.files.set(file, edited);
      server('live')
        .account.templates()
        .forEach((one) => (one.archived = true));
      add('live', 'NDA');
      desk.answer = ({ what, text }) =>
        what === 'modal' && text.startsWith('Replace the IDs in') ? 'Replace' : undefined;
      await update();
      assert.match(desk.messages('modal').at(-1) ?? '', /^Replace all Live IDs in ids\.ts\?/);
      assert.strictEqual(desk.files.get(file), edited);
    });
  });

  describe('checked', () => {
    const check = () => code.checkTemplateIds(context);
    const shown = () =>
      desk.items.map(({ label, description, detail, kind }) =>
        Number(kind) === -1 ? `— ${label}` : [label, description, detail].join(' | '),
      );

    it('list templates of one environment only, duplicate titles, and what is out of date', async () => {
      const [, lease] = add('live', 'NDA', 'Lease');
      add('sandbox', 'NDA');
      await exportTo(file);
      const [second] = add('sandbox', 'NDA');
      const [first = ''] = server('sandbox')
        .account.templates()
        .map(({ id }) => id)
        .filter((id) => id !== second);
      template('live', 'NDA').title = 'nda';
      await check();
      assert.deepStrictEqual(shown(), [
        '— Only in Live',
        `Lease | not in Sandbox | ${lease}`,
        '— Duplicate titles in Sandbox',
        `NDA | 2 times | ${first}, ${second}`,
        '— Out of date: src/ids.ts',
        'NDA | not in the file yet | nda2',
        'nda | has a new title | nda',
      ]);
      assert.deepStrictEqual(desk.writes, [file]);
    });

    it('copy an ID, or run the commands that help', async () => {
      const [only] = add('sandbox', '$(rocket) Only');
      const picks = ['$\u2060(rocket) Only', 'Copy ID'];
      desk.answer = ({ what }) => (what === 'pick' ? picks.shift() : undefined);
      await check();
      assert.strictEqual(desk.clipboard, only);
      picks.push('$\u2060(rocket) Only', 'Copy Template to Other Environment…');
      await check();
      assert.deepStrictEqual(desk.commands, [['opensign.copyTemplateToOther']]);
    });

    it('offer no copy of a template that isn’t in the active environment', async () => {
      add('live', 'Only');
      desk.answer = ({ what, choices }) =>
        what === 'pick' ? choices.find((one) => one.endsWith('Only')) : undefined;
      await check();
      assert.deepStrictEqual(desk.asked.at(-1)?.choices, ['Copy ID']);
    });

    it('offer to update a file that is out of date', async () => {
      add('live', 'NDA');
      add('sandbox', 'NDA');
      desk.files.set(file, (await exportTo(file)).replaceAll('NDA', 'Old'));
      desk.answer = ({ what, choices }) =>
        what === 'pick' ? choices.find((one) => one === 'NDA') : undefined;
      await check();
      assert.strictEqual(desk.commands.map(String).join(), `opensign.updateTemplateIds,file://${file}`);
    });

    it('report that there are no problems', async () => {
      add('live', 'NDA');
      add('sandbox', 'nda');
      await exportTo(file);
      await check();
      assert.strictEqual(
        desk.messages().at(-1),
        'Live and Sandbox have the same templates, without duplicate titles. Up to date: src/ids.ts.',
      );
      assert.deepStrictEqual(desk.messages('pick'), []);
    });

    it('report which environment wasn’t compared', async () => {
      add('sandbox', 'NDA');
      unusable.set('live', 'noToken');
      desk.hasFolder = false;
      await check();
      assert.strictEqual(
        desk.messages().at(-1),
        'No problems found, but Live and Sandbox couldn’t be compared. Live was skipped. Live has no API token yet.',
      );
      add('sandbox', 'NDA');
      await check();
      assert.deepStrictEqual(shown().slice(2), [
        '— Not compared',
        'Set API Token… |  | Live was skipped. Live has no API token yet.',
      ]);
    });
  });
});
