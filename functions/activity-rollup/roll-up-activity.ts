import { type ActivityHour, activityHours } from '../lib/entities/activity-hour.ts';
import { hourOf, monthOf, nextHour, startOfHour } from '../lib/hour-of.ts';
import type { Work } from '../lib/jobs/run-job.ts';
import { stageMetric, sumsOfHour } from '../lib/jobs/stage-metrics.ts';
import { inSubsegment } from '../lib/tracing.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** CloudWatch takes lines in within minutes; after so long an hour no longer changes. */
const GRACE = 30 * MINUTE;

const FIGURES = {
  registrations: stageMetric('registrations', {}),
  logins: stageMetric('logins', { Result: 'succeeded' }),
  failedLogins: stageMetric('logins', { Result: 'failed' }),
  cartsStarted: stageMetric('cartsStarted', {}),
  productsAdded: stageMetric('cartOperations', { Operation: 'add' }),
  productsRemoved: stageMetric('cartOperations', { Operation: 'remove' }),
} as const;

async function activityOf(hour: string): Promise<ActivityHour> {
  const sums = await sumsOfHour(Object.values(FIGURES), startOfHour(hour));
  const [registrations = 0, logins = 0, failedLogins = 0, cartsStarted = 0, productsAdded = 0, productsRemoved = 0] =
    sums;
  const figures = { registrations, logins, failedLogins, cartsStarted, productsAdded, productsRemoved };
  return { month: monthOf(hour), hour, ...figures };
}

/**
 * Keeps CloudWatch's sums of every hour from the first that is not closed to the present one, writing down the first that is
 * not; at its very first run it begins a day ago. Returns how many hours it has dealt with.
 */
export async function rollUpActivity({ now, progress, save, hasTime }: Work): Promise<number> {
  const last = hourOf(now);
  let hours = 0;
  for (let hour = progress ?? hourOf(now - DAY); hour <= last && hasTime(); hour = nextHour(hour)) {
    await inSubsegment('roll up', async (span) => {
      span.annotate({ hour });
      await activityHours()
        .put(await activityOf(hour))
        .go();
    });
    hours++;
    if (now - startOfHour(nextHour(hour)) >= GRACE) await save(nextHour(hour));
  }
  return hours;
}
