/** Every command that the extension registers. A test keeps this list and the manifest equal. */
export const commandIds = [
  'opensign.switchEnvironment',
  'opensign.setToken',
  'opensign.removeToken',
  'opensign.checkToken',
  'opensign.getToken',
  'opensign.chooseLiveRegion',
  'opensign.openBaseUrlSetting',
  'opensign.refreshTemplates',
  'opensign.loadMoreTemplates',
  'opensign.findTemplate',
  'opensign.copyTemplateId',
  'opensign.openTemplate',
  'opensign.previewTemplate',
  'opensign.showTemplateJson',
  'opensign.renameTemplate',
  'opensign.editTemplateNote',
  'opensign.replaceTemplatePdf',
  'opensign.deleteTemplate',
  'opensign.refreshTemplate',
  'opensign.uploadPdf',
  'opensign.help',
  'opensign.showLog',
  'opensign.openWalkthrough',
  'opensign.newTemplateInBrowser',
] as const;

export type CommandId = (typeof commandIds)[number];
