import * as vscode from 'vscode';
import { formatSize } from '../ui/size';
import type { Job } from './draft';
import type { PdfFile } from './pdfFile';
import { openSignLimit, sandboxAdvice, sizeIn } from './sizeLimit';

/** A question with what there is to know before it is answered. */
export interface Question {
  readonly question: string;
  readonly detail: string;
}

/** More names than these make a dialog unreadable. */
const mostListed = 10;

/** What to ask when `over`, of `count` files, are larger than OpenSign wants them in its sandbox. */
export function sizeQuestion(over: readonly PdfFile[], count: number): Question {
  const advice = formatSize(sandboxAdvice);
  const rule = vscode.l10n.t(
    'OpenSign asks to keep files in its sandbox at {0} or less. Its server refuses those over {1}.',
    advice,
    formatSize(openSignLimit),
  );
  const [first] = over;
  if (count === 1 && first !== undefined) {
    const size = sizeIn('sandbox', first.size);
    return {
      question: vscode.l10n.t('Upload {0} to sandbox? It has {1}.', first.name, size),
      detail: rule,
    };
  }
  const lines = over.map(({ name, size }) => vscode.l10n.t('{0}: {1}', name, sizeIn('sandbox', size)));
  return {
    question: vscode.l10n.t('Upload {0} PDFs to sandbox? Over {1}: {2}.', count, advice, over.length),
    detail: paragraphs(listed(lines), rule),
  };
}

/** What to ask before files go to live; undefined when there are none. */
export function liveQuestion(jobs: readonly Job[]): Question | undefined {
  const [first] = jobs;
  if (first === undefined) {
    return undefined;
  }
  const template = first.target === 'template';
  if (jobs.length === 1) {
    return {
      question: vscode.l10n.t('Upload {0} to live?', first.file.name),
      detail: template
        ? vscode.l10n.t('It becomes the template “{0}”. A template costs nothing.', first.title)
        : vscode.l10n.t('It becomes the draft document “{0}”, which uses one credit.', first.title),
    };
  }
  const lines = jobs.map(({ file }) => vscode.l10n.t('{0}: {1}', file.name, formatSize(file.size)));
  const cost = template
    ? vscode.l10n.t('Each becomes a template. Templates cost nothing.')
    : vscode.l10n.t('Each becomes a draft document and uses one credit: {0} in all.', jobs.length);
  return {
    question: vscode.l10n.t('Upload {0} PDFs to live?', jobs.length),
    detail: paragraphs(listed(lines), cost),
  };
}

function paragraphs(...texts: readonly string[]): string {
  return texts.join('\n\n');
}

function listed(lines: readonly string[]): string {
  const more = lines.length - mostListed;
  return more > 1
    ? [...lines.slice(0, mostListed), vscode.l10n.t('… and {0} more', more)].join('\n')
    : lines.join('\n');
}
