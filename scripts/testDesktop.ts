// `npm run test:desktop`: downloads the minimum and the latest stable desktop VS Code, and runs test/host in them.
import { runTests } from '@vscode/test-electron';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { closingLine, sum, type Counts } from './counts';
import { bundleHostTests, hostTestsEntry } from './hostTests';
import { hostVersions } from './hosts';
import { packageOnce } from './package';
import { fromRoot } from './paths';
import { main } from './run';
import { countReport, findProblem, printReport, readReport } from '../test/support/hostReport';
import { startEmulators } from '../test/support/emulators';

const releases = 'https://update.code.visualstudio.com/api/releases/stable';

async function canDownload(): Promise<boolean> {
  try {
    return (await fetch(releases, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

async function runOn(version: string): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'opensign-desktop-'));
  const emulators = await startEmulators();
  try {
    const report = path.join(folder, 'report.jsonl');
    const user = path.join(folder, 'profile', 'User');
    mkdirSync(user, { recursive: true });
    writeFileSync(path.join(user, 'settings.json'), JSON.stringify(emulators.settings));
    const code: unknown = await runTests({
      version,
      cachePath: fromRoot('.vscode-host', 'desktop'),
      extensionDevelopmentPath: fromRoot(),
      extensionTestsPath: hostTestsEntry,
      extensionTestsEnv: { ...emulators.env, OPENSIGN_HOST_REPORT: report, OPENSIGN_WORKSPACE: folder },
      launchArgs: [
        folder,
        `--user-data-dir=${path.dirname(user)}`,
        '--disable-workspace-trust',
        '--disable-gpu',
      ],
    }).catch((error: unknown) => error);
    const lines = readReport(report);
    const problem = findProblem(code, lines);
    console.log(`VS Code ${version}`);
    printReport(lines, problem);
    return countReport(lines, problem);
  } finally {
    await emulators.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

main(async () => {
  if (!(await canDownload())) {
    throw new Error(
      'test:desktop downloads VS Code, but update.code.visualstudio.com can’t be reached. Check your connection, ' +
        'or run the same tests in VS Code’s server with `npm run test:host`.',
    );
  }
  await Promise.all([packageOnce(), bundleHostTests()]);
  const counts: Counts[] = [];
  for (const version of [hostVersions.minimum, 'stable']) {
    counts.push(await runOn(version));
  }
  const total = sum(counts);
  console.log(closingLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
