import { Problem } from '../lib/problem.ts';
import { type MetricRange, metricRange, periodFor } from './metric-range.ts';
import { untilOf } from './until.ts';

const DAY = 86_400_000;
/** How long CloudWatch keeps any datapoint ("Metrics retention"). */
const LONGEST_RETENTION_DAYS = 455;

/** The shortest period (seconds) at which CloudWatch still has what is so old ("Metrics retention"). */
function keptPeriod(age: number): number {
  if (age > 63 * DAY) return 3_600;
  return age > 15 * DAY ? 300 : 60;
}

/** What a dashboard's query asks for, as seen at `now` (epoch ms): up to now, unless it names an earlier end; 400 for one too long ago. */
export function dashboardRange(
  { minutes, period = 0, end }: { minutes: number; end?: string | undefined; period?: number | undefined },
  now: number,
): MetricRange {
  const until = untilOf(end, now);
  const start = until - minutes * 60_000;
  if (now - start > LONGEST_RETENTION_DAYS * DAY) {
    throw new Problem(400, 'CloudWatch keeps no datapoint that long.', {
      code: 'validation',
      errors: [
        { path: 'end', message: `must be less than ${LONGEST_RETENTION_DAYS} days ago, the minutes before it too` },
      ],
    });
  }
  // A chart of more datapoints than pixels costs time and shows nothing more.
  // A moment that ends a period begins the next one, which nobody asked for unless it is the present one.
  const last = until < now ? until - 1 : until;
  return metricRange(last, minutes, Math.max(period, periodFor(minutes), keptPeriod(now - start)));
}
