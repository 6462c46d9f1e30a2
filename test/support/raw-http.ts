import { connect } from 'node:net';

/** An answer as it came over the socket; a body in chunks is left so. */
export type RawAnswer = {
  readonly status: number;
  /** Header lines in lower case by name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
};

type Sending = {
  /** Ends the sending side after the bytes, as a client does that gives up. */
  readonly end?: boolean;
  /** Destroys the socket after the bytes. */
  readonly hangUp?: boolean;
  /** Ends the sending side when no answer came within so many milliseconds: the server may wait for what never comes. */
  readonly patienceMs?: number;
};

/** Sends bytes to a local port and gives the first final answer; `undefined` when the connection closes without one. */
export function sendRaw(
  port: number,
  bytes: Uint8Array | string,
  sending: Sending = {},
): Promise<RawAnswer | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    let received = Buffer.alloc(0);
    const patience = sending.patienceMs === undefined ? undefined : setTimeout(() => socket.end(), sending.patienceMs);
    const settle = (closed: boolean): void => {
      const answer = parseAnswer(received, closed);
      if (answer === undefined && !closed) return;
      resolve(answer);
      clearTimeout(patience);
      socket.destroy();
    };
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      settle(false);
    });
    // What resets the connection closes it as well; the bytes before it are the answer.
    socket.on('error', () => {});
    socket.on('end', () => settle(true));
    socket.on('close', () => settle(true));
    socket.write(bytes, () => {
      if (sending.hangUp) socket.resetAndDestroy();
      else if (sending.end) socket.end();
    });
  });
}

/** The first final answer in the bytes, behind interim ones; `undefined` as long as it is not whole. */
export function parseAnswer(bytes: Buffer, closed: boolean): RawAnswer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [start = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(start.split(' ')[1]);
  const rest = bytes.subarray(end + 4);
  if (status < 200) return parseAnswer(rest, closed);
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  if (headers.get('transfer-encoding') === 'chunked')
    return rest.includes('0\r\n\r\n') ? { status, headers, body: rest } : undefined;
  const length = Number(headers.get('content-length') ?? (closed ? rest.length : Number.POSITIVE_INFINITY));
  return rest.length >= length ? { status, headers, body: rest.subarray(0, length) } : undefined;
}
