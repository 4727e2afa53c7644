import { mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { hostVersions, type HostName } from '../../scripts/hosts';
import { hostTestsEntry } from '../../scripts/hostTests';
import { fromRoot, outputFolder } from '../../scripts/paths';
import { newWindow, startBrowser } from './browser';
import type { Emulators } from './emulators';
import { leaveTraces, takeScreenshot } from './failure';
import { startHost, type Host } from './host';
import { judge, readReport, type ReportLine } from './hostReport';
import { windowUrl } from './workbench';
import { makeWorkspace } from './workspace';

export interface HostRun {
  readonly lines: readonly ReportLine[];
  /** Why the run as a whole can't be trusted; undefined if it can. */
  readonly problem: string | undefined;
}

/** Runs dist/test/host/index.js inside the extension host of a real VS Code. */
export async function runInHost(name: HostName, emulators: Emulators, timeout: number): Promise<HostRun> {
  mkdirSync(outputFolder, { recursive: true });
  const report = path.join(outputFolder, `host-${name}.jsonl`);
  rmSync(report, { force: true });
  const workspace = makeWorkspace({ 'readme.md': '# A project that signs things\n' });
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
      const { code, chatter } = await untilExit(
        page,
        () => page.goto(testUrl(host, workspace.folder)),
        timeout,
      ).finally(() => clearInterval(watch));
      const lines = readReport(report);
      const problem = judge(code, lines);
      if (problem || lines.some(({ state }) => state === 'failed')) {
        await leaveTraces(`host-${name}`, { page, host, emulators });
      }
      if (problem) {
        const ended = lines.some((line) => line.end);
        // Once all tests reported there is nothing to learn from the window.
        return { lines, problem: ended ? problem : `${problem}\n${chatter}\n${host.log().slice(-3000)}` };
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

/** Calls `onFailure` for each test that fails, while the window still shows what it showed then. */
function watchFailures(report: string, onFailure: (title: string) => Promise<unknown>): NodeJS.Timeout {
  const seen = new Set<string>();
  return setInterval(() => {
    for (const { state, title = '' } of readReport(report)) {
      if (state === 'failed' && !seen.has(title)) {
        seen.add(title);
        onFailure(title).catch((error: unknown) => console.log(`no screenshot: ${String(error)}`));
      }
    }
  }, 250);
}

function testUrl(host: Host, folder: string): string {
  const remote = (file: string): string => `vscode-remote://${host.authority}${file}`;
  return windowUrl(host, folder, [
    ['extensionDevelopmentPath', remote(fromRoot())],
    ['extensionTestsPath', remote(hostTestsEntry)],
    ['skipWelcome', 'true'],
  ]);
}

/** The workbench calls these two functions of the page when it runs tests under the smoke-test driver. */
async function untilExit(
  page: Page,
  open: () => Promise<unknown>,
  timeout: number,
): Promise<{ code: unknown; chatter: string }> {
  const said: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    said.push(`${type} ${args.map(String).join(' ')}`);
  });
  let timer: NodeJS.Timeout | undefined;
  const exit = new Promise((resolve, reject) => {
    timer = setTimeout(() => resolve(`no end after ${timeout / 1000} s`), timeout);
    page.on('crash', () => resolve('the page crashed'));
    page.exposeFunction('codeAutomationExit', resolve).then(open).catch(reject);
  });
  try {
    const code = await exit;
    return { code, chatter: said.slice(-40).join('\n') };
  } finally {
    clearTimeout(timer);
  }
}
