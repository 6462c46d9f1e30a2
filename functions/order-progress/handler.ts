import type { Context, ScheduledEvent } from 'aws-lambda';
import { recorded } from '../lib/invocation.ts';

/** Lambda's entry, on a schedule. */
export function handler(_event: ScheduledEvent, context: Pick<Context, 'awsRequestId'>): Promise<void> {
  return recorded('order-progress', context, async () => {});
}
