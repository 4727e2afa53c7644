/** The first line of what is written. By it a file is known again, so it is not translated and never changes. */
export const signature = 'Template ids of OpenSign, written by OpenSign for VS Code.';

/** What follows it: how the file is kept. */
export const instructions: readonly string[] = [
  'To update it, run "OpenSign: Update Template IDs" in VS Code. An identifier stays with its',
  'ids, even when the title of the template changes.',
];
