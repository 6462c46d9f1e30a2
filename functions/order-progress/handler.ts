import type { Context, ScheduledEvent } from 'aws-lambda';
import { recorded } from '../lib/invocation.ts';

/** Lambda's entry, on a schedule. */
export function handler(event: ScheduledEvent, context: Pick<Context, 'awsRequestId'>): Promise<void> {
  return recorded('order-progress', context, Date.parse(event.time), async () => {});
}
