// `npm run screenshots [-- scene…]`: screenshots of the extension in three themes, saved to docs/screenshots/.
import { mkdirSync } from 'node:fs';
import { startEmulators } from '../test/support/emulators';
import { startSession } from '../test/support/session';
import { ensureChromium } from './chromium';
import { makeDemoWorkspace } from './demoWorkspace';
import { setUpHost } from './hostSetup';
import { fromRoot } from './paths';
import { main } from './run';
import { scenes } from './scenes';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
} as const;

async function takeAll(theme: keyof typeof themes, names: readonly string[]): Promise<void> {
  const folder = fromRoot('.demo', 'workspace');
  const emulators = await startEmulators();
  makeDemoWorkspace(folder, emulators);
  const settings = { ...emulators.settings, 'workbench.colorTheme': themes[theme] };
  const session = await startSession({ settings, folder });
  try {
    for (const [name, scene] of Object.entries(scenes)) {
      // Scenes depend on the previous ones, so all of them run, also if only some are saved.
      await scene({ workbench: session.workbench, emulators, folder });
      if (names.length === 0 || names.includes(name)) {
        const file = fromRoot('docs', 'screenshots', `${name}-${theme}.png`);
        await session.workbench.page.screenshot({ path: file });
        console.log(file);
      }
    }
  } finally {
    await session.close();
    await emulators.close();
  }
}

main(async () => {
  await ensureChromium();
  await setUpHost('newest');
  mkdirSync(fromRoot('docs', 'screenshots'), { recursive: true });
  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    await takeAll(theme, process.argv.slice(2));
  }
});
