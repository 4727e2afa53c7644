import * as http from 'node:http';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  readonly port: number;
  close(): Promise<void>;
}

/** Half of the key that seals a browser's secrets; the other half is in the browser. The same at every start. */
const serverKey = Buffer.alloc(32, 7);

/**
 * A loopback proxy in front of VS Code's server that answers the one request the bare server doesn't support:
 * without `/mint-key`, secrets live in memory and are gone at a reload. All else passes through untouched, the
 * Host header too, from which the workbench learns its own address.
 */
export function startProxy(target: number, port: number): Promise<Proxy> {
  const server = http.createServer((request, response) => {
    if (request.method === 'POST' && request.url?.split('?')[0] === '/mint-key') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(serverKey);
      return;
    }
    const { method, url: path, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port: target, method, path, headers });
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  });
  const tunnels = new Set<net.Socket>();
  server.on('upgrade', (request: http.IncomingMessage, client: net.Socket, head: Buffer) => {
    const onward = net.connect(target, '127.0.0.1', () => {
      onward.write(requestText(request));
      onward.write(head);
      onward.pipe(client);
      client.pipe(onward);
    });
    for (const [one, other] of [
      [client, onward],
      [onward, client],
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

function requestText({ method, url, httpVersion, rawHeaders }: http.IncomingMessage): string {
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
