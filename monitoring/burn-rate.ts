import type { MetricQuery } from './metric-query.ts';
import type { Slo } from './slos.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds over which an objective is to be kept and its error budget lasts at a burn rate of 1. */
export const BUDGET_PERIOD = 30 * DAY;

/**
 * A burn rate that is worth an alarm when both windows (seconds) are above it: the long one says that it matters, the short
 * one that it goes on.
 */
export type BurnWindows = { readonly burnRate: number; readonly long: number; readonly short: number };

/** The SRE workbook's windows ("Alerting on SLOs"), and the one between its second and third. */
export const BURN_WINDOWS = {
  fast: { burnRate: 14.4, long: HOUR, short: 5 * MINUTE },
  medium: { burnRate: 6, long: 6 * HOUR, short: 30 * MINUTE },
  slow: { burnRate: 3, long: DAY, short: 2 * HOUR },
  slowest: { burnRate: 1, long: 3 * DAY, short: 6 * HOUR },
} as const satisfies Record<string, BurnWindows>;
export type BurnSpeed = keyof typeof BURN_WINDOWS;

export type WindowLength = 'long' | 'short';

/** A window of so many seconds as people write it: 5m, 30m, 1h, 6h, 1d. */
export function windowName(seconds: number): string {
  if (seconds % DAY === 0) return `${seconds / DAY}d`;
  return seconds % HOUR === 0 ? `${seconds / HOUR}h` : `${seconds / MINUTE}m`;
}

/** Id of the alarm on one window of an objective. */
export function windowAlarmId({ id }: Pick<Slo, 'id'>, speed: BurnSpeed, length: WindowLength): string {
  return `slo-${id}-${windowName(BURN_WINDOWS[speed][length])}`;
}

/** Id of the alarm that tells when an objective's budget burns. */
export function burnAlarmId({ id }: Pick<Slo, 'id'>): string {
  return `${id}-burn`;
}

/** The share of events that may fail, from 0 to 1. */
export function errorBudget({ objective }: Pick<Slo, 'objective'>): number {
  return Number((1 - objective).toFixed(9));
}

/** Metric math over the ids of `sliQueries`: how many events failed, 0 without any; and how many there were. */
export function sliExpressions({ sli }: Pick<Slo, 'sli'>): { readonly failed: string; readonly total: string } {
  switch (sli.kind) {
    case 'failures':
      return { failed: 'FILL(failed, 0)', total: 'total' };
    case 'outcomes':
      return { failed: 'FILL(failed, 0)', total: '(FILL(failed, 0) + FILL(succeeded, 0))' };
    case 'limit':
      return { failed: 'FILL(total, 0) * (100 - FILL(within, 100)) / 100', total: 'total' };
    default:
      return sli satisfies never;
  }
}

/** The metrics that an SLI is made of, by the ids of `sliExpressions`; none of them returns data. */
export function sliQueries({ sli }: Pick<Slo, 'sli'>): readonly MetricQuery[] {
  switch (sli.kind) {
    case 'failures':
      return [sum('failed', sli.failed), sum('total', sli.total)];
    case 'outcomes':
      return [sum('failed', sli.failed), sum('succeeded', sli.succeeded)];
    case 'limit':
      return [
        { id: 'within', metric: sli.metric, stat: `PR(:${sli.limit})`, returnData: false },
        { id: 'total', metric: sli.metric, stat: 'SampleCount', returnData: false },
      ];
    default:
      return sli satisfies never;
  }
}

const sum = (id: string, metric: NonNullable<MetricQuery['metric']>): MetricQuery => ({
  id,
  metric,
  stat: 'Sum',
  returnData: false,
});

/** Metric math for the burn rate of a period: 1 uses the budget up exactly at the end of `BUDGET_PERIOD`. */
export function burnRateExpression(slo: Pick<Slo, 'objective' | 'sli'>): string {
  const budget = errorBudget(slo);
  if (slo.sli.kind === 'limit') return `(100 - FILL(within, 100)) / 100 / ${budget}`;
  const { failed, total } = sliExpressions(slo);
  return `${failed} / ${total} / ${budget}`;
}

/** The share of the budget (0 to 1, more when it is overdrawn) that failed events of all the events of a period use up. */
export function budgetUsed(
  slo: Pick<Slo, 'objective'>,
  { failed, total }: { readonly failed: number; readonly total: number },
): number {
  return total === 0 ? 0 : failed / total / errorBudget(slo);
}
