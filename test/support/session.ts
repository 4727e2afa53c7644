import type { Browser, Page } from 'playwright-core';
import { packageOnce } from '../../scripts/package';
import { newWindow, startBrowser, type Window, type WindowOptions } from './browser';
import { saveFailure } from './failure';
import { startHost, type Host, type HostOptions } from './host';
import { Workbench } from './workbench';
import { makeWorkspace, type Workspace, type WorkspaceFiles } from './workspace';

export interface SessionOptions extends HostOptions, WindowOptions {
  /** The folder to open. Without it and `files`, the window has no folder. */
  readonly folder?: string;
  /** Files for a new folder to open. */
  readonly files?: WorkspaceFiles;
}

export interface Session {
  readonly host: Host;
  readonly browser: Browser;
  readonly window: Window;
  readonly workbench: Workbench;
  /** The open folder. */
  readonly folder: string | undefined;
  close(): Promise<void>;
}

/** Opens VS Code with the packed extension in a browser. The environment variable OPENSIGN_HOST selects the VS Code. */
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
    await saveFailure('window that didn’t open', { page, host });
    await close();
    throw error;
  }
}

/**
 * Opens a session before the tests of the current mocha suite and closes it after them. Saves failures in test-output/.
 * Options that depend on a `before` hook, such as an emulator's URL, come from a function.
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
      await saveFailure(this.currentTest.fullTitle(), { page: session?.workbench.page, host: session?.host });
      // An open dialog or quick input would also fail the next tests.
      await session?.workbench.page.keyboard.press('Escape');
      await session?.workbench.page.keyboard.press('Escape');
    }
  });
  after(() => session?.close());
  return () => {
    if (!session) {
      throw new Error('The session is only open while tests run');
    }
    return session;
  };
}
