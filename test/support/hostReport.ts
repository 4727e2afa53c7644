import { existsSync, readFileSync } from 'node:fs';
import type { Counts } from '../../scripts/counts';

/** One line of the report that test/host/index.ts writes from inside the extension host. */
export interface ReportLine {
  readonly state?: 'passed' | 'failed' | 'skipped';
  readonly title?: string;
  readonly ms?: number;
  readonly error?: string;
  readonly end?: boolean;
}

export function readReport(file: string): ReportLine[] {
  // The host may be writing the last line.
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => JSON.parse(line) as ReportLine);
}

/**
 * Why the run as a whole failed: its report is incomplete, no test passed, or the host's exit code isn't 0. Undefined
 * if it succeeded, or if a failed test is the reason.
 */
export function findProblem(code: unknown, lines: readonly ReportLine[]): string | undefined {
  if (!lines.some((line) => line.end)) {
    return `The tests didn't finish. Exit code of the host: ${String(code)}`;
  }
  if (lines.some((line) => line.state === 'failed')) {
    return undefined;
  }
  if (!lines.some((line) => line.state === 'passed')) {
    return 'No test passed.';
  }
  return code === 0 ? undefined : `The host exited with ${String(code)}`;
}

/** A problem of the run as a whole counts as one additional failure. */
export function countReport(lines: readonly ReportLine[], problem: string | undefined): Counts {
  const count = (state: ReportLine['state']): number => lines.filter((line) => line.state === state).length;
  return { passed: count('passed'), failed: count('failed') + (problem ? 1 : 0), skipped: count('skipped') };
}

const signs = { passed: '  ok  ', failed: 'FAILED', skipped: '  --  ' };

export function printReport(lines: readonly ReportLine[], problem: string | undefined): void {
  for (const { state, title, ms, error } of lines) {
    if (state) {
      console.log(`${signs[state]} ${title ?? ''}${ms ? ` (${ms} ms)` : ''}`);
      if (error) {
        console.log(error.replace(/^/gm, '         '));
      }
    }
  }
  if (problem) {
    console.log(`FAILED ${problem}`);
  }
}
