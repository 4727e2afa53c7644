// `npm run demo [-- --port N --no-open]`: the packed extension in a real VS Code in your browser, connected to two
// emulators. Makes no request to other machines.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { DEMO_TOKENS } from '../test/emulator/seed';
import { startEmulators } from '../test/support/emulators';
import { startHost } from '../test/support/host';
import { makeDemoWorkspace } from './demoWorkspace';
import { setUpHost } from './hostSetup';
import { packageOnce } from './package';
import { fromRoot } from './paths';
import { demoPorts, portOrAny } from './ports';
import { startProxy } from './proxy';
import { main } from './run';

const workspace = fromRoot('.demo', 'workspace');

main(async () => {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
  });
  await setUpHost('newest');
  const vsix = await packageOnce();
  const emulators = await startEmulators({
    sandboxPort: await portOrAny(demoPorts.sandbox),
    livePort: await portOrAny(demoPorts.live),
  });
  makeDemoWorkspace(workspace, emulators);
  const settings = { ...emulators.settings, 'workbench.startupEditor': 'readme' };
  const host = await startHost({ vsix, settings });
  const port = values.port === undefined ? await portOrAny(demoPorts.workbench) : Number(values.port);
  const proxy = await startProxy(host.port, port);

  // A document that Li Wei can sign with the printed command.
  const waiting = emulators.demo?.documents.find(({ state }) => state === 'in-progress')?.id ?? '…';
  let stopping = false;
  const stop = (): void => {
    if (!stopping) {
      stopping = true;
      void Promise.all([proxy.close(), host.stop(), emulators.close()]).then(() => process.exit(0));
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const url = `http://127.0.0.1:${proxy.port}/?folder=${encodeURI(workspace)}`;
  console.log(`
OpenSign for VS Code, demo

  open           ${url}

  Sandbox token  ${DEMO_TOKENS.sandbox}
  Live token     ${DEMO_TOKENS.live}
                 Press F1, run "OpenSign: Set API Token…" and paste one. It's kept when you reload.

  signers        To sign as Li Wei, run:
                 curl -H 'content-type: application/json' ${emulators.sandbox.filesOrigin}/__control/sign \\
                      -d '{"documentId":"${waiting}","email":"li@example.com"}'
                 See test/emulator/README.md for more.

Both environments are emulators on this machine. Press Ctrl+C to stop.`);
  if (!values['no-open'] && process.stdout.isTTY && (process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)) {
    spawn('xdg-open', [url], { detached: true, stdio: 'ignore' })
      .once('error', () => {})
      .unref();
  }
});
