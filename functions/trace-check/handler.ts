import type { Context, ScheduledEvent } from 'aws-lambda';
import { withHealth } from '../lib/health-event.ts';
import { recorded } from '../lib/invocation.ts';
import { checkTraces } from './check-traces.ts';
import { isThere } from './is-there.ts';
import { traceOfSlot } from './trace-of-slot.ts';

type Invocation = Pick<Context, 'awsRequestId'>;

/** Passes when X-Ray answers, whatever it has. */
async function reachXRay(): Promise<void> {
  await isThere(traceOfSlot('', 0).id);
}

/** Lambda's entry, on a schedule: an error when traces do not arrive, so that AWS/Lambda counts it. */
export const handler = withHealth(
  'trace-check',
  reachXRay,
  (event: Pick<ScheduledEvent, 'time'>, context: Invocation): Promise<void> => {
    const now = Date.parse(event.time);
    return recorded('trace-check', context, now, async (line) => {
      line.set({ synthetic: 'probe' });
      await checkTraces(now);
      line.set({ message: 'Traces arrive.' });
    });
  },
);
