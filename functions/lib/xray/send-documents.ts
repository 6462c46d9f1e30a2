import type { Socket } from 'node:dgram';
import { fitDocuments } from './fit-documents.ts';
import type { Document } from './segment-document.ts';

/** A document has up to 64 KB, a datagram at most 65,507 bytes. */
const LIMIT = 64_000;
/** What every system lets through; some take no more than 9,216 bytes. */
const SMALL_LIMIT = 8_192;
const HEADER = '{"format":"json","version":1}\n';

let socket: Socket | undefined;

/** Connected, so that an address is not looked up for each datagram; it never keeps the process alive. */
function openSocket(): Socket {
  // Loaded here: who sends nothing does not pay for it.
  const opened = process.getBuiltinModule('node:dgram').createSocket('udp4');
  opened.unref();
  // A daemon that is not there is no reason to fail: X-Ray is told or it is not.
  opened.on('error', () => {});
  return opened;
}

type Address = { readonly host: string; readonly port: number };

/** AWS_XRAY_DAEMON_ADDRESS: `host:port`, or `tcp:host:port udp:host:port`. */
function daemonAddress(text: string): Address | undefined {
  const found = /(?:^|udp:)([^\s:]+):(\d{1,5})(?:\s|$)/.exec(text);
  return found?.[1] ? { host: found[1], port: Number(found[2]) } : undefined;
}

/** Whether there is a daemon to send to: Lambda says so where tracing is on. */
export function hasDaemon(): boolean {
  return Boolean(process.env.AWS_XRAY_DAEMON_ADDRESS);
}

function send(document: Document, { host, port }: Address, limit: number): void {
  socket ??= openSocket();
  for (const fitted of fitDocuments(document, limit)) {
    socket.send(HEADER + fitted.text, port, host, (error) => {
      const isTooLarge = error && 'code' in error && error.code === 'EMSGSIZE' && limit > SMALL_LIMIT;
      if (isTooLarge) send(fitted.document, { host, port }, SMALL_LIMIT);
    });
  }
}

/** Sends a document to the X-Ray daemon, in several datagrams when it is too large for one; what cannot be sent is lost. */
export function sendDocument(document: Document): void {
  const address = daemonAddress(process.env.AWS_XRAY_DAEMON_ADDRESS ?? '');
  try {
    if (address) send(document, address, LIMIT);
  } catch {
    // An address that is none: the work that was recorded goes on.
  }
}
