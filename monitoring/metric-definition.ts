import type { Unit } from './cloudwatch.ts';

/**
 * What is known of a metric before it is emitted. `custom` metrics are emitted by functions/ into the stage's namespace
 * (`customNamespace`); `vended` ones come from AWS for free, in the namespace named.
 */
export type MetricDefinition = {
  readonly name: string;
  readonly unit: Unit;
  /** CloudWatch matches a dimension set exactly: only these sets have data. */
  readonly dimensionSets: readonly (readonly string[])[];
  readonly meaning: string;
} & (
  | { readonly source: 'custom' }
  | { readonly source: 'vended'; readonly namespace: `AWS/${string}` | 'LambdaInsights' }
);
