import { OpenSignError } from '../api/errors';
import { errorText } from '../ui/errorMessage';
import { l10n, passage } from '../ui/l10n';
import { environmentInText, environmentName } from '../ui/names';
import { listed, paragraphs, type Question } from '../ui/question';
import { formatSize } from '../ui/size';
import { isOverAdvice, sandboxAdvice, sizeIn } from '../ui/sizeLimit';
import { oneLine } from '../ui/text';
import type { CopyPlan } from './copyFlow';
import type { Losses } from './losses';
import type { Problem } from './problem';
import { problemText } from './problemText';

/** What is asked before a template is copied: which way it goes, what of, and what is lost on the way. */
export function copyQuestion(plan: CopyPlan): Question {
  const question = l10n.t(
    'Copy the template “{0}” from {1} to {2}?',
    oneLine(plan.title),
    environmentInText(plan.from),
    environmentInText(plan.to),
  );
  const lost = lossLines(plan.losses);
  return {
    question,
    detail: paragraphs(
      ...[listed(contentLines(plan)), ...remarks(plan)],
      ...(lost.length === 0 ? [] : [[l10n.t('Not carried over:'), ...lost].join('\n')]),
    ),
  };
}

function contentLines({ roles, fields, pages, size }: CopyPlan): readonly string[] {
  return [
    l10n.t('Roles: {0}', passage(roles.map(oneLine).join(', '))),
    l10n.t('Widgets: {0}', fields),
    pages === undefined
      ? l10n.t('PDF: {0}', formatSize(size))
      : l10n.t('PDF: {0}, pages: {1}', formatSize(size), pages),
  ];
}

function remarks({ to, title, same, size, assigned }: CopyPlan): readonly string[] {
  const where = environmentInText(to);
  const texts: string[] = [];
  if (same instanceof OpenSignError) {
    texts.push(
      l10n.t(
        'It could not be found out whether {0} already has a template of this title. {1}',
        where,
        passage(errorText(same).message),
      ),
    );
  } else if (same > 0) {
    texts.push(
      l10n.t(
        'There is a template “{0}” in {1} already. It stays as it is; there will be one more.',
        oneLine(title),
        where,
      ),
    );
  }
  if (assigned.length > 0) {
    texts.push(
      l10n.t(
        'People are assigned to these roles, and become contacts in {0}: {1}',
        where,
        passage(assigned.map(oneLine).join(', ')),
      ),
    );
  }
  if (isOverAdvice(to, size)) {
    texts.push(
      l10n.t(
        'OpenSign asks to keep files in its sandbox at {0} or less; this one has {1}.',
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
        'Who only approves or views: the server does not say so of these roles, so they will sign: {0}',
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
    lines.push(l10n.t('The sender’s name and e-mail address.'));
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
    question: l10n.t('Does the PDF of “{0}” hold anything confidential?', oneLine(title)),
    detail: l10n.t(
      'It goes from live to sandbox, which is for tests: more people may see what is there. Copy it only if nothing in it is confidential.',
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
  return l10n.t('The template “{0}” was copied to {1}.', oneLine(title), environmentInText(to));
}

export function switchButton({ to }: CopyPlan): string {
  return l10n.t('Switch to {0}', environmentName(to));
}
