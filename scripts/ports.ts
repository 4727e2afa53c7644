import * as net from 'node:net';

/** Fixed, because tokens are bound to the API's origin, and the browser's secrets to the workbench's origin. */
export const demoPorts = { workbench: 4810, sandbox: 4811, live: 4812 } as const;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** `port`, or 0 (any) when something else listens there. */
export const portOrAny = async (port: number): Promise<number> => ((await isFree(port)) ? port : 0);
