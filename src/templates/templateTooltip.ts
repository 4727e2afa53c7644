import * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import type { Template } from '../api/template';
import { dateTime } from '../ui/age';
import { l10n, passage } from '../ui/l10n';
import { plain, shorten } from '../ui/markdown';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { filledBy, readinessText, roleName, widgetCount } from './templateWords';

/** What there is to know of a template. Everything the server said appears as plain text, whatever it contains. */
export function templateTooltip(environment: EnvironmentName, template: Template): vscode.MarkdownString {
  const lines: string[] = [`**${plain(titleOf(template))}**`];
  const readiness = readinessText(template);
  if (readiness !== undefined) {
    lines.push(plain(readiness));
  }
  if (template.note !== undefined) {
    lines.push(plain(l10n.t('Note: {0}', passage(shorten(template.note)))));
  }
  if (template.description !== undefined) {
    lines.push(plain(l10n.t('Description: {0}', passage(shorten(template.description)))));
  }
  if (template.roles.length > 0) {
    lines.push(template.roles.map((role, index) => `* ${plain(roleLine(role, index))}`).join('\n'));
  }
  const dates = [
    template.createdAt && l10n.t('Created {0}', dateTime(template.createdAt)),
    template.updatedAt && l10n.t('Updated {0}', dateTime(template.updatedAt)),
  ].filter((date) => date !== undefined);
  if (dates.length > 0) {
    lines.push(plain(dates.join(' · ')));
  }
  // An id is letters and digits, so it needs no escaping, and as code it can be told from the words.
  lines.push(`${plain(l10n.t('ID in {0}:', environmentName(environment)))} \`${template.id}\``);
  return new vscode.MarkdownString(lines.join('\n\n'));
}

function roleLine(role: Template['roles'][number], index: number): string {
  const parts = [filledBy(role), widgetCount(role)].filter((part) => part !== undefined);
  return l10n.t('{0}: {1}', roleName(role, index), passage(parts.join(', ')));
}
