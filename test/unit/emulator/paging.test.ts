import assert from 'node:assert/strict';
import { startEmulator, type Account, type Emulator } from '../../emulator';
import { seedMany } from '../../emulator/seed';
import { ask, at, TOKEN } from './client';

describe('paging', () => {
  let emulator: Emulator;
  let account: Account;
  const page = async (query: string): Promise<string[]> => {
    const { json } = await ask(emulator, 'GET', `/templatelist?${query}`);
    return (json as { result: { title: string }[] }).result.map(({ title }) => title);
  };
  before(async () => {
    emulator = await startEmulator({ environment: 'sandbox' });
    account = emulator.addAccount({ token: TOKEN, name: 'Ada', email: 'ada@example.com' });
    seedMany(account, 1203);
  });
  after(() => emulator.close());

  it('has a default limit, a maximum limit and an end', async () => {
    assert.equal((await page('')).length, 100);
    assert.equal((await page('limit=')).length, 100);
    assert.equal((await page('limit=1000')).length, 500);
    assert.equal((await page('limit=500&skip=1000')).length, 203);
    assert.equal((await page('skip=1203')).length, 0);
    assert.equal((await page('limit=%205')).length, 5);
    assert.equal((await page('limit=1.5')).length, 2);
    assert.deepEqual(await page('limit=2&page=7&order=title'), ['Template 1203', 'Template 1202']);
  });

  it('returns each template once if nothing changes', async () => {
    const all = (await Promise.all([0, 500, 1000].map((skip) => page(`limit=500&skip=${skip}`)))).flat();
    assert.equal(new Set(all).size, 1203);
    assert.deepEqual([...all].sort().reverse(), all);
  });

  it('repeats the first page on a server that ignores `skip`', async () => {
    const endless = await startEmulator({ environment: 'sandbox', quirks: { ignoresSkip: true } });
    const bo = endless.addAccount({ token: TOKEN, name: 'Bo', email: 'bo@example.com' });
    seedMany(bo, 3);
    bo.addDocument({ title: 'D', roles: [] });
    bo.addContact({ email: 'li@example.com' });
    await ask(endless, 'POST', '/createfolder', { body: { folderName: 'F' } });
    for (const path of ['/templatelist', '/documentlist/inprogress', '/contactlist', '/folderlist']) {
      const first = await ask(endless, 'GET', `${path}?limit=1`);
      const later = await ask(endless, 'GET', `${path}?limit=1&skip=900`);
      assert.equal(later.text.includes('objectId'), true, path);
      assert.equal(at(later.json, 'result', 0, 'objectId'), at(first.json, 'result', 0, 'objectId'));
    }
    await endless.close();
  });

  it('repeats one item and skips another if an item changes between two pages', async () => {
    const first = await page('limit=2');
    const old = account.templates().find(({ title }) => title === 'Template 0001');
    emulator.control.touchTemplate(old?.id ?? '');
    const second = await page('limit=2&skip=2');
    assert.deepEqual(first, ['Template 1203', 'Template 1202']);
    assert.deepEqual(second, ['Template 1202', 'Template 1201']);
    assert.equal((await page('limit=1'))[0], 'Template 0001');
  });
});
