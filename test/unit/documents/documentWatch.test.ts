import * as assert from 'node:assert';
import type { EnvironmentName } from '../../../src/api/environmentName';
import { OpenSignError } from '../../../src/api/errors';
import type { DocumentState, SignerState } from '../../../src/api/documentState';
import {
  compareSnapshots,
  parseWatched,
  toSnapshot,
  type Snapshot,
  type Watched,
} from '../../../src/documents/documentSnapshot';
import { DocumentWatch } from '../../../src/documents/documentWatch';
import { changeText } from '../../../src/documents/watching';
import { FakeTime } from './fakeTime';

const second = 1000;
const minute = 60 * second;

const snapshot = (state: DocumentState['state'], ...signers: readonly SignerState[]): Snapshot => ({
  title: 'NDA',
  state: state === 'other' ? { state, word: 'odd' } : { state },
  signers,
});
const watched = (id: string, environment: EnvironmentName = 'sandbox'): Watched => ({
  environment,
  id,
  last: snapshot('inProgress', 'pending'),
});

function setUp() {
  const time = new FakeTime();
  const looks: string[] = [];
  const reported: string[] = [];
  const saved: (readonly Watched[])[] = [];
  const answers = new Map<string, Snapshot | OpenSignError>();
  const state = { waiting: 0, most: 0, slow: 0 };
  const watch = new DocumentWatch({
    clock: time,
    fetch: async ({ id, environment }, signal) => {
      looks.push(`${String(time.now() / second)} ${environment === 'live' ? 'live/' : ''}${id}`);
      state.waiting++;
      state.most = Math.max(state.most, state.waiting);
      try {
        // A slow server ignores the signal.
        await time.sleep(state.slow);
        if (signal.aborted) {
          throw new OpenSignError('canceled');
        }
        const answer = answers.get(id) ?? snapshot('inProgress', 'pending');
        if (answer instanceof OpenSignError) {
          throw answer;
        }
        return answer;
      } finally {
        state.waiting--;
      }
    },
    onChange: (item, change) =>
      reported.push(`${item.id} ${change.state?.state ?? ''} ${change.signers.map((s) => s.state).join()}`),
    onGone: ({ id }) => reported.push(`${id} gone`),
    onSave: (all) => saved.push(all),
  });
  return { time, looks, reported, saved, answers, state, watch };
}

