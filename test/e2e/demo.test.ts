import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { fromRoot, root } from '../../scripts/paths';
import { newWindow, startBrowser } from '../support/browser';
import { saveFailure } from '../support/failure';
import { until } from '../support/until';
import { Workbench } from '../support/workbench';
import { storeToken } from './support';

describe('npm run demo', () => {
  let demo: ChildProcess;
  let printed = '';
  let browser: Browser | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    // As `npm run demo` does: not by tsx's own program, which ends a script that takes its time to stop.
    const args = ['--require', 'tsx/cjs', fromRoot('scripts', 'demo.ts'), '--no-open', '--port', '0'];
    demo = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    demo.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    demo.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await until('the demo says how to stop it', () => printed.includes('Ctrl+C'));
    browser = await startBrowser();
  });

  after(async () => {
    await browser?.close();
    demo.kill('SIGTERM');
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await saveFailure(this.currentTest.fullTitle(), { page: workbench?.page });
    }
  });

  const read = (pattern: RegExp): string => {
    const found = pattern.exec(printed)?.[1];
    assert.ok(found, `${String(pattern)} in\n${printed}`);
    return found;
  };

  it('prints all it takes to list templates, and a token survives a reload', async () => {
    assert.ok(browser);
    const window = await newWindow(browser, { serverHasKey: true });
    workbench = new Workbench(await window.newPage());
    await workbench.page.goto(read(/(http:\S+\?folder=\S+)/));
    await workbench.waitUntilReady();
    await workbench.statusItem('opensign.environment').waitFor('no token');
    await storeToken(workbench, 'Sandbox', read(/Sandbox token\s+(\S+)/));
    await workbench.openContainer('OpenSign');
    const rows = await workbench.view('Templates').waitForRows();
    await workbench.reload();
    await workbench.statusItem('opensign.environment').waitForText('OpenSign: Sandbox');
    await workbench.openContainer('OpenSign');
    assert.deepEqual(await workbench.view('Templates').waitForRows(), rows);
  });

  it('stops its servers on Ctrl+C', async () => {
    const url = read(/(http:\S+\?folder=\S+)/);
    const gone = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill('SIGINT');
    assert.equal(await gone, 0);
    await assert.rejects(fetch(url));
  });
});
