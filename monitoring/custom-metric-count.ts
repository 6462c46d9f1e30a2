import type { DimensionSet, MetricDefinition } from './metric-definition.ts';
import { METRICS } from './metrics.ts';

/** The most custom metrics (name × dimension values) that a stage may have: each is billed by itself. */
export const MOST_CUSTOM_METRICS = 60;

function combinations(set: DimensionSet): number {
  return Object.values(set).reduce((product, values) => product * (values === 'resource' ? 1 : values.length), 1);
}

/** How many metrics a definition is in CloudWatch's eyes, and on its bill: one for each combination of dimension values. */
export function metricCount({ dimensionSets }: Pick<MetricDefinition, 'dimensionSets'>): number {
  return dimensionSets.reduce((sum, set) => sum + combinations(set), 0);
}

/** The custom metrics of a stage in which everything that can be emitted has been. */
export function customMetricCount(): number {
  return Object.values<MetricDefinition>(METRICS)
    .filter(({ source }) => source === 'custom')
    .reduce((sum, definition) => sum + metricCount(definition), 0);
}
