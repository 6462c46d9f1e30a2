import { salesHours } from '../lib/entities/sales-hour.ts';
import { nextHour, startOfHour } from '../lib/hour-of.ts';
import { logger } from '../lib/logger.ts';
import { type Missing, missingOf } from './missing-of.ts';
import type { Open } from './progress.ts';
import { readHour } from './read-hour.ts';
import { salesHourOf } from './sales-hour-of.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What belongs to an hour may be committed and indexed so long after its end; then the hour is over. */
const GRACE = 30 * MINUTE;
/** What is not counted after so long never will be: the outbox has given up on it. */
const GIVEN_UP = 2 * DAY;
/** PutMetricData takes what is at most two weeks old; it may be asked for a little later than the run's time. */
const OLDEST = 14 * DAY - HOUR;

/** What was found of an hour. */
type Look =
  | { readonly over: false }
  /** `open` unless the hour is closed; `missing` is to be put right. */
  | { readonly over: true; readonly open?: Open; readonly missing: readonly Missing[] };

const CLOSED: Look = { over: true, missing: [] };

/**
 * How long until CloudWatch tells what it was last given for an hour that began so long ago (API reference "PutMetricData": up
 * to two hours for what is older than three, and up to two days for what is older than a day).
 */
function settlingTime(age: number): number {
  if (age < 3 * HOUR) return 10 * MINUTE;
  return age < DAY ? 2 * HOUR : 2 * DAY;
}

/**
 * Rolls one hour up and, when it is over, compares its metrics with the table. They are only put right when they are final:
 * all was counted when the hour was last looked at, and CloudWatch has had time to take it in. The hour is closed when they
 * agree, so that what was put right is looked at again.
 */
export async function lookAtHour(hour: string, now: number, before: Open | undefined): Promise<Look> {
  const { totals, counted } = await readHour(hour);
  await salesHours().put(salesHourOf(hour, totals)).go();
  const sinceEnd = now - startOfHour(nextHour(hour));
  if (sinceEnd < GRACE) return { over: false };
  const due = now + settlingTime(now - startOfHour(hour));
  if (!counted && sinceEnd < GIVEN_UP) return { over: true, open: { due, final: false }, missing: [] };
  const missing = await missingOf(hour, totals);
  if (missing.length === 0) return CLOSED;
  if (sinceEnd > OLDEST) {
    logger().warn('Metrics do not agree with the table, and CloudWatch takes nothing so old.', { hour });
    return CLOSED;
  }
  return { over: true, open: { due, final: true }, missing: before?.final ? missing : [] };
}
