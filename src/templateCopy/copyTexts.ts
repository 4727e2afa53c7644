import { OpenSignError } from '../api/errors';
import { errorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { paragraphs, type NamingQuestion, type Question } from '../ui/question';
import { formatSize, oneLine } from '../ui/text';
import { isOverAdvice, sandboxAdvice, sizeIn } from '../pdf/pdfFile';
import type { CopyPlan } from './copyFlow';
import type { Losses } from '../layout/losses';
import type { Problem } from '../layout/problem';
import { problemText } from '../layout/problemText';

/** What is asked before a template is copied: which way it goes, what of, and what is lost on the way. */
export function copyQuestion(plan: CopyPlan): NamingQuestion {
  const question = l10n.t(
    'Copy the template “{0}” from {1} to {2}?',
    oneLine(plan.title),
    environmentName(plan.from),
    environmentName(plan.to),
  );
  const lost = lossLines(plan.losses);
  return {
    question,
    intro: contentLines(plan).join('\n'),
    names: plan.roles.map((role) => l10n.t('Role: {0}', role)),
    detail: paragraphs(
      ...remarks(plan),
      ...(lost.length === 0 ? [] : [[l10n.t('Not carried over:'), ...lost].join('\n')]),
    ),
    button: l10n.t('Copy to {0}', environmentName(plan.to)),
  };
}

function contentLines({ fields, pages, size }: CopyPlan): readonly string[] {
  return [
    l10n.t('Widgets: {0}', fields),
    pages === undefined
      ? l10n.t('PDF: {0}', formatSize(size))
      : l10n.t('PDF: {0}, pages: {1}', formatSize(size), pages),
  ];
}

function remarks({ to, title, same, size, assigned }: CopyPlan): readonly string[] {
  const where = environmentName(to);
  const texts: string[] = [];
  if (same instanceof OpenSignError) {
    texts.push(
      l10n.t(
        'Couldn’t check whether {0} already has a template with this title. {1}',
        where,
        passage(errorText(same).message),
      ),
    );
  } else if (same > 0) {
    texts.push(
      l10n.t(
        '{1} already has a template “{0}”. It won’t be changed. A second one is created.',
        oneLine(title),
        where,
      ),
    );
  }
  if (assigned.length > 0) {
    texts.push(
      l10n.t(
        'People assigned to these roles become contacts in {0}: {1}',
        where,
        passage(assigned.map(oneLine).join(', ')),
      ),
    );
  }
  if (isOverAdvice(to, size)) {
    texts.push(
      l10n.t(
        'OpenSign recommends Sandbox files of {0} or less. This one is {1}.',
        formatSize(sandboxAdvice),
        sizeIn(to, size),
      ),
    );
  }
  return texts;
}

/** One line for each thing that does not come along. */
export function lossLines({
  accessCodes,
  unknownKinds,
  options,
  folder,
  sender,
  settings,
}: Losses): readonly string[] {
  const lines: string[] = [];
  if (accessCodes) {
    lines.push(l10n.t('Access codes of signers: the API never returns them.'));
  }
  if (unknownKinds.length > 0) {
    lines.push(
      l10n.t(
        'Approver and viewer roles can’t be read. These become signers: {0}',
        passage(unknownKinds.map(oneLine).join(', ')),
      ),
    );
  }
  if (options.state === 'all') {
    lines.push(
      l10n.t('All options of widgets (required, format, values, …): the server returns none of them.'),
    );
  } else if (options.state === 'some') {
    lines.push(
      l10n.t(
        'Options of widgets that the server does not return; defaults apply: {0}',
        passage(options.names.join(', ')),
      ),
    );
  }
  if (folder === 'unknown') {
    lines.push(l10n.t('The folder, if it is in one.'));
  } else if (folder !== undefined) {
    lines.push(l10n.t('The folder “{0}”.', oneLine(folder.name)));
  }
  if (sender) {
    lines.push(l10n.t('The sender’s name and email.'));
  }
  if (settings.length > 0) {
    lines.push(
      l10n.t('Settings that the server does not return; defaults apply: {0}', passage(settings.join(', '))),
    );
  }
  return lines;
}

/** What is asked in addition when a PDF leaves live. */
export function harmlessQuestion({ title }: CopyPlan): Question {
  return {
    question: l10n.t('Is anything in the PDF of “{0}” confidential?', oneLine(title)),
    detail: l10n.t(
      'It’s copied from Live to Sandbox, which is for tests. More people may have access there. Copy it only if nothing in it is confidential.',
    ),
  };
}

/** Why a template cannot be copied. */
export function problemsMessage(title: string, problems: readonly Problem[]): string {
  const [first] = problems;
  const said = first === undefined ? '' : problemText(first);
  return problems.length === 1
    ? l10n.t('“{0}” has a problem, so nothing was copied. {1}', oneLine(title), passage(said))
    : l10n.t(
        '“{0}” has {1} problems, so nothing was copied: {2}',
        oneLine(title),
        problems.length,
        passage(problems.map(problemText).slice(0, 5).join(' ')),
      );
}

export function copiedMessage({ title, to }: CopyPlan): string {
  return l10n.t('Copied template “{0}” to {1}.', oneLine(title), environmentName(to));
}

export function switchButton({ to }: CopyPlan): string {
  return l10n.t('Switch to {0}', environmentName(to));
}
