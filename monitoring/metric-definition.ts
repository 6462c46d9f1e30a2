import type { Unit } from './cloudwatch.ts';

/**
 * One dimension set under which a metric has data: every value that each dimension can have, or `resource` where the value
 * is the name of an AWS resource, known only where it is deployed. A set of no dimensions is `{}`.
 */
export type DimensionSet = Readonly<Record<string, readonly string[] | 'resource'>>;

/**
 * What is known of a metric before it is emitted. `custom` metrics are emitted by functions/ into the stage's namespace
 * (`customNamespace`); `vended` ones come from AWS for free, in the namespace named.
 */
export type MetricDefinition = {
  readonly name: string;
  readonly unit: Unit;
  /** CloudWatch matches a dimension set exactly: only these sets have data. */
  readonly dimensionSets: readonly DimensionSet[];
  readonly meaning: string;
} & (
  | {
      readonly source: 'custom';
      /** The code path that emits it, one clause: where, and when. */
      readonly emitter: string;
      /** What will use it, while nothing does yet. */
      readonly awaits?: string;
    }
  | { readonly source: 'vended'; readonly namespace: `AWS/${string}` | 'LambdaInsights' }
);
