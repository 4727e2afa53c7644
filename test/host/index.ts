// What VS Code calls inside its extension host: runs every *.test.js that lies beside this file once bundled.
import { appendFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import type MochaClass from 'mocha';
import type { MochaOptions, Runner, Test } from 'mocha';
import * as mochaModule from 'mocha';

// What \`require('mocha')\` itself is differs between the Nodes that VS Code embeds; this member of it does not, and
// is missing from mocha's types.
const { Mocha } = mochaModule as unknown as { readonly Mocha: typeof MochaClass };

/** The runner judges by these lines, not by the window's chatter: a line for each test, and `end` after the last. */
function report(line: object): void {
  const file = process.env.OPENSIGN_HOST_REPORT;
  if (file) {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  } else {
    console.log(JSON.stringify(line));
  }
}

class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    runner.on('pass', (test: Test) => {
      report({ state: 'passed', title: test.fullTitle(), ms: test.duration });
    });
    runner.on('pending', (test: Test) => {
      report({ state: 'skipped', title: test.fullTitle() });
    });
    runner.on('fail', (test: Test, error: Error) => {
      report({ state: 'failed', title: test.fullTitle(), error: error.stack ?? String(error) });
    });
    runner.on('end', () => {
      report({ end: true });
    });
  }
}

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, reporter: LineReporter });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.js')) {
      mocha.addFile(path.join(__dirname, file));
    }
  }
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures > 0) {
        reject(new Error(`${failures} failed`));
      } else {
        resolve();
      }
    });
  });
}
