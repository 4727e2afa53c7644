import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { outputFolder } from '../../scripts/paths';
import { runningEmulators, type Emulators } from './emulators';
import type { Host } from './host';

/** Longer texts are cut. They are mostly PDFs. */
const maxLength = 2000;

/** The path test-output/<title><suffix>. */
function getOutputFile(title: string, suffix: string): string {
  mkdirSync(outputFolder, { recursive: true });
  return path.join(outputFolder, `${title.replace(/[^\w.-]+/g, '-').slice(0, 150)}${suffix}`);
}

/** Writes test-output/<title>.png. */
export async function takeScreenshot(page: Page, title: string): Promise<string> {
  const file = getOutputFile(title, '.png');
  await page.screenshot({ path: file });
  return file;
}

/** Saves a screenshot, the host's logs and the emulators' requests in test-output/. */
export async function saveFailure(
  title: string,
  parts: {
    readonly page?: Page | undefined;
    readonly host?: Host | undefined;
    readonly emulators?: Emulators;
  },
): Promise<void> {
  if (parts.host) {
    writeFileSync(getOutputFile(title, '.log'), `${parts.host.log()}\n${parts.host.logFiles()}`);
  }
  const shorten = (_: string, value: unknown): unknown =>
    typeof value === 'string' && value.length > maxLength
      ? `${value.slice(0, maxLength)}… (${String(value.length)} characters)`
      : value;
  const emulators = parts.emulators ? [parts.emulators] : runningEmulators();
  const journals = emulators.map(({ sandbox, live }) => ({
    sandbox: sandbox.journal.entries,
    live: live.journal.entries,
  }));
  if (journals.length > 0) {
    writeFileSync(getOutputFile(title, '.journal.json'), JSON.stringify(journals, shorten, 2));
  }
  if (parts.page) {
    await takeScreenshot(parts.page, title).catch((error: unknown) => {
      console.log(`Couldn't take a screenshot: ${String(error)}`);
    });
  }
}
