import type { Context, ScheduledEvent } from 'aws-lambda';
import type { Line } from '../lib/emit.ts';
import { env } from '../lib/env.ts';
import { withHealth } from '../lib/health-event.ts';
import { recorded } from '../lib/invocation.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { reachSite } from './reach-site.ts';
import { type WalkResult, walk } from './walk.ts';

/** Slow enough for every function on the way to start cold; slower than that is down to a shopper. */
const STEP_BUDGET = 5_000;

/** Below the function's timeout (functions/manifest.ts), so that a walk always ends with its metrics. */
const WALK_BUDGET = 40_000;

/** Lambda's entry: one walk a minute; success or failure is told by metrics and the line, never by an error. */
export const handler = withHealth('probe', reachSite, probe);

function probe(event: ScheduledEvent, context: Pick<Context, 'awsRequestId'>): Promise<void> {
  return recorded('probe', context, Date.parse(event.time), async (line) => {
    line.set({ correlationId: context.awsRequestId, synthetic: 'probe' });
    tell(line, await tracedWalk(context.awsRequestId));
  });
}

function tracedWalk(runId: string): Promise<WalkResult> {
  return inSubsegment('walk', async (span) => {
    const result = await walk({ site: env().siteUrl, runId, stepBudget: STEP_BUDGET, walkBudget: WALK_BUDGET });
    if (!result.success) span.annotate({ step: result.step });
    return result;
  });
}

function tell(line: Line, result: WalkResult): void {
  line.emit('probeSuccess', result.success ? 1 : 0, {});
  line.set({
    level: result.success ? 'INFO' : 'ERROR',
    message: result.success ? 'The walk succeeded.' : `The walk failed at ${result.step}: ${result.reason}.`,
    ...(result.success ? {} : { step: result.step }),
  });
}
