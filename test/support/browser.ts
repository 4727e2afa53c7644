import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/chromium';
import { patience, until } from './until';

const flags = [
  '--no-sandbox', // Chromium's sandbox doesn't work as root.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Starts the installed Chromium in headless mode. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: flags });
}

/** A request from the browser to another host. It got a stub response. */
export interface OutsideRequest {
  readonly url: string;
  readonly method: string;
  /** Playwright's resource type. For an opened page, it's `document`. */
  readonly kind: string;
}

export interface Window {
  readonly context: BrowserContext;
  /** Requests to other hosts, oldest first. */
  readonly outside: readonly OutsideRequest[];
  newPage(): Promise<Page>;
  /** URLs of the pages that the extension opened with `openExternal`, oldest first. */
  opened(): string[];
  /** Waits until the extension has opened a page whose URL contains `part`. */
  waitForOpened(part: string): Promise<string>;
}

export interface WindowOptions {
  /** The server responds to `/mint-key`, as the demo's does. Otherwise a stub does. */
  readonly serverHasKey?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** VS Code hides some parts, such as walkthrough pictures, at a width of 1200 pixels or less. */
const defaultViewport = { width: 1400, height: 900 };

/** Opens a new browser profile, which has its own storage and secrets. */
export async function newWindow(browser: Browser, options: WindowOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    viewport: options.viewport ?? defaultViewport,
    permissions: ['clipboard-read', 'clipboard-write', 'local-network-access'],
  });
  context.setDefaultTimeout(patience);
  const outside: OutsideRequest[] = [];
  const own = new Set<Page>();
  // The key that encrypts secrets in the browser's storage needs `/mint-key`, which VS Code's server lacks. Without it,
  // secrets are only kept in memory and lost on reload.
  if (!options.serverHasKey) {
    await context.route('**/mint-key', (route) =>
      route.fulfill({ contentType: 'application/octet-stream', body: Buffer.alloc(32, 7) }),
    );
  }
  await context.route(isOutside, (route, request) => {
    outside.push({ url: request.url(), method: request.method(), kind: request.resourceType() });
    return route.fulfill({ status: 200, contentType: 'text/html', body: '<title>outside</title>' });
  });
  const opened = (): string[] =>
    context
      .pages()
      .filter((page) => !own.has(page))
      .map((page) => page.url());
  return {
    context,
    outside,
    opened,
    async newPage() {
      const page = await context.newPage();
      own.add(page);
      return page;
    },
    waitForOpened: (part) =>
      until(`a page with ${part} opens`, () => opened().find((url) => url.includes(part))),
  };
}

const isOutside = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1' && url.hostname !== 'localhost';
