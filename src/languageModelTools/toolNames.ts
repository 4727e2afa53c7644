/** The tools for language models, as the manifest contributes them. */
export const toolNames = [
  'opensign_listTemplates',
  'opensign_readTemplate',
  'opensign_listDocuments',
  'opensign_documentState',
  'opensign_draftDocument',
] as const;

export type ToolName = (typeof toolNames)[number];
