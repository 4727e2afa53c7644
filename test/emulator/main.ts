import { parseArgs } from 'node:util';
import { startEmulator } from './index';
import { DEMO_TOKENS, seedDemo } from './seed';

const USAGE = `tsx test/emulator/main.ts --environment sandbox|live [--port N] [--files-port N] [--token T]
  [--templates N] [--mode v1.2|v1] [--community]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      environment: { type: 'string', default: 'sandbox' },
      port: { type: 'string', default: '0' },
      'files-port': { type: 'string', default: '0' },
      token: { type: 'string' },
      templates: { type: 'string' },
      mode: { type: 'string', default: 'v1.2' },
      community: { type: 'boolean', default: false },
    },
  });
  const { environment, mode, templates } = values;
  if (environment !== 'sandbox' && environment !== 'live') throw new Error(USAGE);
  if (mode !== 'v1.2' && mode !== 'v1') throw new Error(USAGE);
  const emulator = await startEmulator({
    environment,
    mode,
    port: Number(values.port),
    filesPort: Number(values['files-port']),
    community: values.community,
  });
  const token = values.token ?? DEMO_TOKENS[environment];
  seedDemo(emulator, { token, ...(templates === undefined ? {} : { templates: Number(templates) }) });
  console.log(`OpenSign emulator, ${environment}`);
  console.log(`  base URL  ${emulator.baseUrl}`);
  console.log(`  token     ${token}`);
  console.log(`  signers   ${emulator.filesOrigin}/__control/state (see test/emulator/README.md)`);
  const stop = (): void => {
    void emulator.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
