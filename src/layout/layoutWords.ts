/** The vocabulary of a layout file: what the API knows, in the API's own words. Source: api.md 5.5, 5.6. */

export const widgetTypes = [
  'signature',
  'stamp',
  'initials',
  'email',
  'name',
  'job title',
  'company',
  'date',
  'textbox',
  'checkbox',
  'dropdown',
  'radio button',
  'image',
  'number',
  'cells',
  'attachments',
] as const;

export type WidgetType = (typeof widgetTypes)[number];

export const prefillTypes: readonly WidgetType[] = [
  'textbox',
  'date',
  'checkbox',
  'radio button',
  'image',
  'dropdown',
];

export const signerRoles = ['signer', 'approver', 'viewer'] as const;

export type SignerRole = (typeof signerRoles)[number];

export const dateFormats: readonly string[] = [
  'mm/dd/yyyy',
  'dd-mm-yyyy',
  'yyyy-mm-dd',
  'mm.dd.yyyy',
  'mm-dd-yyyy',
  'mmm dd, yyyy',
  'mmmm dd, yyyy',
  'dd mmm, yyyy',
  // The API's own spelling.
  'dd mmmm, yyy',
  'dd/mm/yyyy',
  'dd.mm.yyyy',
];

export const colors: readonly string[] = ['black', 'blue', 'red', 'yellow'];

/** Font sizes go in steps of two up to this one. */
export const largestFont = 28;

/** The type in the API's newer word: old servers say "text input" for what is created as "textbox". */
export function typeOf(type: unknown): WidgetType | undefined {
  const name = type === 'text input' ? 'textbox' : type;
  return widgetTypes.find((known) => known === name);
}
