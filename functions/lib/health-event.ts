import type { FunctionId } from '../../monitoring/resources.ts';
import type { Line } from './emit.ts';
import { env } from './env.ts';
import { recorded } from './invocation.ts';
import { noUtilization } from './utilization.ts';

/** What an operator invokes a function with, directly, to hear whether it works; no event source sends such an event. */
export type HealthEvent = { readonly health: 'check' };

/** What a function that works answers. */
export type Health = { readonly service: FunctionId; readonly version: string; readonly status: 'ok' };

type Invocation = { readonly awsRequestId: string };

/** A handler that answers health events as well. */
type Checked<Event, Context, Result> = {
  (event: Event, context: Context): Promise<Result>;
  (event: HealthEvent, context: Context): Promise<Health>;
};

function isHealthEvent(event: unknown): event is HealthEvent {
  return typeof event === 'object' && event !== null && 'health' in event && event.health === 'check';
}

/** It is no work of the function's: nothing is counted, and no job has run. */
function answer(service: FunctionId, invocation: Invocation, check: () => Promise<void>): Promise<Health> {
  const run = async (line: Line): Promise<Health> => {
    line.set({ message: 'Health check' });
    await check();
    return { service, version: env().version, status: 'ok' };
  };
  return recorded(service, invocation, Date.now(), run, noUtilization());
}

/**
 * The handler, and the answer to a health event: what the function needs is asked for, as its role allows, and an error that
 * says what failed is thrown when that does not answer.
 */
export function withHealth<Event, Context extends Invocation, Result>(
  service: FunctionId,
  check: () => Promise<void>,
  handler: (event: Event, context: Context) => Promise<Result>,
): Checked<Event, Context, Result> {
  function checked(event: Event, context: Context): Promise<Result>;
  function checked(event: HealthEvent, context: Context): Promise<Health>;
  function checked(event: Event | HealthEvent, context: Context): Promise<Result | Health> {
    return isHealthEvent(event) ? answer(service, context, check) : handler(event, context);
  }
  return checked;
}
