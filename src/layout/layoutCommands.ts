/** The commands of this feature, which is loaded when one of them runs. */
export const layoutFileCommands = [
  'opensign.sendPdf',
  'opensign.createTemplateFromLayoutFile',
  'opensign.exportLayoutFile',
  'opensign.copyTemplateToOther',
] as const;

export type LayoutFileCommandId = (typeof layoutFileCommands)[number];
