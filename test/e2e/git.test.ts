import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { useSession } from '../support/session';
import { until } from '../support/until';
import { makeWorkspace, type Workspace } from '../support/workspace';
import { startEmulators, storeToken, tokens, type Emulators } from './support';

describe('a token and the Git extension', () => {
  const branch = 'a-branch-of-this-test';
  let emulators: Emulators;
  let workspace: Workspace;
  const session = useSession(async () => {
    emulators = await startEmulators();
    workspace = makeWorkspace({ 'shared.env': 'A=1\n', 'app.ts': 'export {};\n' });
    git('init', '--quiet', '--initial-branch', branch);
    git('add', 'shared.env');
    return { settings: emulators.settings, folder: workspace.folder, git: true };
  });
  after(async () => {
    await emulators.close();
    workspace.remove();
  });
  const file = (name: string) => path.join(workspace.folder, name);
  const read = (name: string) => readFileSync(file(name), 'utf8');
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: workspace.folder, encoding: 'utf8' });

  it('is written to .env without a question once git confirms that it ignores the file', async () => {
    const { workbench: wb } = session();
    await storeToken(wb, 'Sandbox', tokens.sandbox);
    // When the Git extension shows the branch, it has opened the repository.
    await wb.page.locator('.statusbar-item', { hasText: branch }).first().waitFor();
    await wb.run('OpenSign: Write Token to .env…');
    const toast = await wb.toast('.env').waitFor();
    assert.match(await toast.text(), /git ignores/i);
    await toast.close();
    assert.equal(read('.gitignore').trim(), '.env');
    assert.equal(read('.env').trim(), `OPENSIGN_SANDBOX_API_TOKEN=${tokens.sandbox}`);
    assert.equal(git('check-ignore', '.env').trim(), '.env');
  });

  it('isn’t written to a file that git tracks, even through a symbolic link', async () => {
    const { workbench: wb } = session();
    rmSync(file('.env'), { force: true });
    symlinkSync('shared.env', file('.env'));
    writeFileSync(file('.gitignore'), '.env\n');
    await wb.run('OpenSign: Write Token to .env…');
    const toast = await wb.toast('Nothing was written').waitFor();
    assert.match(await toast.text(), /symbolic link to .*shared\.env/);
    await toast.close();
    assert.equal(read('shared.env'), 'A=1\n');
  });

  it('isn’t written to an .env that git tracks, even if .gitignore names it', async () => {
    const { workbench: wb } = session();
    rmSync(file('.env'), { force: true });
    writeFileSync(file('.env'), 'B=2\n');
    git('add', '--force', '.env');
    await until('git tracks the file', () => Promise.resolve(git('ls-files').includes('.env')));
    await wb.run('OpenSign: Write Token to .env…');
    const toast = await wb.toast('no token was written').waitFor();
    assert.match(await toast.text(), /git rm --cached/);
    assert.equal(read('.env'), 'B=2\n');
  });
});
