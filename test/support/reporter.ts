import type MochaClass from 'mocha';
import type { MochaOptions, Runner } from 'mocha';
import * as mochaModule from 'mocha';
import { writeCounts } from '../../scripts/counts';

// What `require('mocha')` itself is differs between Node versions; this member of it does not, and is missing from
// mocha's types.
const { Mocha } = mochaModule as unknown as { readonly Mocha: typeof MochaClass };

/** mocha's spec report, plus the counts for the parent process. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeCounts({ passed: passes, failed: failures, skipped: pending });
    });
  }
}
