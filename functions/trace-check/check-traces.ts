import { env } from '../lib/env.ts';
import { continueTrace } from '../lib/tracing.ts';
import { comesSoon, isThere } from './is-there.ts';
import { type LeftTrace, SLOT, traceOfSlot } from './trace-of-slot.ts';

/** Thrown when traces that were left do not arrive at X-Ray. */
export class TracesMissingError extends Error {
  override readonly name = 'TracesMissingError';
}

/** Longest time that the site may take, in milliseconds. */
const PATIENCE = 5_000;

/** Sends a request of which X-Ray is to be told; whether it is answered is the probe's business. */
function leave({ header }: LeftTrace): Promise<void> {
  return continueTrace('trace-check', header, async () => {
    const headers = { 'user-agent': 'SmallCart-Probe', 'x-synthetic': 'probe', 'x-amzn-trace-id': header };
    const signal = AbortSignal.timeout(PATIENCE);
    await fetch(new URL('/health/live', env().siteUrl), { headers, signal }).then(
      (answer) => answer.arrayBuffer(),
      () => undefined,
    );
  });
}

/**
 * Leaves a trace, sampled whatever the rules say, and looks for the one that the run before has left. The first run has none
 * before it: its own may take a moment. `TracesMissingError` when neither is there.
 * @param now the event's time, epoch milliseconds
 */
export async function checkTraces(now: number): Promise<void> {
  const { stage } = env();
  const left = traceOfSlot(stage, now);
  await leave(left);
  if (await isThere(traceOfSlot(stage, now - SLOT).id)) return;
  if (await comesSoon(left.id)) return;
  throw new TracesMissingError('X-Ray has neither the trace of five minutes ago nor the one of now.');
}
