const cleanups = new Set<() => void>();
let listening = false;

function cleanUp(): void {
  for (const cleanup of cleanups) {
    cleanups.delete(cleanup);
    cleanup();
  }
}

/**
 * Calls `cleanup` when this process ends before the returned function was called: by itself or by a signal. Only
 * what needs no waiting fits; it is for killing children, which would go on without us.
 */
export function atEnd(cleanup: () => void): () => void {
  if (!listening) {
    listening = true;
    process.once('exit', cleanUp);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        cleanUp();
        // Now that our listener is gone, the signal does what it would have done without it.
        process.kill(process.pid, signal);
      });
    }
  }
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}
