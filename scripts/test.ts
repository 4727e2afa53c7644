// `npm test`: runs every check and test. The last line has the totals.
import { globSync, rmSync } from 'node:fs';
import { closingLine, countsVariable, readCounts, sum, type Counts } from './counts';
import { packageVariable } from './package';
import { fromRoot, outputFolder, packageFile } from './paths';
import { run, secondsSince, tool } from './run';

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** A `suite` counts its tests, a `check` counts as one test, and a `setup` counts only if it fails. */
  readonly kind: 'suite' | 'check' | 'setup';
  /** Names of the steps that must end before this one starts. */
  readonly needs?: readonly string[];
}

const script = (name: string, kind: Step['kind'], file: string, ...args: readonly string[]): Step => ({
  name,
  kind,
  command: tool('tsx'),
  args: [fromRoot('scripts', file), ...args],
});

/** A script of package.json. */
const check = (name: string, npmScript: string): Step => ({
  name,
  kind: 'check',
  command: 'npm',
  args: ['run', '--silent', npmScript],
});

const reporter = fromRoot('test', 'support', 'reporter.ts');

/** A mocha suite, if its folder has tests. */
function suite(name: string): readonly Step[] {
  const files = globSync(fromRoot('test', name, '**', '*.test.ts')).sort();
  const args = ['--forbid-only', '--exit', '--reporter', reporter, ...files];
  return files.length === 0 ? [] : [{ name, kind: 'suite', command: tool('mocha'), args }];
}

const forWindows = ['chromium', 'VS Code', 'package'];

/**
 * Steps in the order in which they start, two at a time, as soon as their `needs` have ended. The suites that open windows
 * take longest and wait half of the time, so everything else runs in parallel.
 */
const steps: readonly Step[] = [
  script('VS Code', 'setup', 'hostSetup.ts'),
  script('chromium', 'setup', 'chromium.ts'),
  script('package', 'check', 'package.ts'),
  { ...script('e2e', 'suite', 'testE2e.ts'), needs: forWindows },
  ...suite('unit'),
  { ...script('host', 'suite', 'testHost.ts'), needs: forWindows },
  check('lint', 'lint'),
  ...suite('matrix'),
  ...suite('soak'),
  check('format', 'check:format'),
  check('types', 'types'),
];

/** Milliseconds after which a step counts as hanging. Steps take a small part of this. */
const timeout = 60 * 60_000;

/** Prints the output of one step at a time, in order. Buffers the output of the others. */
class Printer {
  private readonly buffered = new Map<string, string>();
  private readonly finished = new Set<string>();
  private turn = 0;

  constructor(private readonly order: readonly Step[]) {}

  print(step: Step, text: string): void {
    if (this.order[this.turn] === step) {
      process.stdout.write(text);
    } else {
      this.buffered.set(step.name, (this.buffered.get(step.name) ?? '') + text);
    }
  }

  finish(step: Step): void {
    this.finished.add(step.name);
    for (
      let next = this.order[this.turn];
      next && this.finished.has(next.name);
      next = this.order[this.turn]
    ) {
      this.turn++;
      const following = this.order[this.turn];
      if (following) {
        process.stdout.write(this.buffered.get(following.name) ?? '');
        this.buffered.delete(following.name);
      }
    }
  }
}

async function runStep(step: Step, printer: Printer): Promise<Counts> {
  const start = Date.now();
  const countsFile = `${outputFolder}/counts-${step.name}.json`;
  rmSync(countsFile, { force: true });
  const env = { ...process.env, [countsVariable]: countsFile };
  printer.print(step, `\n── ${step.name}\n`);
  const onOutput = (text: string): void => printer.print(step, text);
  const { code } = await run(step.command, step.args, { env, onOutput, timeout }).catch((error: unknown) => {
    onOutput(`${String(error)}\n`);
    return { code: 1 };
  });
  const counts = getCounts(step, code, countsFile);
  printer.print(step, `── ${step.name}: ${code === 0 ? 'ok' : 'FAILED'}, ${secondsSince(start)}\n`);
  printer.finish(step);
  return counts;
}

function getCounts(step: Step, code: number, countsFile: string): Counts {
  switch (step.kind) {
    case 'suite':
      return readCounts(countsFile, code);
    case 'check':
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    case 'setup':
      return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  }
}

async function runAll(): Promise<Counts> {
  const printer = new Printer(steps);
  const counts: Counts[] = [];
  const waiting = [...steps];
  const ended = new Set<string>();
  let running: readonly Promise<void>[] = [];
  while (waiting.length > 0 || running.length > 0) {
    const at = waiting.findIndex(({ needs = [] }) => needs.every((name) => ended.has(name)));
    if (at === -1 || running.length === 2) {
      await Promise.race(running);
      continue;
    }
    const [step] = waiting.splice(at, 1);
    if (step) {
      const work = runStep(step, printer).then((result) => {
        counts.push(result);
        ended.add(step.name);
        running = running.filter((other) => other !== work);
        if (step.name === 'package' && result.failed === 0) {
          // Both suites that install the package use this one.
          process.env[packageVariable] = packageFile;
        }
      });
      running = [...running, work];
    }
  }
  return sum(counts);
}

const start = Date.now();
void runAll().then((total) => {
  console.log(`\ntotal: ${secondsSince(start)}`);
  console.log(closingLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
