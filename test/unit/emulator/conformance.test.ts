import type { Mode } from '../../emulator';
import { replay, type Exchange } from './exchange';
import { TABLES } from './exchanges';
import { startWorld, type World } from './world';

/** Reads and rejected requests change nothing, so they share an emulator. */
const isReadOnly = ({ method, before, status }: Exchange): boolean =>
  before === undefined && (method === 'GET' || status >= 400);

for (const [mode, tables] of Object.entries(TABLES)) {
  describe(`conformance, ${mode}`, () => {
    let shared: World;
    before(async () => {
      shared = await startWorld({ mode: mode as Mode });
    });
    after(() => shared.emulator.close());

    for (const [topic, exchanges] of Object.entries(tables)) {
      describe(topic, () => {
        for (const exchange of exchanges) {
          it(`${exchange.name}: ${exchange.method} is ${exchange.status}`, async () => {
            if (isReadOnly(exchange)) {
              await replay(shared, exchange);
              return;
            }
            const own = await startWorld({ mode: mode as Mode });
            await replay(own, exchange).finally(() => own.emulator.close());
          });
        }
      });
    }
  });
}
