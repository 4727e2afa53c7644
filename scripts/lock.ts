import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs `body` while no other process holds the same lock. The lock is a file with the process ID of its holder, created
 * atomically with a hard link. The lock of a process that no longer exists is removed.
 */
export async function withLock<T>(file: string, body: () => Promise<T>): Promise<T> {
  let isReported = false;
  while (!acquire(file)) {
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

const getCode = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function acquire(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (getCode(error) === 'EEXIST') {
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
    // Other errors mean that the lock was just released, or that its process belongs to another user.
    return getCode(error) === 'ESRCH';
  }
}
