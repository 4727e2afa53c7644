import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = path.join(__dirname, '../../emulator/main.ts');

describe('the emulator as a process', () => {
  it('prints its base URL, responds to requests, and exits on SIGINT', async () => {
    const token = 'test.FromTheCommandLine00001';
    const args = ['--require', 'tsx/cjs', MAIN, '--environment', 'live', '--token', token];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let baseUrl = '';
      for await (const line of createInterface({ input: child.stdout })) {
        baseUrl = /base URL\s+(\S+)/.exec(line)?.[1] ?? baseUrl;
        if (line.includes('__control')) break;
      }
      const response = await fetch(`${baseUrl}/getuser`, { headers: { 'x-api-token': token } });
      assert.equal(response.status, 200);
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      assert.deepEqual(await ended, [0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
