import type { Browser, Page } from 'playwright-core';
import { packageOnce } from '../../scripts/package';
import { newWindow, startBrowser, type Window, type WindowOptions } from './browser';
import { leaveTraces } from './failure';
import { startHost, type Host, type HostOptions } from './host';
import { Workbench } from './workbench';
import { makeWorkspace, type Workspace, type WorkspaceFiles } from './workspace';

export interface SessionOptions extends HostOptions, WindowOptions {
  /** Opens this folder. Without it and `files`, a window without a folder opens. */
  readonly folder?: string;
  /** Makes a folder with these files, and opens that. */
  readonly files?: WorkspaceFiles;
}

export interface Session {
  readonly host: Host;
  readonly browser: Browser;
  readonly window: Window;
  readonly workbench: Workbench;
  /** The folder that is open, if any. */
  readonly folder: string | undefined;
  close(): Promise<void>;
}

/**
 * VS Code with the packed extension in it, open in a browser. The host is the one that OPENSIGN_HOST names (that is
 * how the smoke test runs in both), else the newest.
 */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  let host: Host | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;
  let workspace: Workspace | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await host?.stop();
    workspace?.remove();
  };
  try {
    const version = options.version ?? (process.env.OPENSIGN_HOST === 'minimum' ? 'minimum' : 'newest');
    const vsix = options.vsix ?? (await packageOnce());
    workspace = options.files && makeWorkspace(options.files);
    const folder = options.folder ?? workspace?.folder;
    [host, browser] = await Promise.all([startHost({ ...options, version, vsix }), startBrowser()]);
    const window = await newWindow(browser, options);
    page = await window.newPage();
    const workbench = await new Workbench(page).open(host, folder);
    return { host, browser, window, workbench, folder, close };
  } catch (error) {
    await leaveTraces('a window that did not open', { page, host });
    await close();
    throw error;
  }
}

/**
 * A session for the mocha suite that calls this: opened before its tests, closed after them, with its traces in test-output/
 * when one fails. Options that are only known later (an emulator's address) come from a function.
 */
export function useSession(
  options: SessionOptions | (() => SessionOptions | Promise<SessionOptions>),
): () => Session {
  let session: Session | undefined;
  before(async function () {
    this.timeout(600_000);
    session = await startSession(typeof options === 'function' ? await options() : options);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await leaveTraces(this.currentTest.fullTitle(), { page: session?.workbench.page, host: session?.host });
      // A dialog or a pick left open would fail the tests that follow too.
      await session?.workbench.page.keyboard.press('Escape');
      await session?.workbench.page.keyboard.press('Escape');
    }
  });
  after(() => session?.close());
  return () => {
    if (!session) {
      throw new Error('the session is open only while tests run');
    }
    return session;
  };
}
