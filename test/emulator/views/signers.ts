import type { Deployment } from '../deployment';
import { present, type Json } from '../json';
import type { Role, Widget } from '../records';

const TEMPLATE_OPTIONS = ['name', 'color', 'hide_text_with_asterisks'];
const DOCUMENT_OPTIONS = ['name'];

/** Roles as in GET, and in lists. Some servers omit `widgets` in lists. */
export function viewSigners(
  { contacts, settings: { quirks } }: Deployment,
  roles: readonly Role[],
  kind: 'template' | 'document',
  withWidgets: boolean,
): Json[] {
  return roles.map(({ role, contactId, widgets }) => {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    return present({
      role,
      name: contact?.name ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
      widgets: withWidgets
        ? widgets.map((widget) =>
            quirks.shortObjects ? shortWidget(widget, quirks.textInput) : fullWidget(widget, kind),
          )
        : undefined,
    });
  });
}

function shortWidget({ type, x, y, w, h, page }: Widget, textInput: boolean): Json {
  return { type: textInput && type === 'textbox' ? 'text input' : type, x, y, w, h, page };
}

function fullWidget({ type, page, x, y, w, h, options = {} }: Widget, kind: 'template' | 'document'): Json {
  const shown: Json = {};
  for (const key of kind === 'template' ? TEMPLATE_OPTIONS : DOCUMENT_OPTIONS) {
    if (options[key] !== undefined) shown[key] = options[key];
  }
  if (kind === 'template' && options['fontsize'] !== undefined) shown['fontSize'] = options['fontsize'];
  return { type, page, x, y, w, h, options: shown };
}
