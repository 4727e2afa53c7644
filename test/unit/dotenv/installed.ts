import { execFileSync } from 'node:child_process';

/** A command, when the machine has it and it runs. */
export function installed(name: string): string | undefined {
  try {
    execFileSync(name, [name === 'java' ? '-version' : '--version'], { stdio: 'ignore' });
    return name;
  } catch {
    return undefined;
  }
}
