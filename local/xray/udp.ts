import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { parseJsonObject } from '../aws/json.ts';
import { SegmentError } from './segment.ts';

/** The X-Ray daemon's UDP port. */
export interface UdpListener {
  readonly port: number;
  /** Datagrams received, and those of them that held no segment. */
  counts(): { readonly received: number; readonly malformed: number };
  close(): Promise<void>;
}

/** Bursts wait here; the system may grant less. */
const receiveBufferBytes = 8 * 1024 * 1024;

/** Listens for the daemon's datagrams (a JSON header line, then a segment document) on 127.0.0.1; a malformed one is counted and dropped. */
export async function listenForSegments(put: (document: unknown) => void, port = 0): Promise<UdpListener> {
  const socket = createSocket('udp4');
  let received = 0;
  let malformed = 0;
  socket.on('message', (datagram) => {
    received += 1;
    try {
      put(readDatagram(datagram));
    } catch (error) {
      if (!(error instanceof SegmentError)) throw error;
      malformed += 1;
    }
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  enlargeBuffer(socket);
  return {
    port: socket.address().port,
    counts: () => ({ received, malformed }),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readDatagram(datagram: Buffer): unknown {
  const end = datagram.indexOf('\n');
  const header = parseJsonObject(datagram.subarray(0, Math.max(end, 0)).toString());
  if (header?.format !== 'json' || header.version !== 1) throw new SegmentError('ParseError');
  try {
    return JSON.parse(datagram.subarray(end + 1).toString());
  } catch {
    throw new SegmentError('ParseError');
  }
}

function enlargeBuffer(socket: Socket): void {
  try {
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch {
    // A system that refuses so large a buffer keeps its own.
  }
}
