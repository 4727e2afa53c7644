import * as assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Debouncer } from '../../../src/ui/debouncer';

describe('the debouncer', () => {
  const done: string[] = [];
  let debouncer: Debouncer;
  const schedule = (key: string, name: string) => debouncer.schedule(key, 5, () => void done.push(name));
  beforeEach(() => {
    done.length = 0;
    debouncer = new Debouncer();
  });

  it('runs the latest work of each key once', async () => {
    schedule('a', 'first');
    schedule('b', 'other');
    schedule('a', 'second');
    await sleep(30);
    assert.deepEqual(done.sort(), ['other', 'second']);
    schedule('a', 'third');
    await sleep(30);
    assert.deepEqual(done.sort(), ['other', 'second', 'third']);
  });

  it('runs nothing that was canceled, or after its disposal', async () => {
    schedule('a', 'canceled');
    debouncer.cancel('a');
    schedule('b', 'disposed');
    debouncer.dispose();
    await sleep(30);
    assert.deepEqual(done, []);
  });
});
