// `npm run test:host [-- newest|minimum]`: runs test/host inside the extension host of real VS Codes.
import { ensureChromium } from './chromium';
import { closingLine, sum, writeCounts, type Counts } from './counts';
import { setUpHost } from './hostSetup';
import { bundleHostTests } from './hostTests';
import { hostNames, hostVersions, type HostName } from './hosts';
import { packageOnce } from './package';
import { main, secondsSince } from './run';
import { startEmulators, type Emulators } from '../test/support/emulators';
import { countReport, printReport } from '../test/support/hostReport';
import { runInHost } from '../test/support/inHost';

async function runOn(name: HostName, emulators: Emulators): Promise<Counts> {
  const start = Date.now();
  const { lines, problem } = await runInHost(
    name,
    emulators,
    Number(process.env.OPENSIGN_HOST_TIMEOUT ?? 900_000),
  );
  console.log(`VS Code ${hostVersions[name]}`);
  printReport(lines, problem);
  const counts = countReport(lines, problem);
  console.log(`${closingLine(counts)} in VS Code ${hostVersions[name]}, ${secondsSince(start)}`);
  return counts;
}

main(async () => {
  const selected = hostNames.filter((name) => process.argv.includes(name));
  const names = selected.length > 0 ? selected : hostNames;
  await ensureChromium();
  for (const name of names) {
    await setUpHost(name);
  }
  // The host loads the extension from this folder, with the bundle that packing builds.
  await Promise.all([packageOnce(), bundleHostTests()]);
  const counts = await Promise.all(
    names.map(async (name) => {
      const emulators = await startEmulators();
      try {
        return await runOn(name, emulators);
      } finally {
        await emulators.close();
      }
    }),
  );
  const total = sum(counts);
  writeCounts(total);
  console.log(closingLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
