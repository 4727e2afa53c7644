import { ask } from './gateway';
import { l10n } from './l10n';
import type { PdfFile } from './pdfFile';
import { listed, paragraphs, type Question } from './question';
import { formatSize } from './size';
import { openSignLimit, sandboxAdvice, sizeIn } from './sizeLimit';

/** What to ask when `over`, of `count` files, are larger than OpenSign wants them in its sandbox. */
export function sizeQuestion(over: readonly PdfFile[], count: number): Question {
  const advice = formatSize(sandboxAdvice);
  const rule = l10n.t(
    'OpenSign asks to keep files in its sandbox at {0} or less. Its server refuses those over {1}.',
    advice,
    formatSize(openSignLimit),
  );
  const [first] = over;
  if (count === 1 && first !== undefined) {
    const size = sizeIn('sandbox', first.size);
    return {
      question: l10n.t('Upload {0} to sandbox? It has {1}.', first.name, size),
      detail: rule,
    };
  }
  const lines = over.map(({ name, size }) => l10n.t('{0}: {1}', name, sizeIn('sandbox', size)));
  return {
    question: l10n.t('Upload {0} PDFs to sandbox? Over {1}: {2}.', count, advice, over.length),
    detail: paragraphs(listed(lines), rule),
  };
}

/**
 * Warns of files over what OpenSign asks for in its sandbox; `over` of `count` files are. `switch` is offered only
 * where going to live makes sense.
 */
export async function askAboutSize(
  over: readonly PdfFile[],
  count: number,
  offerSwitch: boolean,
): Promise<'upload' | 'switch' | undefined> {
  const { question, detail } = sizeQuestion(over, count);
  const upload = l10n.t('Upload Anyway');
  const live = l10n.t('Switch to Live');
  const choice = await ask(question, detail, upload, ...(offerSwitch ? [live] : []));
  return choice === upload ? 'upload' : choice === live ? 'switch' : undefined;
}
