import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { outputFolder } from '../../scripts/paths';
import { runningEmulators, type Emulators } from './emulators';
import type { Host } from './host';

/** Longer bodies are mostly PDFs, which help nobody and fill the folder. */
const longestText = 2000;

/** Where `suffix` of a test goes: test-output/<title><suffix>. */
function outputFile(title: string, suffix: string): string {
  mkdirSync(outputFolder, { recursive: true });
  return path.join(outputFolder, `${title.replace(/[^\w.-]+/g, '-').slice(0, 150)}${suffix}`);
}

/** Writes test-output/<title>.png. */
export async function takeScreenshot(page: Page, title: string): Promise<string> {
  const file = outputFile(title, '.png');
  await page.screenshot({ path: file });
  return file;
}

/**
 * Leaves what it takes to understand a failed test in test-output/: a screenshot, what the host wrote into its logs,
 * and every request that the emulators got.
 */
export async function leaveTraces(
  title: string,
  parts: {
    readonly page?: Page | undefined;
    readonly host?: Host | undefined;
    readonly emulators?: Emulators;
  },
): Promise<void> {
  if (parts.host) {
    writeFileSync(outputFile(title, '.log'), `${parts.host.log()}\n${parts.host.logFiles()}`);
  }
  const shorten = (_: string, value: unknown): unknown =>
    typeof value === 'string' && value.length > longestText
      ? `${value.slice(0, longestText)}… (${String(value.length)} characters)`
      : value;
  const emulators = parts.emulators ? [parts.emulators] : runningEmulators();
  const journals = emulators.map(({ sandbox, live }) => ({
    sandbox: sandbox.journal.entries,
    live: live.journal.entries,
  }));
  if (journals.length > 0) {
    writeFileSync(outputFile(title, '.journal.json'), JSON.stringify(journals, shorten, 2));
  }
  if (parts.page) {
    await takeScreenshot(parts.page, title).catch((error: unknown) => {
      console.log(`no screenshot: ${String(error)}`);
    });
  }
}
