import { billedMetrics } from './metric-hours.ts';
import { type CustomMetricKey, METRICS } from './metrics.ts';
import { PRICES } from './prices.ts';
import type { Traffic } from './traffic.ts';

/** What one custom metric costs with all values of its dimensions: how many that are, for how many months they are billed together, and US dollars a month without the free ones deducted. */
export type MetricCost = {
  readonly key: CustomMetricKey;
  readonly name: string;
  readonly series: number;
  readonly months: number;
  readonly dollars: number;
};

/** The custom metrics by what they cost with that traffic, the dearest first. */
export function metricCosts(traffic: Traffic): readonly MetricCost[] {
  const byKey = Map.groupBy(billedMetrics(traffic), ({ key }) => key);
  return [...byKey]
    .map(([key, own]) => {
      const months = own.reduce((sum, { share }) => sum + share, 0);
      return { key, name: METRICS[key].name, series: own.length, months, dollars: months * PRICES.customMetric };
    })
    .sort((a, b) => b.dollars - a.dollars);
}
