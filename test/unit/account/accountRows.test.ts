import * as assert from 'node:assert';
import { totalCredits, type Credits } from '../../../src/api/account';
import { OpenSignError } from '../../../src/api/errors';
import { accountSections, creditsLine, type CreditsState } from '../../../src/account/accountRows';
import type { EnvironmentStatus } from '../../../src/environment/environments';
import { errorText } from '../../../src/ui/errorMessage';

const status: EnvironmentStatus = {
  environment: 'sandbox',
  baseUrl: { ok: true, url: 'https://s.example/api/v1.2', origin: 'https://s.example', host: 's.example' },
  token: { state: 'valid', account: { name: 'Ada', email: 'ada@example.com' } },
  tokenSavedAt: 1,
};
const seen = (credits: Credits | undefined): CreditsState => ({ seen: { credits, seenAt: 0 } });
const nothing: CreditsState = { seen: undefined };

const titles = (of: EnvironmentStatus, credits: CreditsState) =>
  accountSections(of, credits).map(({ title }) => title);
const section = (title: string, of: EnvironmentStatus, credits: CreditsState) =>
  accountSections(of, credits).find((candidate) => candidate.title === title)?.rows ?? [];
const facts = (credits: CreditsState) =>
  section('Credits', status, credits).map(({ label, description }) => [label, description]);

describe('account dialog', () => {
  it('tells account, token, host and environment', () => {
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

  it('tells plan, add-on and total credits and the renewal', () => {
    const credits = { plan: 87, addOn: 1500, total: 1587, renewal: { time: undefined, raw: 'soon' } };
    assert.deepStrictEqual(facts(seen(credits)), [
      ['Credits left', '1,587'],
      ['Credits of the plan', '87'],
      ['Add-on credits', '1,500'],
      ['The plan’s credits are renewed', 'soon'],
    ]);
  });

  it('says nothing of credits without a subscription, and shows none as none', () => {
    assert.deepStrictEqual(titles(status, seen(undefined)), ['Account', 'Manage']);
    assert.deepStrictEqual(facts(seen({ plan: 0, addOn: 0, total: 0 }))[0], ['Credits left', '0']);
    assert.deepStrictEqual(facts(seen({})), [['Credits left', 'not known']]);
  });

  it('says in words that credits are being read, or cannot be', () => {
    assert.deepStrictEqual(facts(nothing), [['Reading the credits…', undefined]]);
    const problem = 'It is offline.';
    const [first] = section('Credits', status, { seen: undefined, problem });
    assert.deepStrictEqual(
      [first?.label, first?.detail, first?.action],
      ['The credits are not known', problem, 'refresh'],
    );
    const again = facts({ ...seen({ total: 3 }), problem });
    assert.deepStrictEqual(again[0], ['The credits could not be read again', undefined]);
    assert.deepStrictEqual(again[1], ['Credits left', '3']);
  });

  it('offers nothing that needs a token where there is none', () => {
    for (const token of [{ state: 'none' }, { state: 'otherOrigin', host: 'x' }] as const) {
      const without = { ...status, token };
      assert.deepStrictEqual(titles(without, nothing), ['Account']);
      assert.deepStrictEqual(
        section('Account', without, nothing).map(({ action }) => action),
        ['setToken', 'open', 'switchEnvironment'],
      );
    }
  });

  it('keeps the way to the base URL open when it cannot be used', () => {
    const bad: EnvironmentStatus = { ...status, baseUrl: { ok: false, reason: 'malformed', text: '' } };
    const actions = section('Account', bad, nothing).map(({ action }) => action);
    assert.ok(actions.includes('openBaseUrlSetting') && !actions.includes('open'));
  });
});

describe('credits in words', () => {
  it('adds up what was told when there is no total', () => {
    assert.strictEqual(totalCredits({ plan: 2, addOn: 3 }), 5);
    assert.strictEqual(totalCredits({ addOn: 3 }), 3);
    assert.strictEqual(totalCredits({ plan: 2, addOn: 3, total: 9 }), 9);
    assert.strictEqual(totalCredits({}), undefined);
  });

  it('fit into one line of a tooltip', () => {
    assert.strictEqual(creditsLine({ plan: 87, addOn: 500, total: 587 }), '587 (87 of the plan, 500 add-on)');
    assert.strictEqual(creditsLine({ total: 3 }), '3');
    assert.strictEqual(creditsLine({}), undefined);
    assert.strictEqual(creditsLine(undefined), undefined);
  });

  it('an account without credits and one without a plan are told apart, each with a link', () => {
    const quota = errorText(new OpenSignError('quota', { environment: 'live' }));
    const plan = errorText(new OpenSignError('subscription', { environment: 'live' }));
    assert.match(quota.message, /No credits left.*Buy credits/);
    assert.match(plan.message, /Live has no plan for this, or its plan has expired/);
    assert.strictEqual(quota.action?.command, 'vscode.open');
    assert.strictEqual(plan.action?.command, 'vscode.open');
    assert.notStrictEqual(String(quota.action.args[0]), String(plan.action.args[0]));
  });
});
