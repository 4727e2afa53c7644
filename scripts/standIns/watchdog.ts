// Replaces @vscode/native-watchdog, which ends a hanging extension host after its parent process died. The tests end the
// whole process group instead.

export function start(): void {}

export function exit(code: number): void {
  process.exit(code);
}
