import { l10n, passage } from '../ui/l10n';
import { listed, paragraphs, type Question } from '../ui/question';
import { formatSize } from '../ui/size';
import type { Job } from './draft';

/** What to ask before files go to live; undefined when there are none. */
export function liveQuestion(jobs: readonly Job[]): Question | undefined {
  const [first] = jobs;
  if (first === undefined) {
    return undefined;
  }
  const template = first.target === 'template';
  if (jobs.length === 1) {
    return {
      question: l10n.t('Upload {0} to Live?', first.file.name),
      detail: paragraphs(
        ...linkLines(jobs),
        template
          ? l10n.t('It becomes the template “{0}”. A template costs nothing.', first.title)
          : l10n.t('It becomes the draft document “{0}”, which uses one credit.', first.title),
      ),
    };
  }
  const lines = jobs.map(({ file }) => l10n.t('{0}: {1}', file.name, formatSize(file.size)));
  const cost = template
    ? l10n.t('Each becomes a template. Templates cost nothing.')
    : l10n.t('Each becomes a draft document and uses one credit: {0} in all.', jobs.length);
  return {
    question: l10n.t('Upload {0} PDFs to Live?', jobs.length),
    detail: paragraphs(listed(lines), ...linkLines(jobs), cost),
  };
}

/** Every file that isn't where its name says: none may be hidden behind "and more". */
function linkLines(jobs: readonly Job[]): readonly string[] {
  const lines = jobs.flatMap(({ file: { name, linkTarget } }) =>
    linkTarget === undefined
      ? []
      : [l10n.t('{0} is a link. This file is sent: {1}', name, passage(linkTarget))],
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}
