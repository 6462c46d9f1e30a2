import type { Context, ScheduledEvent } from 'aws-lambda';
import { openLine } from '../lib/emit.ts';
import { env } from '../lib/env.ts';
import { currentTraceId, inSubsegment } from '../lib/tracing.ts';
import { walk } from './walk.ts';

/** Slow enough for every function on the way to start cold; slower than that is down to a shopper. */
const STEP_BUDGET = 5_000;

/** Below the function's timeout (functions/manifest.ts), so that a walk always ends with its metrics. */
const WALK_BUDGET = 40_000;

let coldStart = true;

/** Lambda's entry: one walk a minute; success or failure is told by metrics and the line, never by an error. */
export async function handler(_event: ScheduledEvent, context: Pick<Context, 'awsRequestId'>): Promise<void> {
  const runId = context.awsRequestId;
  const traceId = currentTraceId();
  const line = openLine('probe');
  line.set({ requestId: runId, correlationId: runId, ...(traceId === undefined ? {} : { traceId }), coldStart });
  coldStart = false;
  const result = await inSubsegment('walk', async (span) => {
    const walked = await walk({ site: env().siteUrl, runId, stepBudget: STEP_BUDGET, walkBudget: WALK_BUDGET });
    if (!walked.success) span.annotate({ step: walked.step });
    return walked;
  });
  const durationMs = Math.round(result.durationMs);
  line.set({
    durationMs,
    synthetic: 'probe',
    level: result.success ? 'INFO' : 'ERROR',
    message: result.success ? 'The walk succeeded.' : `The walk failed at ${result.step}: ${result.reason}.`,
    ...(result.success ? {} : { step: result.step }),
  });
  line.emit('probeSuccess', result.success ? 1 : 0, { Service: 'probe' });
  line.emit('probeDuration', durationMs, { Service: 'probe' });
  await line.write();
}
