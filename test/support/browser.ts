import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/chromium';
import { patience, until } from './until';

const flags = [
  '--no-sandbox', // the tests may run as root, where Chromium's sandbox refuses to work
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Starts the machine's Chromium, without a window on any screen. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: flags });
}

/** A request from the browser to a host other than this machine. It was answered with a stub. */
export interface OutsideRequest {
  readonly url: string;
  readonly method: string;
  /** Playwright's resource type: `document` is a page that was opened. */
  readonly kind: string;
}

export interface Window {
  readonly context: BrowserContext;
  /** Everything the browser asked of the outside world, in order. */
  readonly outside: readonly OutsideRequest[];
  newPage(): Promise<Page>;
  /** Addresses of the pages that the product opened with `openExternal`, in order; loopback ones too. */
  opened(): string[];
  /** Waits until the product has opened a page whose address contains `part`. */
  waitForOpened(part: string): Promise<string>;
}

export interface WindowOptions {
  /** Leave the key that seals secrets to the server, which then must have one: the demo's has. */
  readonly serverHasKey?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Twelve hundred pixels and less make VS Code hide parts, walkthrough pictures for one. */
const roomy = { width: 1400, height: 900 };

/** A browser profile: what a user's own browser is to VS Code in the browser. Storage and secrets live in it. */
export async function newWindow(browser: Browser, options: WindowOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    viewport: options.viewport ?? roomy,
    permissions: ['clipboard-read', 'clipboard-write', 'local-network-access'],
  });
  context.setDefaultTimeout(patience);
  const outside: OutsideRequest[] = [];
  const own = new Set<Page>();
  // Half of the key that seals secrets in the browser's storage comes from the server. The bare server has none to
  // give; without it, secrets live in memory and are gone at a reload.
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
      until(`a page with ${part} is opened`, () => opened().find((url) => url.includes(part))),
  };
}

const isOutside = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1' && url.hostname !== 'localhost';
