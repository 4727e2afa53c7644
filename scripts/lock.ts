import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs `body` while no other process is inside the same lock. The lock is a file with its holder's process id:
 * linked into place, so that it appears complete or not at all, and a holder that died is noticed.
 */
export async function withLock<T>(file: string, body: () => Promise<T>): Promise<T> {
  let isReported = false;
  while (!take(file)) {
    if (isAbandoned(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!isReported) {
      console.log(`waiting for another process to finish with ${path.basename(file, '.lock')}`);
      isReported = true;
    }
    await delay(300);
  }
  try {
    return await body();
  } finally {
    rmSync(file, { force: true });
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function take(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function isAbandoned(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    // Any other error: it was let go while we looked, or belongs to another user and lives.
    return codeOf(error) === 'ESRCH';
  }
}
