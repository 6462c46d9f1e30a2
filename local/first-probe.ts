import type { InvocationResult } from './lambda/lambda.ts';
import { scheduledEvent } from './scheduler/scheduler.ts';

/**
 * Has the probe report once, outside its schedule: an alarm for which silence is breaching would otherwise take every start
 * for an outage.
 */
export async function reportFirstProbe(
  invoke: (functionId: string, event: unknown) => Promise<InvocationResult>,
  now: number,
): Promise<void> {
  await invoke('probe', scheduledEvent(now));
}
