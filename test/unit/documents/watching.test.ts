import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { Watching, type WatchingOptions } from '../../../src/documents/watching';
import { FakeTime } from './fakeTime';

describe('watched documents in workspace state', () => {
  it('lose the addresses that version 0.1.0 stored when a window opens', () => {
    const last = { title: 'NDA', state: { state: 'inProgress' } };
    let stored: unknown = [
      {
        environment: 'live',
        id: 'a',
        last: { ...last, signers: [{ key: 'li@example.com', state: 'viewed' }] },
      },
    ];
    const listen = () => ({ dispose: () => {} });
    Object.assign(vscode.window, { state: { focused: false }, onDidChangeWindowState: listen });
    const options = {
      environments: { onDidChangeActive: listen, onDidChangeStatus: listen },
      workspaceState: {
        get: () => stored,
        update: (_: string, value: unknown) => Promise.resolve(void (stored = value)),
      },
      clock: new FakeTime(),
    } as unknown as WatchingOptions;
    const watching = new Watching(options);
    assert.deepStrictEqual(stored, [
      { environment: 'live', id: 'a', last: { ...last, signers: ['viewed'] } },
    ]);
    assert.strictEqual(watching.isWatched({ environment: 'live', id: 'a' }), true);
    watching.dispose();
  });
});
