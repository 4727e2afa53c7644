import assert from 'node:assert/strict';
import { useSession } from '../support/session';

describe('the packed extension in a real workbench', () => {
  const session = useSession({ files: { 'readme.md': '# A project that signs things\n' } });

  it('shows which environment is active', async () => {
    const item = await session().workbench.statusItem('opensign.environment').waitFor();
    assert.match(await item.text(), /^OpenSign: Sandbox/i);
  });

  it('has its view container in the activity bar', async () => {
    await session().workbench.openContainer('OpenSign');
  });
});
