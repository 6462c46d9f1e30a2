import { ORDER_STATUSES, WALLET_MOVEMENTS } from '../../monitoring/dimensions.ts';
import { startOfHour } from '../lib/hour-of.ts';
import { type StageMetric, stageMetric, sumsOfHour } from '../lib/jobs/stage-metrics.ts';
import type { HourTotals } from './hour-totals.ts';

/** A metric, and by how much its sum in an hour falls short of the table; negative for what was counted twice. */
export type Missing = readonly [metric: StageMetric, difference: number];

/** What the metrics of orders and store credit must sum to in an hour. */
function figuresOf({ reached, revenueCents, grossMarginCents, moved }: HourTotals): (readonly [StageMetric, number])[] {
  return [
    ...ORDER_STATUSES.map((Status) => [stageMetric('orders', { Status }), reached[Status]] as const),
    [stageMetric('revenueCents', {}), revenueCents],
    [stageMetric('grossMarginCents', {}), grossMarginCents],
    ...WALLET_MOVEMENTS.map((Movement) => [stageMetric('walletCents', { Movement }), moved[Movement]] as const),
  ];
}

/** The metrics that do not agree with the table in an hour (`2026-11-21T09`). */
export async function missingOf(hour: string, totals: HourTotals): Promise<Missing[]> {
  const figures = figuresOf(totals);
  const metrics = figures.map(([metric]) => metric);
  const sums = await sumsOfHour(metrics, startOfHour(hour));
  return figures
    .map(([metric, expected], index): Missing => [metric, expected - (sums[index] ?? 0)])
    .filter(([, difference]) => difference !== 0);
}
