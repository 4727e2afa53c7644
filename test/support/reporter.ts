import type MochaClass from 'mocha';
import type { MochaOptions, Runner } from 'mocha';
import * as mochaModule from 'mocha';
import { writeCounts } from '../../scripts/counts';

// The default export of mocha differs between Node versions. This named export doesn't, but mocha's types lack it.
const { Mocha } = mochaModule as unknown as { readonly Mocha: typeof MochaClass };

/** mocha's spec reporter, which also writes the counts for the parent process. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeCounts({ passed: passes, failed: failures, skipped: pending });
    });
  }
}
