import type { Statistic, Unit } from './cloudwatch.ts';
import type { MetricDefinition } from './metric-definition.ts';
import { type DimensionsOf, METRICS, type MetricKey } from './metrics.ts';
import { customNamespace } from './physical-name.ts';
import type { ResourceReference } from './resources.ts';

export type DimensionValue = string | ResourceReference;

/** A metric with one of its dimension sets, as a definition names it; made by `metric`. */
export type MetricSelection = {
  readonly key: MetricKey;
  readonly dimensions: Readonly<Record<string, DimensionValue>>;
};

/** One entry of PutMetricAlarm's `Metrics` or of a widget: a metric with its statistic, or metric math over other ids. */
export type MetricQuery = {
  readonly id: string;
  readonly label?: string;
  readonly returnData?: boolean;
} & (
  | { readonly metric: MetricSelection; readonly stat: Statistic; readonly expression?: never }
  | { readonly expression: string; readonly metric?: never; readonly stat?: never }
);

/** Names a metric by key and one of its emitted dimension sets. */
export function metric<K extends MetricKey>(key: K, dimensions: DimensionsOf<K, ResourceReference>): MetricSelection;
export function metric(key: MetricKey, dimensions: MetricSelection['dimensions']): MetricSelection {
  return { key, dimensions };
}

/** Where a definition lands: its stage, and how references become names (strings locally, outputs in stacks/). */
export type Target<Name> = {
  readonly stage: string;
  readonly resolve: (reference: ResourceReference) => Name;
};

/** A metric's identity in CloudWatch, in PutMetricAlarm's members. */
export type MetricIdentity<Name> = {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string | Name>>;
  readonly unit: Unit;
};

/** Resolves a selection for a stage. */
export function metricIdentity<Name>(selection: MetricSelection, target: Target<Name>): MetricIdentity<Name> {
  const definition: MetricDefinition = METRICS[selection.key];
  const entries = Object.entries(selection.dimensions).map(
    ([name, value]) => [name, typeof value === 'string' ? value : target.resolve(value)] as const,
  );
  return {
    namespace: definition.source === 'vended' ? definition.namespace : customNamespace(target.stage),
    metricName: definition.name,
    dimensions: Object.fromEntries(entries),
    unit: definition.unit,
  };
}
