import { mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { hostVersions, type HostName } from '../../scripts/hosts';
import { hostTestsEntry } from '../../scripts/hostTests';
import { fromRoot, outputFolder } from '../../scripts/paths';
import { newWindow, startBrowser } from './browser';
import type { Emulators } from './emulators';
import { saveFailure, takeScreenshot } from './failure';
import { startHost, type Host } from './host';
import { findProblem, readReport, type ReportLine } from './hostReport';
import { getWindowUrl } from './workbench';
import { makeWorkspace } from './workspace';

export interface HostRun {
  readonly lines: readonly ReportLine[];
  /** Why the run as a whole failed, see `findProblem`. */
  readonly problem: string | undefined;
}

/** Runs dist/test/host/index.js inside the extension host of a real VS Code. */
export async function runInHost(name: HostName, emulators: Emulators, timeout: number): Promise<HostRun> {
  mkdirSync(outputFolder, { recursive: true });
  const report = path.join(outputFolder, `host-${name}.jsonl`);
  rmSync(report, { force: true });
  const workspace = makeWorkspace({ 'readme.md': '# OpenSign test\n' });
  const host = await startHost({
    version: name,
    driver: true,
    extensions: [fromRoot('test', 'host', 'fakeModel')],
    settings: emulators.settings,
    env: {
      ...emulators.env,
      OPENSIGN_HOST_REPORT: report,
      OPENSIGN_HOST_VERSION: hostVersions[name],
      OPENSIGN_WORKSPACE: workspace.folder,
    },
  });
  try {
    const browser = await startBrowser();
    try {
      const window = await newWindow(browser);
      const page = await window.newPage();
      const watch = watchFailures(report, (title) => takeScreenshot(page, `host-${name}-${title}`));
      const { code, output } = await waitForExit(
        page,
        () => page.goto(getTestUrl(host, workspace.folder)),
        timeout,
      ).finally(() => clearInterval(watch));
      const lines = readReport(report);
      const problem = findProblem(code, lines);
      if (problem || lines.some(({ state }) => state === 'failed')) {
        await saveFailure(`host-${name}`, { page, host, emulators });
      }
      if (problem) {
        const isComplete = lines.some((line) => line.end);
        // The logs only help if tests are missing in the report.
        return { lines, problem: isComplete ? problem : `${problem}\n${output}\n${host.log().slice(-3000)}` };
      }
      return { lines, problem };
    } finally {
      await browser.close();
    }
  } finally {
    await host.stop();
    workspace.remove();
  }
}

/** Calls `onFailure` for each failed test, soon enough for a screenshot. */
function watchFailures(report: string, onFailure: (title: string) => Promise<unknown>): NodeJS.Timeout {
  const seen = new Set<string>();
  return setInterval(() => {
    for (const { state, title = '' } of readReport(report)) {
      if (state === 'failed' && !seen.has(title)) {
        seen.add(title);
        onFailure(title).catch((error: unknown) =>
          console.log(`Couldn't take a screenshot: ${String(error)}`),
        );
      }
    }
  }, 250);
}

function getTestUrl(host: Host, folder: string): string {
  const remote = (file: string): string => `vscode-remote://${host.authority}${file}`;
  return getWindowUrl(host, folder, [
    ['extensionDevelopmentPath', remote(fromRoot())],
    ['extensionTestsPath', remote(hostTestsEntry)],
    ['skipWelcome', 'true'],
  ]);
}

/** Opens the window and waits for the exit code. With the smoke-test driver, the workbench calls the two exposed functions. */
async function waitForExit(
  page: Page,
  open: () => Promise<unknown>,
  timeout: number,
): Promise<{ code: unknown; output: string }> {
  const logged: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    logged.push(`${type} ${args.map(String).join(' ')}`);
  });
  let timer: NodeJS.Timeout | undefined;
  const exit = new Promise((resolve, reject) => {
    timer = setTimeout(() => resolve(`none after ${timeout / 1000} s`), timeout);
    page.on('crash', () => resolve('none, because the page crashed'));
    page.exposeFunction('codeAutomationExit', resolve).then(open).catch(reject);
  });
  try {
    const code = await exit;
    return { code, output: logged.slice(-40).join('\n') };
  } finally {
    clearTimeout(timer);
  }
}
