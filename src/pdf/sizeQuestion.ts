import { ask } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import type { PdfFile } from './pdfFile';
import { listed, paragraphs, type Question } from '../ui/question';
import { formatSize } from '../ui/size';
import { sandboxAdvice, sizeIn, type SizeLimit } from './sizeLimit';

/** What to ask when `over`, of `count` files, are larger than OpenSign wants them in its sandbox. */
export function sizeQuestion(over: readonly PdfFile[], count: number, limit: SizeLimit): Question {
  const advice = formatSize(sandboxAdvice);
  const rule =
    limit.source === 'openSign'
      ? l10n.t(
          'OpenSign recommends sandbox files of {0} or less, and accepts up to {1}.',
          advice,
          formatSize(limit.bytes),
        )
      : l10n.t('OpenSign recommends sandbox files of {0} or less.', advice);
  const [first] = over;
  if (count === 1 && first !== undefined) {
    const size = sizeIn('sandbox', first.size);
    return {
      question: l10n.t('{0} is {1}. Upload it to Sandbox anyway?', first.name, size),
      detail: rule,
    };
  }
  const lines = over.map(({ name, size }) => l10n.t('{0}: {1}', name, sizeIn('sandbox', size)));
  return {
    question: l10n.t('{0} of {1} PDFs are over {2}. Upload to Sandbox anyway?', over.length, count, advice),
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
  limit: SizeLimit,
  offerSwitch: boolean,
): Promise<'upload' | 'switch' | undefined> {
  const { question, detail } = sizeQuestion(over, count, limit);
  const upload = l10n.t('Upload Anyway');
  const live = l10n.t('Switch to Live');
  const choice = await ask(question, detail, upload, ...(offerSwitch ? [live] : []));
  return choice === upload ? 'upload' : choice === live ? 'switch' : undefined;
}
