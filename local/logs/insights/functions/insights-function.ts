import type { Value } from '../value.ts';

/** A function of the query language: of how many arguments, and what it makes of their values. */
export type InsightsFunction = {
  readonly least: number;
  readonly most: number;
  readonly apply: (...args: readonly Value[]) => Value;
  /** Whether it gives a time. */
  readonly time?: true;
};
export type InsightsFunctions = Readonly<Record<string, InsightsFunction>>;
