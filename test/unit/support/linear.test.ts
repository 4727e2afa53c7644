import * as assert from 'node:assert';
import { assertLinear } from './linear';

/** Uses the result, so that the loop isn’t optimized away. */
let sink = 0;

const loops = (count: number) => () => {
  for (let at = 0; at < count; at++) {
    sink = (sink + at) % 1_000_003;
  }
};

describe('assertLinear', () => {
  it('accepts work that grows with its input', () => {
    assertLinear('one loop', 100_000, loops);
  });

  it('rejects work that grows with the square of its input', () => {
    assert.throws(
      () => assertLinear('a loop in a loop', 1000, (size) => loops(size * size)),
      /a loop in a loop: four times the input \(\d+\) takes 1\d\.\d times as long/,
    );
  });
});
