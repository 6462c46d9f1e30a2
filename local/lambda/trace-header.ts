import { randomBytes } from 'node:crypto';

/** A tracing header whose sender may have left the decision on sampling to the receiver. */
type ReceivedTraceHeader = Omit<TraceHeader, 'sampled'> & { sampled: boolean | undefined };

/** X-Ray's tracing header (`X-Amzn-Trace-Id`, `_X_AMZN_TRACE_ID`, `AWSTraceHeader`): "AWS X-Ray concepts", section "Tracing header". */
export type TraceHeader = { root: string; parent?: string; sampled: boolean };

const rootSyntax = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;
const parentSyntax = /^[0-9a-f]{16}$/;

/** 16 hexadecimal digits. */
export const newSegmentId = (): string => randomBytes(8).toString('hex');

/** `now` is epoch milliseconds; a trace id carries its seconds. */
export const newTraceId = (now: number): string =>
  `1-${Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')}-${randomBytes(12).toString('hex')}`;

/** Reads a header; undefined when it has no valid root. */
export function parseTraceHeader(header: string | undefined): ReceivedTraceHeader | undefined {
  const fields = new Map((header ?? '').split(';').map((pair) => splitPair(pair)));
  const root = fields.get('root');
  if (root === undefined || !rootSyntax.test(root)) return undefined;
  const parent = fields.get('parent');
  const decision = fields.get('sampled');
  const sampled = decision === '0' ? false : decision === '1' ? true : undefined;
  return parent !== undefined && parentSyntax.test(parent) ? { root, parent, sampled } : { root, sampled };
}

/** Writes a header. */
export function formatTraceHeader({ root, parent, sampled }: TraceHeader): string {
  return [`Root=${root}`, ...(parent ? [`Parent=${parent}`] : []), `Sampled=${sampled ? 1 : 0}`].join(';');
}

function splitPair(pair: string): [string, string] {
  const [name = '', value = ''] = pair.split('=', 2);
  return [name.trim().toLowerCase(), value.trim()];
}
