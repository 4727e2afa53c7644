import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What the server does at which time. */
export interface Behavior {
  /** Called when a client has connected. */
  readonly connected?: (socket: Socket) => void;
  /** Called when the headers of a request have arrived. */
  readonly headed?: (socket: Socket) => void;
  /** Called when a complete request has arrived. */
  readonly answer?: (socket: Socket) => void;
}

/** A server on raw sockets, which can break HTTP at any byte. Counts requests. */
export class RawServer {
  /** Requests whose headers arrived, and requests that arrived completely. */
  heads = 0;
  complete = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(private readonly behavior: Behavior) {
    this.server = createServer((socket) => this.serve(socket));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    let received = Buffer.alloc(0);
    let expected: number | undefined;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    // The client may disconnect while the server still writes.
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (expected === undefined) {
        const end = received.indexOf('\r\n\r\n');
        if (end === -1) {
          return;
        }
        this.heads++;
        const head = received.subarray(0, end).toString('latin1');
        expected = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
        received = received.subarray(end + 4);
        this.behavior.headed?.(socket);
      }
      if (received.length >= expected) {
        received = received.subarray(expected);
        expected = undefined;
        this.complete++;
        this.behavior.answer?.(socket);
      }
    });
    this.behavior.connected?.(socket);
  }
}
