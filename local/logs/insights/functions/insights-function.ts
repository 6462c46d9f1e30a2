import type { ColumnType } from '../scope.ts';
import type { Value } from '../value.ts';

/** A function of the query language: of how many arguments, and what it makes of their values. */
export type InsightsFunction = {
  readonly least: number;
  readonly most: number;
  readonly apply: (...args: readonly Value[]) => Value;
  /** What it gives, unless it is plain. */
  readonly type?: ColumnType;
};
export type InsightsFunctions = Readonly<Record<string, InsightsFunction>>;
