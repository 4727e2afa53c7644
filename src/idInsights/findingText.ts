import type * as vscode from 'vscode';
import { otherEnvironment, type EnvironmentName } from '../api/environmentName';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { oneLine } from '../ui/text';
import { isDotEnv } from '../dotenv/dotEnv';
import type { Finding } from './findings';

/** What is wrong, in a sentence or two. `active` is the environment that the text is read in. */
export function findingText(finding: Finding, active: EnvironmentName, uri: vscode.Uri): string {
  switch (finding.rule) {
    case 'wrong-environment-id':
      return misplacedText(finding, active);
    case 'hard-coded-token':
      return tokenText(finding, uri);
    case 'host-mismatch':
      return l10n.t(
        '{0} is for {1}, but this statement goes to {2}, which rejects it. Expected: {3}',
        finding.variable,
        environmentName(otherEnvironment(finding.hostEnvironment)),
        environmentName(finding.hostEnvironment),
        finding.expected,
      );
  }
}

function misplacedText(
  { found }: Extract<Finding, { rule: 'wrong-environment-id' }>,
  active: EnvironmentName,
): string {
  const there = environmentName(found.environment);
  const here = environmentName(active);
  const { kind, title } = found.known;
  if (title === undefined) {
    return kind === 'template'
      ? l10n.t(
          'This is the ID of a template in {0}. In {1}, which is active, it does not exist.',
          there,
          here,
        )
      : l10n.t(
          'This is the ID of a document in {0}. In {1}, which is active, it does not exist.',
          there,
          here,
        );
  }
  const name = oneLine(title);
  return kind === 'template'
    ? l10n.t(
        'The template “{0}” belongs to {1}. In {2}, which is active, this ID does not exist.',
        name,
        there,
        here,
      )
    : l10n.t(
        'The document “{0}” belongs to {1}. In {2}, which is active, this ID does not exist.',
        name,
        there,
        here,
      );
}

function tokenText(
  { environment, by }: Extract<Finding, { rule: 'hard-coded-token' }>,
  uri: vscode.Uri,
): string {
  const where = environmentName(environment);
  if (isDotEnv(uri)) {
    return by === 'stored'
      ? l10n.t('Your API token for {0} is in this file, and git does not ignore the file.', where)
      : l10n.t('This looks like an API token for {0}, and git does not ignore the file.', where);
  }
  return by === 'stored'
    ? l10n.t('This is your API token for {0}. Whoever can read the code can use it.', where)
    : l10n.t('This looks like an API token for {0}. Whoever can read the code can use it.', where);
}
