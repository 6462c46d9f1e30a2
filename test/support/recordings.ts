import { readdirSync, readFileSync } from 'node:fs';

/** The requests of a real client in the order in which it sent them, without credentials and what tells of its machine. */
export type Recording = { readonly client: string; readonly requests: readonly RecordedRequest[] };

/** The lines of the head, and the body as text or in base64. */
export type RecordedRequest = { readonly head: readonly string[]; readonly text?: string; readonly base64?: string };

/** Where the recordings are, each beside the answers that it gets. */
export const recordingsFolder = new URL('../local/aws/recorded/', import.meta.url);

/** The recordings by name. */
export const recordings: ReadonlyMap<string, Recording> = new Map(
  readdirSync(recordingsFolder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(file, recordingsFolder), 'utf8'))]),
);

/** A recorded request as it goes over the wire. */
export function recordedBytes({ head, text, base64 }: RecordedRequest): Buffer {
  const body = base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** The operation that a recorded request calls; `undefined` for a packed form, which hides it. */
export function recordedOperation({ head, text }: RecordedRequest): string | undefined {
  const target = head.find((line) => /^x-amz-target:/i.test(line))?.split('.')[1];
  const path = /\/operation\/(\w+) /.exec(head[0] ?? '')?.[1];
  return target ?? path ?? /^Action=(\w+)/.exec(text ?? '')?.[1];
}
