import type { DeploymentOverview } from '../../../functions/ops/responses.ts';
import { TIME_RANGES } from './time-range.ts';

const MINUTE = 60_000;
/** What is shown before and after a deployment. */
const MARGIN = 10 * MINUTE;

/** The address of the overview as it was around a deployment; one that is recent, or runs, shows up to now. */
export function overviewAround({ startedAt, endedAt }: DeploymentOverview, now: string): string {
  const end = endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(endedAt) + MARGIN;
  const until = Math.min(end, Date.parse(now));
  const minutes = (until - Date.parse(startedAt) + MARGIN) / MINUTE;
  const range = (TIME_RANGES.find((each) => each.minutes >= minutes) ?? TIME_RANGES.at(-1))?.minutes;
  const query = new URLSearchParams({ range: String(range) });
  if (end < Date.parse(now)) query.set('until', new Date(until).toISOString());
  return `/ops?${query}`;
}
