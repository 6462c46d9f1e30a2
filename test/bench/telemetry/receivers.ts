import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where telemetry goes to, and counts it. */
export type Receiver = {
  readonly port: number;
  /** Bytes that have come in, protocol headers included where there are any. */
  bytes(): number;
  stop(): void;
};

/** Takes what OpenTelemetry's exporters send over HTTP. */
export async function startOtlpReceiver(): Promise<Receiver> {
  let bytes = 0;
  const server = createServer(async (request, response) => {
    const head = request.rawHeaders.reduce(
      (sum, text) => sum + text.length + 2,
      `${request.method} ${request.url}`.length,
    );
    for await (const chunk of request) bytes += chunk.length;
    bytes += head;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  server.keepAliveTimeout = 60_000;
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => bytes,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Takes what a tracer sends to X-Ray's daemon. */
export async function startDaemon(): Promise<Receiver> {
  let bytes = 0;
  const socket = createSocket('udp4').on('message', ({ length }) => (bytes += length));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  // Nothing may be lost while the processor is busy with others.
  socket.setRecvBufferSize(8 * 1024 * 1024);
  return { port: socket.address().port, bytes: () => bytes, stop: () => socket.close() };
}
