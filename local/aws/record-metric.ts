import type { Unit } from '../../monitoring/cloudwatch.ts';

/** One value of a metric that AWS vends, at a virtual time in epoch milliseconds. */
export type VendedSample = {
  readonly namespace: `AWS/${string}`;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: Unit;
  readonly timestamp: number;
  readonly value: number;
};

/** Takes the metrics that a service vends; the embedded CloudWatch does. */
export type RecordMetric = (sample: VendedSample) => void;
