import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A segment document as the X-Ray daemon gets it; subsegments that are sent alone are documents, too. */
export type SegmentDocument = {
  readonly id: string;
  readonly name: string;
  readonly trace_id?: string;
  readonly parent_id?: string;
  readonly type?: 'subsegment';
  readonly fault?: boolean;
  readonly error?: boolean;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly http?: unknown;
  readonly cause?: { readonly exceptions: readonly { readonly id: string; readonly cause?: string }[] };
  readonly aws?: Readonly<Record<string, unknown>>;
  readonly subsegments?: readonly SegmentDocument[];
};

/** Listens in the X-Ray daemon's place. */
export type SegmentListener = {
  readonly port: number;
  /** Every document so far, embedded subsegments too, with the trace and parent that they inherit. */
  documents(): SegmentDocument[];
  /** Resolves with the documents once there are ones of all these names. */
  received(...names: string[]): Promise<SegmentDocument[]>;
  text(): string;
  clear(): void;
  stop(): void;
};

function flatten(document: SegmentDocument): SegmentDocument[] {
  const children = (document.subsegments ?? []).map((child) => ({
    ...child,
    trace_id: document.trace_id ?? '',
    parent_id: document.id,
  }));
  return [document, ...children.flatMap(flatten)];
}

/** Starts listening on a free UDP port. */
export async function startSegmentListener(): Promise<SegmentListener> {
  const socket = createSocket('udp4');
  const datagrams: string[] = [];
  socket.on('message', (message) => datagrams.push(message.toString().split('\n').slice(1).join('\n')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const documents = () => datagrams.flatMap((text) => flatten(JSON.parse(text)));
  return {
    port: socket.address().port,
    documents,
    async received(...names) {
      while (!names.every((name) => documents().some((document) => document.name === name)))
        await once(socket, 'message');
      return documents();
    },
    text: () => datagrams.join('\n'),
    clear() {
      datagrams.length = 0;
    },
    stop: () => socket.close(),
  };
}
