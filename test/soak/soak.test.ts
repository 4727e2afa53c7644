import * as assert from 'node:assert';
import * as fc from 'fast-check';
import { bundleExtension } from './bundle';
import { steps } from './steps';
import { World } from './world';

const seed = Number(process.env.OPENSIGN_SOAK_SEED ?? 20261125);
const total = Number(process.env.OPENSIGN_SOAK_STEPS ?? 200);
/** Maximum steps of one run, few enough to read when it fails. */
const maxSteps = 120;
/** Time to search for a shorter failing sequence. */
const shrinkingMs = Number(process.env.OPENSIGN_SOAK_SHRINK ?? 120) * 1000;

describe('the extension in two windows', function () {
  this.timeout(30 * 60_000);

  it(`keeps all invariants over ${total} steps`, async () => {
    const load = await bundleExtension();
    let done = 0;
    const counts = { requests: 0, writes: 0, certainWrites: 0, rows: 0 };
    let shrinkUntil: number | undefined;
    const property = fc.asyncProperty(
      fc.commands(steps, { maxCommands: maxSteps, size: 'max' }),
      async (sequence) => {
        if (shrinkUntil === undefined ? done >= total : Date.now() > shrinkUntil) {
          return;
        }
        const world = await World.start(load);
        try {
          await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence);
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
      `      ${done} steps: ${requests} requests, ${writes} writes (${certainWrites} undisturbed), ${rows} rows`,
    );
    assert.ok(certainWrites >= total / 50, 'Too few undisturbed writes to check the invariants');
  });
});
