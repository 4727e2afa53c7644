import { l10n } from '../ui/l10n';
import { withCancel } from '../ui/progress';

/** Work that is done sooner than this, in milliseconds, is not worth a notification. */
const patience = 500;

/** Runs `work`; a notification with Cancel comes up only when it takes a while. Rejects as `work` does. */
export async function whileChecking<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const result = work(controller.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  try {
    const first = await Promise.race([result.then((value) => ({ value })), late]);
    if (first !== 'late') {
      return first.value;
    }
  } finally {
    clearTimeout(timer);
  }
  return withCancel(l10n.t('Checking PDF…'), (signal) => {
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort);
    return result.finally(() => signal.removeEventListener('abort', abort));
  });
}
