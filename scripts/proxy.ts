import * as http from 'node:http';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  readonly port: number;
  close(): Promise<void>;
}

/** Half of the key that encrypts secrets in the browser, which has the other half. Constant, so that a restart keeps them. */
const serverKey = Buffer.alloc(32, 7);

/**
 * A loopback proxy in front of VS Code's server that adds `/mint-key`, which the server lacks: without it, secrets are
 * only kept in memory and lost on reload. Everything else is forwarded unchanged. The workbench reads its own address
 * from the Host header.
 */
export function startProxy(target: number, port: number): Promise<Proxy> {
  const server = http.createServer((request, response) => {
    if (request.method === 'POST' && request.url?.split('?')[0] === '/mint-key') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(serverKey);
      return;
    }
    const { method, url: path, headers } = request;
    const forwarded = http.request({ host: '127.0.0.1', port: target, method, path, headers });
    forwarded.once('response', (received) => {
      response.writeHead(received.statusCode ?? 502, received.rawHeaders);
      received.pipe(response);
    });
    forwarded.once('error', () => response.destroy());
    response.once('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  const tunnels = new Set<net.Socket>();
  server.on('upgrade', (request: http.IncomingMessage, client: net.Socket, head: Buffer) => {
    const upstream = net.connect(target, '127.0.0.1', () => {
      upstream.write(formatHead(request));
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      tunnels.add(one);
      one.once('error', () => one.destroy());
      one.once('close', () => {
        tunnels.delete(one);
        other.destroy();
      });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => close(server, tunnels) });
    });
  });
}

function formatHead({ method, url, httpVersion, rawHeaders }: http.IncomingMessage): string {
  let text = `${method ?? 'GET'} ${url ?? '/'} HTTP/${httpVersion}\r\n`;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    text += `${String(rawHeaders[at])}: ${String(rawHeaders[at + 1])}\r\n`;
  }
  return `${text}\r\n`;
}

function close(server: http.Server, tunnels: ReadonlySet<net.Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    for (const socket of tunnels) {
      socket.destroy();
    }
  });
}
