import { hourOf, nextHour, startOfHour } from '../lib/hour-of.ts';
import type { Work } from '../lib/jobs/run-job.ts';
import { addToMetrics } from '../lib/jobs/stage-metrics.ts';
import { logger } from '../lib/logger.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { lookAtHour } from './look-at-hour.ts';
import type { Missing } from './missing-of.ts';
import { lookedAt, type Progress, salesProgress } from './progress.ts';

const MINUTE = 60_000;

/** Every hour from the first that was not over to the present one, then those of old that are due. */
function hoursToLookAt({ next, open }: Progress, now: number): string[] {
  const hours: string[] = [];
  for (let hour = next; hour <= hourOf(now); hour = nextHour(hour)) hours.push(hour);
  const due = Object.entries(open).filter(([, { due }]) => due <= now);
  return [...hours, ...due.map(([hour]) => hour).sort()];
}

/** Adds to an hour's metrics what they lack, in its last minute, and takes away what they have too much. */
async function putRight(hour: string, missing: readonly Missing[]): Promise<void> {
  logger().warn('Metrics did not agree with the table and are put right.', { metrics: missing.length, hour });
  await addToMetrics(missing, startOfHour(hour) + 59 * MINUTE);
}

/**
 * Rolls up every hour that is new, and makes the metrics of hours that are over agree with the table, to the unit: what a
 * function that died between its marker and its line did not count is added, what was counted twice is taken away. That an
 * hour is put right is written down before it is done: a run that dies, or an answer that is lost, is found when the hour is
 * looked at again. Returns how many hours it has dealt with.
 */
export async function rollUpSales({ now, progress, save, hasTime }: Work): Promise<number> {
  let state = salesProgress(progress, now);
  let hours = 0;
  for (const hour of hoursToLookAt(state, now)) {
    if (!hasTime()) break;
    const look = await inSubsegment('roll up', (span) => {
      span.annotate({ hour });
      return lookAtHour(hour, now, state.open[hour]);
    });
    hours++;
    if (!look.over) continue;
    state = lookedAt(state, hour, look.open);
    await save(JSON.stringify(state));
    if (look.missing.length > 0) await putRight(hour, look.missing);
  }
  return hours;
}
