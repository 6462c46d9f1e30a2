import type { IncomingMessage } from 'node:http';
import type { GatewayRequest } from './proxy-event.ts';

/** Reads a whole request, body included; `tooLarge` beyond the limit (in bytes), `aborted` when the client went away. */
export async function readRequest(
  message: IncomingMessage,
  limitBytes: number,
): Promise<GatewayRequest | 'tooLarge' | 'aborted'> {
  const { method = 'GET', url = '/', rawHeaders, socket } = message;
  // Read before the body: a socket that has closed knows its ends no more.
  const sourceIp = (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const port = socket.localPort ?? 80;
  const body = await readBody(message, limitBytes);
  if (typeof body === 'string') return body;
  return { method, target: url, headers: rawHeaders, body, sourceIp, port };
}

async function readBody(message: IncomingMessage, limitBytes: number): Promise<Buffer | 'tooLarge' | 'aborted'> {
  if (Number(message.headers['content-length'] ?? 0) > limitBytes) return 'tooLarge';
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message) {
      size += chunk.length;
      if (size > limitBytes) return 'tooLarge';
      chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  return Buffer.concat(chunks, size);
}
