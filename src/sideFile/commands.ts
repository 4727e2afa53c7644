/** The commands of this feature, which is loaded when one of them runs. */
export const sideFileCommands = [
  'opensign.sendPdf',
  'opensign.createTemplateFromSideFile',
  'opensign.exportSideFile',
  'opensign.copyTemplateToOther',
] as const;

export type SideFileCommandId = (typeof sideFileCommands)[number];