describe('document watch', () => {
  it('polls after 30 seconds, then backs off up to five minutes', async () => {
    const { time, looks, watch } = setUp();
    watch.setActive('sandbox');
    watch.watch(watched('a'));
    await time.pass(29 * second);
    assert.deepStrictEqual(looks, []);
    await time.pass(30 * minute);
    assert.deepStrictEqual(looks.slice(0, 7), [
      '30 a',
      '90 a',
      '210 a',
      '450 a',
      '750 a',
      '1050 a',
      '1350 a',
    ]);
  });

  it('returns to the shortest interval after a change, and reports the change once', async () => {
    const { time, looks, reported, answers, watch } = setUp();
    watch.setActive('sandbox');
    watch.watch(watched('a'));
    await time.pass(100 * second);
    answers.set('a', snapshot('inProgress', 'viewed'));
    await time.pass(200 * second);
    assert.deepStrictEqual(reported, ['a  viewed']);
    assert.deepStrictEqual(looks, ['30 a', '90 a', '210 a', '240 a', '300 a']);
  });

  it('reports every step of every signer once, and ends with the document', async () => {
    const { time, looks, reported, answers, saved, watch } = setUp();
    watch.setActive('sandbox');
    watch.watch({ environment: 'sandbox', id: 'a', last: snapshot('inProgress', 'pending', 'pending') });
    const steps: readonly Snapshot[] = [
      snapshot('inProgress', 'viewed', 'pending'),
      snapshot('inProgress', 'signed', 'viewed'),
      snapshot('completed', 'signed', 'signed'),
    ];
    for (const step of steps) {
      answers.set('a', step);
      await time.pass(6 * minute);
    }
    assert.deepStrictEqual(reported, ['a  viewed', 'a  signed,viewed', 'a completed signed']);
    assert.strictEqual(watch.isWatched({ environment: 'sandbox', id: 'a' }), false);
    assert.deepStrictEqual(saved.at(-1), []);
    const { length } = looks;
    await time.pass(60 * minute);
    assert.strictEqual(looks.length, length);
  });

  for (const end of ['completed', 'declined', 'expired'] as const) {
    it(`ends when the document is ${end}`, async () => {
      const { time, reported, answers, watch } = setUp();
      watch.setActive('sandbox');
      watch.watch(watched('a'));
      answers.set('a', snapshot(end, 'pending'));
      await time.pass(minute);
      assert.deepStrictEqual(reported, [`a ${end} `]);
      assert.deepStrictEqual(watch.all, []);
    });
  }

  it('makes no request while paused, and polls what is due when resumed', async () => {
    const { time, looks, watch } = setUp();
    watch.setActive('sandbox');
    watch.watch(watched('a'));
    await time.pass(31 * second);
    watch.setActive(undefined);
    await time.pass(10 * minute);
    assert.deepStrictEqual(looks, ['30 a']);
    watch.setActive('sandbox');
    await time.pass(second);
    assert.deepStrictEqual(looks, ['30 a', '631 a']);
  });

  it('keeps its interval when it is paused and resumed often', async () => {
    const { time, looks, watch } = setUp();
    watch.watch(watched('a'));
    for (let times = 0; times < 29; times++) {
      watch.setActive('sandbox');
      await time.pass(second / 2);
      watch.setActive(undefined);
      await time.pass(second / 2);
    }
    assert.deepStrictEqual(looks, []);
  });

  it('doesn’t poll documents of the other environment', async () => {
    const { time, looks, watch } = setUp();
    watch.setActive('sandbox');
    watch.watch(watched('a'));
    watch.watch(watched('b', 'live'));
    await time.pass(100 * second);
    assert.deepStrictEqual(looks, ['30 a', '90 a']);
    watch.setActive('live');
    await time.pass(second);
    assert.deepStrictEqual(looks, ['30 a', '90 a', '100 live/b']);
    assert.strictEqual(watch.all.length, 2);
  });

  it('never makes two requests at once, and drops the response of a canceled one', async () => {
    const { time, looks, reported, answers, state, watch } = setUp();
    state.slow = 20 * second;
    answers.set('a', snapshot('completed'));
    watch.setActive('sandbox');
    for (const id of ['a', 'b', 'c']) {
      watch.watch(watched(id));
    }
    await time.pass(35 * second);
    watch.unwatch({ environment: 'sandbox', id: 'a' });
    watch.setActive('live');
    watch.setActive('sandbox');
    await time.pass(40 * second);
    assert.strictEqual(state.most, 1);
    assert.deepStrictEqual(reported, []);
    assert.deepStrictEqual(looks, ['30 a', '50 b', '70 c']);
  });

  it('backs off after an error without reporting it, and continues', async () => {
    const { time, looks, reported, answers, watch } = setUp();
    answers.set('a', new OpenSignError('offline'));
    watch.setActive('sandbox');
    watch.watch(watched('a'));
    await time.pass(300 * second);
    assert.deepStrictEqual(looks, ['30 a', '90 a', '210 a']);
    assert.deepStrictEqual(reported, []);
    answers.set('a', snapshot('inProgress', 'signed'));
    await time.pass(200 * second);
    assert.deepStrictEqual(reported, ['a  signed']);
  });

  it('ends when the document no longer exists', async () => {
    const { time, reported, answers, saved, watch } = setUp();
    answers.set('a', new OpenSignError('notFound'));
    watch.setActive('sandbox');
    watch.watch(watched('a'));
    await time.pass(minute);
    assert.deepStrictEqual(reported, ['a gone']);
    assert.deepStrictEqual(saved.at(-1), []);
  });

  it('restores what was saved after a reload, and polls it 30 seconds later', async () => {
    const before = setUp();
    before.watch.watch(watched('a'));
    before.watch.watch(watched('b', 'live'));
    const remembered: unknown = JSON.parse(JSON.stringify(before.saved.at(-1)));
    const { time, looks, reported, answers, watch } = setUp();
    watch.restore(parseWatched(remembered));
    watch.setActive('sandbox');
    assert.deepStrictEqual(watch.all, [watched('a'), watched('b', 'live')]);
    answers.set('a', snapshot('inProgress', 'viewed'));
    await time.pass(29 * second);
    assert.deepStrictEqual(looks, []);
    await time.pass(second);
    assert.deepStrictEqual(reported, ['a  viewed']);
  });

  it('stores no addresses, and drops those that version 0.1.0 stored', () => {
    const document = { id: 'a', title: 'NDA', roles: [{ email: 'Li@example.com' }, { role: 'Two' }] };
    const { watch, saved } = setUp();
    watch.watch({ environment: 'sandbox', id: 'a', last: toSnapshot(document, 'inprogress') });
    assert.ok(saved.length > 0);
    assert.doesNotMatch(JSON.stringify(saved), /@/);
    const old = { title: 'NDA', state: { state: 'inProgress' } };
    const signers = [{ key: 'li@example.com', state: 'viewed' }];
    const remembered = parseWatched([{ environment: 'sandbox', id: 'a', last: { ...old, signers } }]);
    assert.deepStrictEqual(remembered, [
      { environment: 'sandbox', id: 'a', last: { ...old, signers: ['viewed'] } },
    ]);
  });

  it('drops stored values that aren’t valid', () => {
    const good = watched('a');
    const odd = { ...good, last: { ...snapshot('other'), signers: ['asleep', 7] } };
    assert.deepStrictEqual(
      parseWatched([
        null,
        7,
        { id: 'a' },
        { ...good, environment: 'mars' },
        { ...good, id: '../x' },
        good,
        odd,
      ]),
      [good, { ...good, last: { ...snapshot('other'), signers: [] } }],
    );
    assert.deepStrictEqual(parseWatched('nothing'), []);
  });

  it('makes no request after it is disposed', async () => {
    const { time, looks, watch } = setUp();
    watch.setActive('sandbox');
    watch.watch(watched('a'));
    watch.dispose();
    await time.pass(60 * minute);
    assert.deepStrictEqual(looks, []);
  });
});

