import type * as vscode from 'vscode';
import { l10n } from '../ui/l10n';
import type { EnvContext } from './dotenvContext';
import type { EnvHost } from './dotenvHost';
import { planKeptOut, stillTrackedText } from './keptOut';
import { vscodeHost } from './vscodeHost';

/** Lets git ignore a file, by a line in the nearest `.gitignore`. */
export async function addToGitignore(
  { git, detach }: EnvContext,
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
  const plan = await planKeptOut(host, git, folder, file);
  if (plan.state === 'refused') {
    host.warn(plan.message);
    return;
  }
  if (plan.state === 'ignored') {
    git.refresh();
    host.warn(l10n.t('Git ignores {0} already.', name));
    return;
  }
  const { change } = plan;
  if (change === undefined) {
    host.warn(
      l10n.t(
        'A .gitignore already has a line for {0}, but we couldn’t check whether git ignores the file.',
        name,
      ),
    );
    return;
  }
  const gitignore = host.nameOf(change.uri);
  const applied = change.edits.length === 0 || (await host.apply([change]));
  const saved = applied && (await host.save(change.uri));
  git.refresh();
  if (!saved) {
    host.warn(
      l10n.t(
        '{0} couldn’t be changed, so git may not ignore {1}. Add a line for it by hand.',
        gitignore,
        name,
      ),
    );
    return;
  }
  const state = await git.check(file);
  if (state === 'notIgnored') {
    host.warn(stillTrackedText(host, file, change.uri));
    return;
  }
  const message =
    state === 'ignored'
      ? l10n.t('Git ignores {0} now, by a line in {1}.', name, gitignore)
      : l10n.t('Added {0} to {1}, but couldn’t check whether git ignores the file.', name, gitignore);
  detach(tellAdded(host, change.uri, message));
}

async function tellAdded(host: EnvHost, gitignore: vscode.Uri, message: string): Promise<void> {
  if (await host.offer('information', message, l10n.t('Open {0}', host.nameOf(gitignore)))) {
    await host.show(gitignore);
  }
}
