import { accessSync, constants, existsSync } from 'node:fs';
import * as path from 'node:path';
import { main, mustRun, secondsSince } from './run';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const otherPaths = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of the Chromium to run the tests in. The environment variable `CHROMIUM` takes precedence. */
function findChromium(): string | undefined {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) {
    return CHROMIUM;
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const installed = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...installed, ...otherPaths].find(isExecutable);
}

/** Finds Chromium, or installs Debian's package when running as root. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) {
    return found;
  }
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Error(
      'No Chromium or Chrome found. Install one (on Debian: `sudo apt-get install chromium`), ' +
        'or set CHROMIUM to the path of its executable.',
    );
  }
  const start = Date.now();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await mustRun('apt-get', ['update'], { env });
  await mustRun('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  console.log(`Chromium installed in ${secondsSince(start)}`);
  return '/usr/bin/chromium';
}

if (require.main === module) {
  main(async () => {
    console.log(`Chromium: ${await ensureChromium()}`);
  });
}
