import type { EnvironmentName } from '../api/environmentName';
import type { JsonBytes } from '../api/streamedBody';
import { assertActive } from '../environment/active';
import { ask, showStatus } from '../ui/gateway';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { linkText, paragraphs } from '../ui/question';
import { titleOf } from '../ui/title';
import { targetOf } from './templateTarget';
import { write, type WriteContext } from './templateWrite';

/** A checked PDF as the body of the request. */
export interface PreparedFile {
  readonly body: JsonBytes;
  readonly fileName: string;
  /** The path that a symbolic link leads to. */
  readonly linkTarget?: string;
}

/**
 * Asks for a PDF for the template `title`, checks it as an upload does, and makes the body of the request. Resolves
 * with undefined when the user does not want to go on.
 */
export type PrepareFileBody = (
  title: string,
  environment: EnvironmentName,
) => Promise<PreparedFile | undefined>;

/** Puts another PDF under the roles and widgets of a template. */
export async function replaceTemplatePdf(
  context: WriteContext,
  args: readonly unknown[],
  prepareFileBody: PrepareFileBody,
): Promise<void> {
  const node = await targetOf(context, args, l10n.t('Replace Template PDF'));
  if (node === undefined) {
    return;
  }
  const { environment, template } = node;
  const title = titleOf(template);
  const where = environmentName(environment);
  const file = await prepareFileBody(title, environment);
  if (file === undefined) {
    return;
  }
  assertActive(context.environments, environment);
  if (environment === 'live') {
    const replace = l10n.t('Replace in Live');
    const question = l10n.t('Replace the PDF of “{0}” in Live?', title);
    const detail = paragraphs(
      linkText(file.fileName, file.linkTarget) || l10n.t('New PDF: {0}', file.fileName),
      l10n.t('Roles and widgets stay where they are on the pages. Existing documents keep the old PDF.'),
    );
    if ((await ask(question, detail, replace)) !== replace) {
      return;
    }
  }
  const progress = l10n.t('Replacing the PDF of “{0}” in {1}…', title, where);
  await write(context, node, progress, (client, signal) =>
    client.replaceTemplateFile(template.id, file.body, signal),
  );
  showStatus(l10n.t('PDF of the template replaced in {0}', where), 5000);
}
