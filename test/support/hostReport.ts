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
  // Somebody may still be writing: a line counts when it is complete.
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => JSON.parse(line) as ReportLine);
}

/**
 * Why a run as a whole can't be trusted, whatever its tests reported: the host must have exited with `code` 0,
 * the report is complete, and at least one test passed. Undefined when it can, or when a failed test says it all.
 */
export function judge(code: unknown, lines: readonly ReportLine[]): string | undefined {
  if (!lines.some((line) => line.end)) {
    return `the tests did not run to their end; the host said ${String(code)}`;
  }
  if (lines.some((line) => line.state === 'failed')) {
    return undefined;
  }
  if (!lines.some((line) => line.state === 'passed')) {
    return 'no test passed';
  }
  return code === 0 ? undefined : `the host ended with ${String(code)}`;
}

/** A problem of the run as a whole counts as one failure more. */
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
