import { createHash } from 'node:crypto';

/** How often the function runs (functions/manifest.ts), in milliseconds. */
export const SLOT = 5 * 60_000;

/** The trace that is left in a slot of time: its id, and the header that makes whoever gets it continue the trace. */
export type LeftTrace = { readonly id: string; readonly header: string };

/**
 * The trace that the function leaves at a time (epoch milliseconds), the same for all runs within a slot: the next run knows by
 * the time alone what to look for ("Tracing header", "Trace ID format").
 */
export function traceOfSlot(stage: string, time: number): LeftTrace {
  const slot = Math.floor(time / SLOT);
  const digits = createHash('sha256').update(`${stage} ${slot}`).digest('hex');
  const seconds = ((slot * SLOT) / 1000).toString(16).padStart(8, '0');
  const id = `1-${seconds}-${digits.slice(0, 24)}`;
  return { id, header: `Root=${id};Parent=${digits.slice(24, 40)};Sampled=1` };
}
