// `npm run test:e2e [-- file…]`: tests the packed extension in a real workbench. The smoke test runs in the minimum VS
// Code, all other tests in the newest.
import { globSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import { ensureChromium } from './chromium';
import { closingLine, countsVariable, readCounts, sum, writeCounts, type Counts } from './counts';
import { setUpHost } from './hostSetup';
import { hostVersions, type HostName } from './hosts';
import { packageOnce, packageVariable } from './package';
import { fromRoot, outputFolder } from './paths';
import { main, run, secondsSince, tool } from './run';

/** Test files that run in parallel. More than one per core, because tests mostly wait for windows and messages. */
const jobs = Number(process.env.OPENSIGN_E2E_JOBS ?? (availableParallelism() > 1 ? 3 : 2));

const flags = [
  '--no-config',
  '--forbid-only',
  '--exit',
  ...['--require', 'tsx/cjs'],
  ...['--reporter', fromRoot('test', 'support', 'reporter.ts')],
  ...['--timeout', '600000'],
  ...['--slow', '5000'],
];

/** One test file in one VS Code, with its own server, browser and emulators. */
interface Job {
  readonly host: HostName;
  readonly file: string;
}

/** The longest files start first, so that the last ones to finish are short. */
const longest = [
  'documents',
  'editor',
  'upload',
  'environments',
  'templates',
  'layout',
  'hostileText',
  'demo',
];

function byLength(one: string, other: string): number {
  const rank = (file: string) => {
    const place = longest.findIndex((name) => path.basename(file).startsWith(name));
    return place === -1 ? longest.length : place;
  };
  return rank(one) - rank(other) || one.localeCompare(other);
}

async function runJob({ host, file }: Job, vsix: string): Promise<Counts> {
  const start = Date.now();
  const name = path.basename(file, '.test.ts');
  const countsFile = `${outputFolder}/counts-e2e-${name}-${host}.json`;
  rmSync(countsFile, { force: true });
  let output = '';
  const { code } = await run(tool('mocha'), [...flags, file], {
    env: { ...process.env, [countsVariable]: countsFile, [packageVariable]: vsix, OPENSIGN_HOST: host },
    onOutput: (text) => (output += text),
  });
  const counts = readCounts(countsFile, code);
  console.log(
    `${output.trimEnd()}\n\n${name}: ${closingLine(counts)} in VS Code ${hostVersions[host]}, ${secondsSince(start)}`,
  );
  return counts;
}

main(async () => {
  const selected = process.argv.slice(2);
  const files = (selected.length > 0 ? selected : globSync(fromRoot('test/e2e/**/*.test.ts'))).sort(byLength);
  await ensureChromium();
  await setUpHost('newest');
  await setUpHost('minimum');
  const vsix = await packageOnce();
  // The other tests cover the smoke test in the newest VS Code.
  const queue = files.map((file): Job => ({
    host: file.endsWith('smoke.test.ts') ? 'minimum' : 'newest',
    file,
  }));
  const counts: Counts[] = [];
  const worker = async (): Promise<void> => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      counts.push(await runJob(job, vsix));
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  const total = sum(counts);
  writeCounts(total);
  console.log(closingLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
