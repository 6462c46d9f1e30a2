import { ORDER_STATUSES, WALLET_MOVEMENTS } from '../../monitoring/dimensions.ts';
import { type LedgerEntry, ledgerEntries } from '../lib/entities/ledger-entry.ts';
import type { OrderEvent } from '../lib/entities/order-event.ts';
import { startOfHour } from '../lib/hour-of.ts';
import { addToMetrics, type StageMetric, stageMetric, sumsOfHour } from '../lib/jobs/stage-metrics.ts';
import { logger } from '../lib/logger.ts';

const MINUTE = 60_000;
/** PutMetricData takes what is at most two weeks old. */
const OLDEST = 14 * 24 * 60 * MINUTE;

type Figure = readonly [metric: StageMetric, expected: number];

/** Every movement of store credit in an hour. */
export async function ledgerOfHour(hour: string): Promise<LedgerEntry[]> {
  const { data } = await ledgerEntries().query.byHour({ hour }).go({ pages: 'all' });
  return data;
}

/** What the metrics of orders and store credit must sum to in an hour. */
export function figuresOf(events: readonly OrderEvent[], ledger: readonly LedgerEntry[]): Figure[] {
  const paid = events.filter(({ status }) => status === 'paid');
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return [
    ...ORDER_STATUSES.map(
      (Status): Figure => [stageMetric('orders', { Status }), events.filter(({ status }) => status === Status).length],
    ),
    [stageMetric('revenueCents', {}), sum(paid.map(({ totalCents }) => totalCents))],
    [stageMetric('grossMarginCents', {}), sum(paid.map(({ totalCents, costCents }) => totalCents - costCents))],
    ...WALLET_MOVEMENTS.map((Movement): Figure => {
      const entries = ledger.filter(({ movement }) => movement === Movement);
      return [stageMetric('walletCents', { Movement }), sum(entries.map(({ amountCents }) => Math.abs(amountCents)))];
    }),
  ];
}

/**
 * Makes the metrics of an hour agree with the table, to the unit: what a function that died between its marker and its line
 * did not count is added, what was counted twice is taken away. The values go into the hour's last minute. Repeating it
 * changes nothing once CloudWatch has taken them in. Returns how many metrics were put right.
 */
export async function reconcileHour(
  hour: string,
  events: readonly OrderEvent[],
  ledger: readonly LedgerEntry[],
  now: number,
): Promise<number> {
  const figures = figuresOf(events, ledger);
  const start = startOfHour(hour);
  const sums = await sumsOfHour(
    figures.map(([metric]) => metric),
    start,
  );
  const missing = figures
    .map(([metric, expected], index) => [metric, expected - (sums[index] ?? 0)] as const)
    .filter(([, difference]) => difference !== 0);
  if (missing.length === 0) return 0;
  const at = start + 59 * MINUTE;
  if (now - at > OLDEST) {
    logger().warn('Metrics do not agree with the table, and CloudWatch takes nothing so old.', { hour });
    return 0;
  }
  logger().warn('Metrics did not agree with the table and were put right.', { metrics: missing.length, hour });
  await addToMetrics(missing, at);
  return missing.length;
}
