import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** Test results of a suite. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** Environment variable with the path of the file where a suite in a child process writes its counts. */
export const countsVariable = 'OPENSIGN_COUNTS';

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    noCounts,
  );

export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** Writes the counts for the parent process, if it set the variable. */
export function writeCounts(counts: Counts): void {
  const file = process.env[countsVariable];
  if (file) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}

/** Counts of a suite that exited with `code`. Without counts, or with a nonzero `code`, at least one failure is counted. */
export function readCounts(file: string, code: number): Counts {
  let counts = noCounts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return { ...noCounts, failed: 1 };
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
