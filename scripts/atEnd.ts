const cleanups = new Set<() => void>();
let listening = false;

function cleanUp(): void {
  for (const cleanup of cleanups) {
    cleanups.delete(cleanup);
    cleanup();
  }
}

/**
 * Calls `cleanup` when this process exits or gets a signal, unless the returned function was called before. `cleanup`
 * must be synchronous. Used to kill child processes, which would keep running.
 */
export function atEnd(cleanup: () => void): () => void {
  if (!listening) {
    listening = true;
    process.once('exit', cleanUp);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        cleanUp();
        // `once` removed this listener, so the signal has its default effect.
        process.kill(process.pid, signal);
      });
    }
  }
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}
