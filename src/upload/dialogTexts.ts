import type { PdfFile } from '../pdf/pdfFile';
import { l10n, passage } from '../ui/l10n';
import { linkText, type NamingQuestion } from '../ui/question';
import { formatSize, shortenPath } from '../ui/text';
import type { Job } from './draft';

/** What to ask before files go to live, with the cost first; undefined when there are none. */
export function liveQuestion(jobs: readonly Job[]): NamingQuestion | undefined {
  const [first] = jobs;
  if (first === undefined) {
    return undefined;
  }
  const template = first.target === 'template';
  const button = l10n.t('Upload to Live');
  if (jobs.length === 1) {
    const { name, linkTarget } = first.file;
    return {
      question: l10n.t('Upload {0} to Live?', name),
      intro: template
        ? l10n.t('It becomes the template “{0}”. A template costs nothing.', first.title)
        : l10n.t('It becomes the draft document “{0}”, which uses one credit.', first.title),
      names: linkTarget === undefined ? [] : [linkText(name, linkTarget)],
      detail: '',
      button,
    };
  }
  return {
    question: l10n.t('Upload {0} PDFs to Live?', jobs.length),
    intro: template
      ? l10n.t('Each becomes a template. Templates cost nothing.')
      : l10n.t('Each becomes a draft document and uses one credit: {0} in all.', jobs.length),
    names: jobs.map(({ file }) => fileLine(file)),
    detail: '',
    button,
  };
}

function fileLine({ name, size, linkTarget }: PdfFile): string {
  return linkTarget === undefined
    ? l10n.t('{0}: {1}', name, formatSize(size))
    : l10n.t(
        '{0} ({1}) is a link. This file is sent: {2}',
        name,
        formatSize(size),
        passage(shortenPath(linkTarget)),
      );
}
