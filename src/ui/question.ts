import * as vscode from 'vscode';
import { ask, createPicker, showInput } from './gateway';
import { l10n, passage } from './l10n';
import { shortenPath } from './text';

export interface Question {
  readonly question: string;
  readonly detail: string;
}

/** A question about people, roles or files, all of which are shown before the button can be pressed. */
export interface NamingQuestion extends Question {
  /** Shown before the names. */
  readonly intro: string;
  /** One line each. */
  readonly names: readonly string[];
  readonly button: string;
}

const maxListed = 10;
/** More names make a dialog unreadable. */
const maxNamed = 15;
/** UTF-16 units. A native dialog doesn't scroll, and the system truncates its text. */
const maxListLength = 2400;

export function paragraphs(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

/** Names the file that is sent instead of the symbolic link `name`. Empty for a file that isn't a link. */
export function linkText(name: string, target: string | undefined): string {
  return target === undefined
    ? ''
    : l10n.t('{0} is a symbolic link. The linked file is sent: {1}', name, passage(shortenPath(target)));
}

/** One item per line. Shortens long lists, so don't use it for people or for what is sent to Live. */
export function listed(lines: readonly string[]): string {
  const more = lines.length - maxListed;
  return more > 1
    ? [...lines.slice(0, maxListed), l10n.t('… and {0} more', more)].join('\n')
    : lines.join('\n');
}

/** Asks in a modal dialog. Too many names for it are shown in a list, and only the list has the button. */
export async function askNaming(question: NamingQuestion): Promise<boolean> {
  const { names, button } = question;
  if (fitsDialog(names)) {
    return (await ask(question.question, namingDetail(question), button)) === button;
  }
  const showAll = l10n.t('Show All');
  const choice = await ask(question.question, namingDetail(question), showAll);
  return choice === showAll && (await confirmInList(question));
}

export function namingDetail({ intro, names, detail }: NamingQuestion): string {
  const listed = fitsDialog(names)
    ? names.join('\n')
    : l10n.t('{0} entries. Select Show All to check them before you continue.', names.length);
  return paragraphs(intro, listed, detail);
}

function fitsDialog(names: readonly string[]): boolean {
  return names.length <= maxNamed && names.join('\n').length <= maxListLength;
}

function confirmInList({ question, names, button }: NamingQuestion): Promise<boolean> {
  const picker = createPicker();
  const confirm = { label: button, iconPath: new vscode.ThemeIcon('check'), alwaysShow: true };
  const rows = names.map((label) => ({ label }));
  picker.title = question;
  picker.placeholder = l10n.t('{0} entries. Check them, then select “{1}”.', names.length, button);
  picker.ignoreFocusOut = true;
  picker.items = [confirm, ...rows];
  // Otherwise pressing Enter twice would confirm an unread list.
  picker.activeItems = rows.slice(0, 1);
  return showInput(picker, false, ({ finish }) => [
    picker.onDidAccept(() => {
      if (picker.selectedItems[0] === confirm) {
        finish(true);
      }
    }),
  ]);
}
