/** US dollars, us-east-1 list prices ("Amazon CloudWatch pricing", "AWS X-Ray pricing"), November 2026. */
export const PRICES = {
  customMetric: 0.3,
  customMetricsFree: 10,
  alarmMetric: 0.1,
  alarmMetricsFree: 10,
  dashboard: 3,
  dashboardsFree: 3,
  logsPerGigabyte: 0.5,
  logsGigabytesFree: 5,
  /** GetMetricData; none of it is free. */
  metricReadPerThousand: 0.01,
  tracePerMillion: 5,
  tracesFree: 100_000,
  apiPerMillion: 1,
  functionPerMillion: 0.2,
  functionGigabyteSecond: 0.0000133334,
  functionRequestsFree: 1_000_000,
  functionGigabyteSecondsFree: 400_000,
  writeUnitPerMillion: 0.625,
  readUnitPerMillion: 0.125,
} as const;
