// `npm run test:host [newest|minimum]`: test/host inside the extension host of real VS Codes.
import { build } from 'esbuild';
import { globSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium';
import { closingLine, sum, writeCounts, type Counts } from './counts';
import { setUpHost } from './host-setup';
import { hostNames, hostVersions, type HostName } from './hosts';
import { packageOnce } from './package';
import { fromRoot } from './paths';
import { main, secondsSince } from './run';
import { startEmulators, type Emulators } from '../test/support/emulators';
import { runInHost, type ReportLine } from '../test/support/inHost';

const signs = { passed: '  ok  ', failed: 'FAILED', skipped: '  --  ' };

/** Bundles each test file on its own, for the host to load beside the extension's own bundle. */
export async function bundleHostTests(): Promise<void> {
  const outdir = fromRoot('dist', 'test', 'host');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [fromRoot('test/host/index.ts'), ...globSync(fromRoot('test/host/**/*.test.ts'))],
    outbase: fromRoot('test/host'),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function runOn(name: HostName, emulators: Emulators): Promise<Counts> {
  const start = Date.now();
  const { lines, problem } = await runInHost(
    name,
    emulators,
    Number(process.env.OPENSIGN_HOST_TIMEOUT ?? 180_000),
  );
  console.log(`VS Code ${hostVersions[name]}`);
  lines.forEach(print);
  if (problem) {
    console.log(`FAILED ${problem}`);
  }
  const count = (state: ReportLine['state']): number => lines.filter((line) => line.state === state).length;
  const counts = {
    passed: count('passed'),
    failed: count('failed') + (problem ? 1 : 0),
    skipped: count('skipped'),
  };
  console.log(`${closingLine(counts)} in VS Code ${hostVersions[name]}, ${secondsSince(start)}`);
  return counts;
}

function print({ state, title, ms, error }: ReportLine): void {
  if (state) {
    console.log(`${signs[state]} ${title ?? ''}${ms ? ` (${ms} ms)` : ''}`);
    if (error) {
      console.log(error.replace(/^/gm, '         '));
    }
  }
}

main(async () => {
  const asked = hostNames.filter((name) => process.argv.includes(name));
  const names = asked.length > 0 ? asked : hostNames;
  await ensureChromium();
  for (const name of names) {
    await setUpHost(name);
  }
  // The host loads the checkout; its dist/extension.js is the one that packing builds.
  await Promise.all([packageOnce(), bundleHostTests()]);
  const counts: Counts[] = [];
  for (const name of names) {
    const emulators = await startEmulators();
    try {
      counts.push(await runOn(name, emulators));
    } finally {
      await emulators.close();
    }
  }
  const total = sum(counts);
  writeCounts(total);
  console.log(closingLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
