import type { EnvironmentName } from '../api/environmentName';
import type { JsonBytes } from '../api/streamedBody';
import { guardedWrite } from '../environment/guardedWrite';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { linkText, paragraphs } from '../ui/question';
import { getTitle } from '../ui/title';
import type { TemplatesContext } from './templateCommands';

/** A checked PDF as the body of the request. */
export interface PreparedFile {
  readonly body: JsonBytes;
  readonly fileName: string;
  /** The path that a symbolic link leads to. */
  readonly linkTarget?: string;
}

/**
 * Asks for a PDF for the template `title`, checks it as an upload does, and creates the body of the request. Resolves
 * with undefined when the user cancels.
 */
export type PrepareFileBody = (
  title: string,
  environment: EnvironmentName,
) => Promise<PreparedFile | undefined>;

/** Replaces the PDF under a template’s roles and widgets. */
export async function replaceTemplatePdf(
  context: Pick<TemplatesContext, 'environments' | 'changes' | 'getTarget'>,
  args: readonly unknown[],
  prepareFileBody: PrepareFileBody,
): Promise<void> {
  const target = await context.getTarget(args, l10n.t('Replace Template PDF'));
  if (target === undefined) {
    return;
  }
  const { environment, id } = target;
  const title = getTitle(target);
  const where = environmentName(environment);
  const file = await prepareFileBody(title, environment);
  if (file === undefined) {
    return;
  }
  await guardedWrite(context.environments, {
    environment,
    confirm: 'live',
    question: () => ({
      question: l10n.t('Replace the PDF of “{0}” in Live?', title),
      detail: paragraphs(
        linkText(file.fileName, file.linkTarget) || l10n.t('New PDF: {0}', file.fileName),
        l10n.t('Roles and widgets stay where they are on the pages. Existing documents keep the old PDF.'),
      ),
      button: l10n.t('Replace in Live'),
    }),
    title: l10n.t('Replacing the PDF of “{0}” in {1}…', title, where),
    run: (client, signal) => client.replaceTemplateFile(id, file.body, signal),
    after: () => context.changes.fire(target),
    done: l10n.t('PDF of the template replaced in {0}', where),
  });
}
