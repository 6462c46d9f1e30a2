import type { Series } from '../../../../functions/ops/responses.ts';

/** A value at which an alarm is raised. */
export type ChartThreshold = { label: string; value: number; breaches: 'above' | 'below' };

/** What a chart shows: lines of one unit over time. */
export type ChartSubject = {
  title: string;
  unit: string;
  /** Seconds between two datapoints. */
  period: number;
  series: readonly Series[];
  thresholds?: readonly ChartThreshold[];
  /** Ids of the lines between which values are usual. */
  band?: { upper: string; lower: string };
  /** When the data was read (ISO): a period that was not over then is not whole. */
  generatedAt?: string;
};
