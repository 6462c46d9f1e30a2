import { AwsError } from '../aws/aws-error.ts';
import type { Delivery } from './topic-tables.ts';

const SECOND = 1_000;
/** The two retries that Lambda makes of an asynchronous invocation that fails. */
const LAMBDA = [60 * SECOND, 120 * SECOND];
/** "Message delivery retries", of queues: at once, then after a second, then ever later; and then every 20 seconds. */
const AT_ONCE = 3;
const SOON = 2;
const BACKING_OFF = 10;
const LATE = 100_000;
const LONGEST = 20 * SECOND;

function ofQueue(retries: number): number | undefined {
  if (retries < AT_ONCE) return 0;
  if (retries < AT_ONCE + SOON) return SECOND;
  const backingOff = retries - AT_ONCE - SOON;
  if (backingOff < BACKING_OFF) return Math.min(2 ** backingOff * SECOND, LONGEST);
  return backingOff < BACKING_OFF + LATE ? LONGEST : undefined;
}

/**
 * How long SNS waits before it tries a delivery again, in milliseconds; undefined when it gives it up: any mail, which it does
 * not repeat, and what went wrong by the fault of who subscribed, such as a queue that does not exist.
 */
export function retryDelay(
  { channel, attempts }: Pick<Delivery, 'channel' | 'attempts'>,
  error: unknown,
): number | undefined {
  switch (channel) {
    case 'email':
      return undefined;
    case 'lambda':
      return LAMBDA[attempts];
    case 'sqs':
      return error instanceof AwsError && error.statusCode >= 500 ? ofQueue(attempts) : undefined;
    default:
      return channel satisfies never;
  }
}
