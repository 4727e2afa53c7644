// `npm run test:e2e [-- file…]`: the packed extension in a real workbench, driven as a user would; all of it in the
// newest VS Code, the smoke test also in the lowest one.
import { globSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium';
import { closingLine, countsVariable, readCounts, sum, writeCounts, type Counts } from './counts';
import { setUpHost } from './host-setup';
import { hostVersions, type HostName } from './hosts';
import { packageOnce, packageVariable } from './package';
import { fromRoot, outputFolder } from './paths';
import { main, run, secondsSince, tool } from './run';

/** Test files at a time. More than one pays off only where there are cores to spare. */
const jobs = Number(process.env.OPENSIGN_E2E_JOBS ?? 1);

const flags = [
  '--no-config',
  '--forbid-only',
  '--exit',
  ...['--require', 'tsx/cjs'],
  ...['--reporter', fromRoot('test', 'support', 'reporter.ts')],
  ...['--timeout', '90000'],
  ...['--slow', '5000'],
  ...(jobs > 1 ? ['--parallel', '--jobs', String(jobs)] : []),
];

async function runIn(host: HostName, files: readonly string[], vsix: string): Promise<Counts> {
  const start = Date.now();
  console.log(`\nVS Code ${hostVersions[host]}`);
  const countsFile = `${outputFolder}/counts-e2e-${host}.json`;
  rmSync(countsFile, { force: true });
  const { code } = await run(tool('mocha'), [...flags, ...files], {
    env: { ...process.env, [countsVariable]: countsFile, [packageVariable]: vsix, OPENSIGN_HOST: host },
    onOutput: (text) => process.stdout.write(text),
  });
  const counts = readCounts(countsFile, code);
  console.log(`${closingLine(counts)} in VS Code ${hostVersions[host]}, ${secondsSince(start)}`);
  return counts;
}

main(async () => {
  const asked = process.argv.slice(2);
  const files = asked.length > 0 ? asked : globSync(fromRoot('test/e2e/**/*.test.ts')).sort();
  await ensureChromium();
  await setUpHost('newest');
  await setUpHost('minimum');
  const vsix = await packageOnce();
  const counts = [await runIn('newest', files, vsix)];
  const smoke = files.filter((file) => file.endsWith('smoke.test.ts'));
  if (smoke.length > 0) {
    counts.push(await runIn('minimum', smoke, vsix));
  }
  const total = sum(counts);
  writeCounts(total);
  console.log(closingLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