describe('difference between snapshots', () => {
  it('ignores a title, and progress that becomes unknown', () => {
    const before = snapshot('inProgress', 'signed');
    assert.strictEqual(compareSnapshots(before, { ...before, title: 'Other' }), undefined);
    assert.strictEqual(compareSnapshots(before, snapshot('inProgress', 'noDetails')), undefined);
  });

  it('ignores progress when the number of signers changed', () => {
    assert.strictEqual(
      compareSnapshots(snapshot('inProgress', 'signed'), snapshot('inProgress', 'pending', 'signed')),
      undefined,
    );
  });

  it('contains an unknown status that became another', () => {
    const other = (word: string): Snapshot => ({ state: { state: 'other', word }, signers: [] });
    assert.strictEqual(compareSnapshots(other('a'), other('a')), undefined);
    assert.deepStrictEqual(compareSnapshots(other('a'), other('b'))?.state, { state: 'other', word: 'b' });
  });

  it('uses the certificate or the list when the server returns no state', () => {
    const document = { id: 'a', roles: [{ email: 'Li@example.com' }] };
    const before = toSnapshot(document, 'inprogress');
    assert.deepStrictEqual(before.signers, ['noDetails']);
    assert.strictEqual(compareSnapshots(before, toSnapshot(document, 'inprogress')), undefined);
    const completed = toSnapshot({ ...document, certificate: 'https://x' }, 'inprogress');
    assert.deepStrictEqual(compareSnapshots(before, completed)?.state, { state: 'completed' });
    assert.deepStrictEqual(compareSnapshots(before, toSnapshot(document, 'expired'))?.state, {
      state: 'expired',
    });
  });

  it('has one sentence for each change, and only one when the document has ended', () => {
    const roles = [{ name: 'Li Wei' }, { email: 'omar@example.com' }];
    const text = (...args: Parameters<typeof snapshot>) => {
      const last = snapshot(...args);
      const change = compareSnapshots(snapshot('inProgress', 'pending', 'pending'), last);
      assert.ok(change);
      return changeText({ environment: 'sandbox', id: 'a', last }, roles, change);
    };
    assert.strictEqual(text('inProgress', 'viewed', 'pending'), '“NDA” was viewed by Li Wei (Sandbox).');
    assert.strictEqual(
      text('inProgress', 'signed', 'viewed'),
      '“NDA” was signed by Li Wei (Sandbox). “NDA” was viewed by omar@example.com (Sandbox).',
    );
    assert.strictEqual(text('completed', 'signed', 'signed'), '“NDA” is completed (Sandbox).');
    assert.strictEqual(text('other', 'pending', 'pending'), '“NDA” is odd (Sandbox).');
  });
});
