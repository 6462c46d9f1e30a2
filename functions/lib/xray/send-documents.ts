import type { Socket } from 'node:dgram';
import { fitDocuments } from './fit-documents.ts';
import type { Document } from './segment-document.ts';

/** A document has up to 64 KB, a datagram at most 65,507 bytes. */
const LIMIT = 64_000;
/** What every system lets through; some take no more than 9,216 bytes. */
const SMALL_LIMIT = 8_192;
const HEADER = '{"format":"json","version":1}\n';

let socket: Socket | undefined;

type Found = (error: Error | null, address: string, family: number) => void;

/** Lambda names the daemon by number: looking it up would cost as much as sending does. */
function lookUp(host: string, _options: object, found: Found): void {
  found(null, host, 4);
}

/** It never keeps the process alive. */
function openSocket(): Socket {
  // Loaded here: who sends nothing does not pay for it.
  const opened = process.getBuiltinModule('node:dgram').createSocket({ type: 'udp4', lookup: lookUp });
  opened.unref();
  // A daemon that is not there is no reason to fail: X-Ray is told or it is not.
  opened.on('error', () => {});
  return opened;
}

type Address = { readonly host: string; readonly port: number };

/** AWS_XRAY_DAEMON_ADDRESS: `address:port`, or `tcp:address:port udp:address:port`. */
function daemonAddress(text: string): Address | undefined {
  const found = /(?:^|udp:)(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})(?:\s|$)/.exec(text);
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
