// Starts both emulators on fixed ports for F5, and writes a VS Code profile and environment variables that use them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { DEMO_TOKENS } from '../test/emulator/seed';
import { startEmulators } from '../test/support/emulators';
import { makeDemoWorkspace } from './demoWorkspace';
import { fromRoot } from './paths';
import { demoPorts } from './ports';
import { main } from './run';

main(async () => {
  console.log('starting'); // .vscode/tasks.json waits for this line and the last one.
  const emulators = await startEmulators({ sandboxPort: demoPorts.sandbox, livePort: demoPorts.live });
  makeDemoWorkspace(fromRoot('.demo', 'workspace'), emulators);
  // Base URLs have application scope, so the window needs its own user settings.
  const user = fromRoot('.demo', 'desktop', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(`${user}/settings.json`, JSON.stringify(emulators.settings, undefined, 2));

  const variables = Object.entries(emulators.env).map(([name, value]) => `${name}=${value}`);
  writeFileSync(
    fromRoot('.demo', 'host.env'),
    [...variables, `OPENSIGN_WORKSPACE=${fromRoot('.demo', 'workspace')}`, ''].join('\n'),
  );

  const stop = (): void => {
    void emulators.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  console.log(`sandbox  ${emulators.sandbox.baseUrl}  token ${DEMO_TOKENS.sandbox}`);
  console.log(`live     ${emulators.live.baseUrl}  token ${DEMO_TOKENS.live}`);
  console.log('Both emulators are running.');
});
