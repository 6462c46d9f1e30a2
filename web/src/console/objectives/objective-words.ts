import type { ObjectiveTally } from '../../../../functions/ops/slo-responses.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { formatStamp } from '../../ui/format-time.ts';

/** A share from 0 to 1 in percent, rounded down: what fell short must not read as if it had not. */
export function percent(share: number): string {
  return `${formatNumber(Math.floor(100_000 * share + 1e-6) / 1_000, 3)} %`;
}

/** What is left of an error budget, from 0 to 1; none when it is overdrawn, all without events. */
export function budgetLeft({ budgetUsed = 0 }: Pick<ObjectiveTally, 'budgetUsed'>): number {
  return Math.max(0, 1 - budgetUsed);
}

/** Whether an objective was kept; unknown without events. */
export function keptOf({ budgetUsed }: Pick<ObjectiveTally, 'budgetUsed'>): 'true' | 'false' | 'unknown' {
  if (budgetUsed === undefined) return 'unknown';
  return budgetUsed <= 1 ? 'true' : 'false';
}

/** What is left of a budget, in words. */
export function budgetInWords(tally: Pick<ObjectiveTally, 'budgetUsed'>): string {
  const { budgetUsed } = tally;
  if (budgetUsed === undefined) return 'Nothing happened by which it could be told.';
  if (budgetUsed > 1)
    return `The error budget is overdrawn: ${formatNumber(Math.ceil(100 * budgetUsed - 1e-6))} % of it is used.`;
  return `${formatNumber(100 * budgetLeft(tally), 1)} % of the error budget is left.`;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When something was of which only the full hours are known, as seen at `now` (all ISO): "in the hour from 20:00". */
export function hoursInWords({ from, to }: { from: string; to: string }, now: string, timeZone?: string): string {
  const hours = Math.ceil((Date.parse(to) - Date.parse(from)) / HOUR);
  const dated = Date.parse(now) - Date.parse(from) >= DAY;
  const stamp = formatStamp(from, timeZone);
  return `in the ${hours <= 1 ? 'hour' : `${hours} hours`} from ${dated ? stamp : stamp.slice(11)}`;
}
