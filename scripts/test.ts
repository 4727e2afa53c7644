// `npm test`: everything, in order. Prints as it goes; the last line is the sum of all suites.
import { rmSync } from 'node:fs';
import { closingLine, countsVariable, readCounts, sum, type Counts } from './counts';
import { packageVariable } from './package';
import { fromRoot, outputFolder, packageFile } from './paths';
import { run, secondsSince, tool } from './run';

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** `suite`: counts its own tests. `check`: is one test. `setup`: none; what needs it fails without it. */
  readonly kind: 'suite' | 'check' | 'setup';
}

const script = (name: string, kind: Step['kind'], file: string): Step => ({
  name,
  kind,
  command: tool('tsx'),
  args: [fromRoot('scripts', file)],
});

const check = (name: string, program: string, args: readonly string[]): Step => ({
  name,
  kind: 'check',
  command: tool(program),
  args,
});

const reporter = fromRoot('test', 'support', 'reporter.ts');

/** Need nothing of each other: two at a time, one per core. What takes longest on a fresh machine begins. */
const first: readonly Step[] = [
  script('chromium', 'setup', 'chromium.ts'),
  script('VS Code', 'setup', 'host-setup.ts'),
  check('format', 'prettier', ['--check', '.']),
  check('lint', 'eslint', ['--max-warnings', '0', '.']),
  check('types', 'tsc', ['--noEmit']),
  {
    name: 'unit',
    kind: 'suite',
    command: tool('mocha'),
    args: ['--forbid-only', '--exit', '--reporter', reporter],
  },
  script('package', 'check', 'package.ts'),
];

/** Each fills both cores by itself: VS Code on one side, Chromium on the other. */
const then: readonly Step[] = [
  script('host', 'suite', 'test-host.ts'),
  script('e2e', 'suite', 'test-e2e.ts'),
];

/** No step takes a fraction of this; one that hangs is a failure, not a reason to wait for ever. */
const limit = 15 * 60_000;

/** Lets one step at a time print live; the output of others waits for its turn. */
class Printer {
  private readonly waiting = new Map<string, string>();
  private readonly finished = new Set<string>();
  private turn = 0;

  constructor(private readonly order: readonly Step[]) {}

  print(step: Step, text: string): void {
    if (this.order[this.turn] === step) {
      process.stdout.write(text);
    } else {
      this.waiting.set(step.name, (this.waiting.get(step.name) ?? '') + text);
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
        process.stdout.write(this.waiting.get(following.name) ?? '');
        this.waiting.delete(following.name);
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
  const { code } = await run(step.command, step.args, { env, onOutput, timeout: limit }).catch(
    (error: unknown) => {
      onOutput(`${String(error)}\n`);
      return { code: 1 };
    },
  );
  const counts = countsOf(step, code, countsFile);
  printer.print(step, `── ${step.name}: ${code === 0 ? 'ok' : 'FAILED'}, ${secondsSince(start)}\n`);
  printer.finish(step);
  return counts;
}

function countsOf(step: Step, code: number, countsFile: string): Counts {
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
  const printer = new Printer([...first, ...then]);
  const counts: Counts[] = [];
  const queue = [...first];
  const worker = async (): Promise<void> => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const result = await runStep(step, printer);
      counts.push(result);
      if (step.name === 'package' && result.failed === 0) {
        process.env[packageVariable] = packageFile; // packed once, for both suites that install it
      }
    }
  };
  await Promise.all([worker(), worker()]);
  for (const step of then) {
    counts.push(await runStep(step, printer));
  }
  return sum(counts);
}

const start = Date.now();
void runAll().then((total) => {
  console.log(`\nall of it in ${secondsSince(start)}`);
  console.log(closingLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
