import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { totalCredits, type Credits } from '../../../src/api/account';
import { OpenSignError } from '../../../src/api/errors';
import { getAccountSections, showAccount, type CreditsState } from '../../../src/account/accountPage';
import type { EnvironmentStatus } from '../../../src/environment/environments';
import { creditsText, type KnownCredits } from '../../../src/environment/knownCredits';
import { errorText } from '../../../src/ui/errorMessage';
import { useDialog } from '../support/dialog';

const status: EnvironmentStatus = {
  environment: 'sandbox',
  baseUrl: { ok: true, url: 'https://s.example/api/v1.2', origin: 'https://s.example', host: 's.example' },
  token: { state: 'valid', account: { name: 'Ada', email: 'ada@example.com' } },
  tokenSavedAt: 1,
};
const seen = (credits: Credits | undefined): CreditsState => ({ seen: { credits, seenAt: 0 } });
const nothing: CreditsState = { seen: undefined };

const titles = (of: EnvironmentStatus, credits: CreditsState) =>
  getAccountSections(of, credits).map(({ title }) => title);
const section = (title: string, of: EnvironmentStatus, credits: CreditsState) =>
  getAccountSections(of, credits).find((candidate) => candidate.title === title)?.rows ?? [];
const facts = (credits: CreditsState) =>
  section('Credits', status, credits).map(({ label, description }) => [label, description]);

describe('the account page', () => {
  it('shows account, token, host and environment', () => {
    const rows = section('Account', status, nothing);
    assert.deepStrictEqual(
      rows.map(({ label, description, action }) => [label, description, action]),
      [
        ['Ada (ada@example.com)', undefined, 'checkToken'],
        ['Token', 'valid when last checked', 'setToken'],
        ['Host', 's.example', 'open'],
        ['Environment', 'Sandbox', 'switchEnvironment'],
      ],
    );
  });

  it('shows plan, add-on and total credits and the renewal', () => {
    const credits = { plan: 87, addOn: 1500, total: 1587, renewal: { time: undefined, raw: 'soon' } };
    assert.deepStrictEqual(facts(seen(credits)), [
      ['Credits left', '1,587'],
      ['Plan credits', '87'],
      ['Add-on credits', '1,500'],
      ['Credits renew on', 'soon'],
    ]);
  });

  it('shows no credits without a subscription, and zero as zero', () => {
    assert.deepStrictEqual(titles(status, seen(undefined)), ['Account', 'Manage']);
    assert.deepStrictEqual(facts(seen({ plan: 0, addOn: 0, total: 0 }))[0], ['Credits left', '0']);
    assert.deepStrictEqual(facts(seen({})), [['Credits left', 'unknown']]);
  });

  it('shows when credits are loading or can’t be loaded', () => {
    assert.deepStrictEqual(facts(nothing), [['Loading the credits…', undefined]]);
    const problem = 'It is offline.';
    const [first] = section('Credits', status, { seen: undefined, problem });
    assert.deepStrictEqual(
      [first?.label, first?.detail, first?.action],
      ['Couldn’t load the credits', problem, 'refresh'],
    );
    const again = facts({ ...seen({ total: 3 }), problem });
    assert.deepStrictEqual(again[0], ['Couldn’t refresh the credits', undefined]);
    assert.deepStrictEqual(again[1], ['Credits left', '3']);
  });

  it('offers nothing that needs a token without one', () => {
    for (const token of [{ state: 'none' }, { state: 'otherOrigin', host: 'x' }] as const) {
      const without = { ...status, token };
      assert.deepStrictEqual(titles(without, nothing), ['Account']);
      assert.deepStrictEqual(
        section('Account', without, nothing).map(({ action }) => action),
        ['setToken', 'open', 'switchEnvironment'],
      );
    }
  });

  it('opens the setting when the base URL is invalid', () => {
    const bad: EnvironmentStatus = { ...status, baseUrl: { ok: false, reason: 'malformed', text: '' } };
    const actions = section('Account', bad, nothing).map(({ action }) => action);
    assert.ok(actions.includes('openBaseUrlSetting') && !actions.includes('open'));
  });

  it('doesn’t show the failure of a load that a new token made obsolete', async () => {
    const dialog = useDialog();
    const changed = new vscode.EventEmitter<EnvironmentName>();
    const reads: { end(): void; fail(error: Error): void }[] = [];
    let current = status;
    const credits = {
      get: () => undefined,
      read: () => new Promise<undefined>((end, fail) => reads.push({ end: () => end(undefined), fail })),
    } as Pick<KnownCredits, 'get' | 'read'> as KnownCredits;
    const done = showAccount({
      environments: {
        active: 'sandbox',
        status: () => current,
        onDidChangeActive: () => ({ dispose: () => {} }),
        onDidChangeStatus: changed.event,
      },
      credits,
    });
    const list = await dialog.list;
    current = { ...status, tokenSavedAt: 2 };
    changed.fire('sandbox');
    reads[0]?.fail(new OpenSignError('offline'));
    await new Promise((resolve) => setImmediate(resolve));
    reads[1]?.end();
    await new Promise((resolve) => setImmediate(resolve));
    assert.strictEqual(reads.length, 2);
    assert.ok(!list.items.some(({ label }) => label === 'Couldn’t load the credits'));
    list.hide();
    await done;
  });
});

describe('credits', () => {
  it('are added up if the server returns no total', () => {
    assert.strictEqual(totalCredits({ plan: 2, addOn: 3 }), 5);
    assert.strictEqual(totalCredits({ addOn: 3 }), 3);
    assert.strictEqual(totalCredits({ plan: 2, addOn: 3, total: 9 }), 9);
    assert.strictEqual(totalCredits({}), undefined);
  });

  it('fit into one line of a tooltip', () => {
    assert.strictEqual(creditsText({ plan: 87, addOn: 500, total: 587 }), '587 (87 plan, 500 add-on)');
    assert.strictEqual(creditsText({ total: 3 }), '3');
    assert.strictEqual(creditsText({}), undefined);
    assert.strictEqual(creditsText(undefined), undefined);
  });

  it('distinguish an account without credits from one without a plan, each with a link', () => {
    const quota = errorText(new OpenSignError('quota', { environment: 'live' }));
    const plan = errorText(new OpenSignError('subscription', { environment: 'live' }));
    assert.match(quota.message, /No credits left.*Buy credits/);
    assert.match(plan.message, /Live has no plan for this, or its plan has expired/);
    assert.strictEqual(quota.action?.command, 'vscode.open');
    assert.strictEqual(plan.action?.command, 'vscode.open');
    assert.notStrictEqual(String(quota.action.args[0]), String(plan.action.args[0]));
  });
});
