// Stands in for @vscode/native-watchdog, which ends an extension host that hangs after its parent died. The host
// looks for its parent by itself while it does not hang, and the harness ends the whole process group.

export function start(): void {}

export function exit(code: number): void {
  process.exit(code);
}
