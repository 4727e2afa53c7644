import type * as vscode from 'vscode';
import { l10n } from '../../ui/l10n';
import type { EnvContext } from './context';
import type { EnvHost } from './host';
import { isIgnoredNow, planIgnoring } from './ignoring';
import { refusalOf } from './storing';
import { vscodeHost } from './vscodeHost';

/** Lets git ignore a file, by a line in the nearest `.gitignore`. */
export async function addToGitignore(
  { gitIgnores, detach }: EnvContext,
  args: readonly unknown[],
  host: EnvHost = vscodeHost,
): Promise<void> {
  const [uri] = args;
  if (typeof uri !== 'string') {
    return;
  }
  const file = host.fileOf(host.parse(uri));
  const folder = host.folderOf(file);
  const name = host.nameOf(file);
  if (folder === undefined) {
    host.warn(
      l10n.t(
        '{0} is in none of the open folders, so there is no .gitignore for it. Open its folder first.',
        name,
      ),
    );
    return;
  }
  const plan = await planIgnoring(host, folder, file);
  if (plan.state === 'ignored') {
    gitIgnores.refresh();
    host.warn(l10n.t('Git ignores {0} already.', name));
    return;
  }
  if (plan.state !== 'change') {
    host.warn(refusalOf(host, file, plan) ?? '');
    return;
  }
  const { change } = plan;
  const gitignore = host.nameOf(change.uri);
  const applied = change.edits.length === 0 || (await host.apply([change]));
  const saved = applied && (await host.save(change.uri)) && (await isIgnoredNow(host, folder, file));
  gitIgnores.refresh();
  if (!saved) {
    host.warn(
      l10n.t('{0} could not be changed so that git ignores {1}. Add a line for it by hand.', gitignore, name),
    );
    return;
  }
  detach(tellAdded(host, change.uri, l10n.t('Git ignores {0} now, by a line in {1}.', name, gitignore)));
}

async function tellAdded(host: EnvHost, gitignore: vscode.Uri, message: string): Promise<void> {
  if (await host.offer('information', message, l10n.t('Open {0}', host.nameOf(gitignore)))) {
    await host.show(gitignore);
  }
}
