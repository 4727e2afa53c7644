/** The commands of this feature that are loaded when one of them runs. */
export const editorCommands = [
  'opensign.insertRequest',
  'opensign.copyAsCurl',
  'opensign.copyIdAsConstant',
  'opensign.exportTemplateIds',
  'opensign.updateTemplateIds',
  'opensign.checkTemplateIds',
  'opensign.writeTokenToEnv',
  'opensign.moveTokenToEnv',
  'opensign.storeFoundToken',
  'opensign.addToGitignore',
  'opensign.ignoreId',
  'opensign.revealId',
  'opensign.openId',
  'opensign.copyId',
  'opensign.editorHelp',
] as const;

export type EditorCommandId = (typeof editorCommands)[number];
