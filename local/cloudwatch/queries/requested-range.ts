import type { JsonObject } from '../../aws/json.ts';
import { validationError } from '../errors.ts';
import { HIGH_RESOLUTION, LONGEST_RETENTION } from '../metrics/tier.ts';
import { requiredTime } from '../read-input.ts';
import type { Range } from './range.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** StartTime and EndTime as they are given; an error made by `refuse` unless the one is before the other. */
export function readRange(input: JsonObject, refuse: (message: string) => Error): Range {
  const start = requiredTime(input, 'StartTime');
  const end = requiredTime(input, 'EndTime');
  if (start > end) throw refuse('The parameter StartTime must be less than the parameter EndTime.');
  if (start === end) throw refuse('The parameter StartTime must not equal parameter EndTime.');
  return { start, end };
}

/**
 * StartTime and EndTime of a request. The start is rounded down: to a minute (to the period when that is shorter), to five
 * minutes when more than 15 days ago, to an hour when more than 63 (API reference "GetMetricData"). Periods are
 * counted from the rounded start, as the API reference's rounding rule implies. A period that is too short for the age of
 * the data finds none, which is no error. Periods in milliseconds: the request's `shortest` and `longest`. What lies
 * beyond retention or more than a day ahead is cut off: there can be no data.
 */
export function requestedRange(input: JsonObject, shortest: number, now: number, longest = shortest): Range {
  const { start, end } = readRange(input, validationError);
  const step = roundingStep(now - start, shortest);
  const rounded = Math.floor(start / step) * step;
  const oldest = now - (longest < MINUTE ? HIGH_RESOLUTION.retention : LONGEST_RETENTION) - longest;
  const kept = rounded < oldest ? oldest - ((oldest - rounded) % longest) : rounded;
  return { start: kept, end: Math.max(kept, Math.min(end, now + DAY)) };
}

function roundingStep(age: number, period: number): number {
  if (age > 63 * DAY) return 60 * MINUTE;
  return age > 15 * DAY ? 5 * MINUTE : Math.min(period, MINUTE);
}
