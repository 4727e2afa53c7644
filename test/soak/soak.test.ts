import * as assert from 'node:assert';
import * as fc from 'fast-check';
import { bundleExtension } from './bundle';
import { steps } from './steps';
import { World } from './world';

const seed = Number(process.env.OPENSIGN_SOAK_SEED ?? 20261125);
const total = Number(process.env.OPENSIGN_SOAK_STEPS ?? 200);
/** Steps in one life of the two windows, at most. Short enough to be read when something fails. */
const longest = 120;
/** How long a shorter way to a failure is looked for. What was found by then is printed. */
const shrinkingMs = Number(process.env.OPENSIGN_SOAK_SHRINK ?? 120) * 1000;

describe('the extension in two windows', function () {
  this.timeout(30 * 60_000);

  it(`keeps its promises over ${total} steps`, async () => {
    const load = await bundleExtension();
    let done = 0;
    const counts = { requests: 0, writes: 0, certainWrites: 0, rows: 0 };
    let shrinkUntil: number | undefined;
    const property = fc.asyncProperty(
      fc.commands(steps, { maxCommands: longest, size: 'max' }),
      async (life) => {
        if (shrinkUntil === undefined ? done >= total : Date.now() > shrinkUntil) {
          return;
        }
        const world = await World.start(load);
        try {
          await fc.asyncModelRun(() => ({ model: {}, real: world }), life);
        } catch (error) {
          shrinkUntil ??= Date.now() + shrinkingMs;
          throw error;
        } finally {
          done += world.steps;
          for (const name of ['requests', 'writes', 'certainWrites', 'rows'] as const) {
            counts[name] += world.invariants.counts[name];
          }
          await world.close();
        }
      },
    );
    await fc.assert(property, { seed, numRuns: total });
    const { requests, writes, certainWrites, rows } = counts;
    console.log(
      `      ${done} steps: ${requests} requests, ${writes} writes (${certainWrites} that nothing could prevent), ${rows} rows seen`,
    );
    assert.ok(certainWrites >= total / 50, 'too little happened for the invariants to mean anything');
  });
});
