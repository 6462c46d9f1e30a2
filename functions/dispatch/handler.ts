import type { Context, ScheduledEvent } from 'aws-lambda';
import { readTable } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { recorded } from '../lib/invocation.ts';
import { dispatchDue } from './dispatch-due.ts';

/** Lambda's entry, every minute: tells people whatever it is time for. */
export const handler = withHealth(
  'dispatch',
  readTable,
  (
    event: Pick<ScheduledEvent, 'time'>,
    context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
  ): Promise<void> => {
    const now = Date.parse(event.time);
    return recorded('dispatch', context, now, (line) =>
      dispatchDue(now, line, () => context.getRemainingTimeInMillis()),
    );
  },
);
