import { l10n, passage } from '../ui/l10n';
import type { Problem } from './problem';

/** A sentence that says what is wrong, and where it helps what to do. */
export function problemText({ code, args }: Problem): string {
  const [first = '', second = '', third = ''] = args;
  switch (code) {
    case 'notJson':
      return l10n.t('This is not valid JSON, so nothing else was checked.');
    case 'tooDeep':
      return l10n.t(
        'Objects and lists are nested more than {0} levels deep, so nothing else was checked.',
        first,
      );
    case 'notAnObject':
      return l10n.t('A layout file is a JSON object.');
    case 'version':
      return l10n.t('“version” has to be {0}; nothing else was checked.', first);
    case 'type':
      return l10n.t('This has to be of type {0}.', first);
    case 'noRoles':
      return l10n.t('There has to be at least one role.');
    case 'emptyRole':
      return l10n.t('Each role needs a name in “role”.');
    case 'sameRole':
      return l10n.t('The role “{0}” is there twice; OpenSign tells roles apart by their names.', first);
    case 'signerRole':
      return l10n.t('“signerRole” has to be one of: {0}.', first);
    case 'noSignature':
      return l10n.t(
        'The role “{0}” signs, but has no signature widget. Add one, or set “signerRole” to approver or viewer.',
        first,
      );
    case 'viewerWidgets':
      return l10n.t('A viewer must not have widgets.');
    case 'email':
      return l10n.t(
        '“{0}” isn’t an email address that OpenSign accepts. It would be silently dropped.',
        first,
      );
    case 'noWidgetType':
      return l10n.t('The widget needs a “type”.');
    case 'widgetType':
      return l10n.t('OpenSign has no widget of type “{0}”.', first);
    case 'prefillType':
      return l10n.t('A widget of type “{0}” cannot be filled by the sender.', first);
    case 'place':
      return l10n.t('“{0}” has to be a number of PDF points, 0 or more.', first);
    case 'size':
      return l10n.t('“{0}” has to be a number of PDF points, more than 0.', first);
    case 'page':
      return l10n.t('“page” has to be a whole number; pages count from 1.');
    case 'noPage':
      return l10n.t('There is no page {0}: the PDF has {1}.', first, second);
    case 'offPage':
      return l10n.t('The widget reaches beyond page {0}, which is {1} × {2} points.', first, second, third);
    case 'sameName':
      return l10n.t('The name “{0}” is there twice; names have to be unique in a document.', first);
    case 'dateFormat':
      return l10n.t('The format has to be one of: {0}.', passage(String(first)));
    case 'dateTwice':
      return l10n.t('A date has either a “default” or the “signing_date”, not both.');
    case 'noValues':
      return l10n.t('A {0} without “values” gives the signer nothing to choose.', first);
    case 'color':
      return l10n.t('The color has to be one of: {0}.', first);
    case 'fontSize':
      return l10n.t('The font size has to be an even number from 2 to {0}.', first);
    case 'https':
      return l10n.t('It has to be an https address.');
    case 'days':
      return l10n.t('It has to be a whole number of days, 1 or more.');
    case 'emptyTitle':
      return l10n.t('OpenSign needs a title.');
    case 'oddTitle':
      return l10n.t('OpenSign may refuse a title that is long, or has no Latin letters or digits.');
    case 'noPdf':
      return l10n.t('There is no PDF of the same name beside this file.');
  }
}
