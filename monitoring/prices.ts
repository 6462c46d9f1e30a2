/** US dollars, us-east-1 list prices ("Amazon CloudWatch pricing", "AWS X-Ray pricing" and so on), November 2026. */
export const PRICES = {
  customMetric: 0.3,
  customMetricsFree: 10,
  alarmMetric: 0.1,
  alarmMetricsFree: 10,
  /** An alarm on a band is billed for the band’s upper and lower bound, too. */
  boundsOfABand: 2,
  compositeAlarm: 0.5,
  dashboard: 3,
  dashboardsFree: 3,
  /** Metrics that a free dashboard may refer to. */
  dashboardMetricsFree: 50,
  logsPerGigabyte: 0.5,
  logsGigabytesFree: 5,
  /** What a query of Logs Insights looks through; none of it is free. */
  logsScannedPerGigabyte: 0.005,
  /** GetMetricData; none of it is free. */
  metricReadPerThousand: 0.01,
  tracePerMillion: 5,
  tracesFree: 100_000,
  /** What somebody reads: each trace of the time that a list or a map is of ("scanned"), and each that is shown ("retrieved"). */
  traceReadPerMillion: 0.5,
  tracesReadFree: 1_000_000,
  apiPerMillion: 1,
  functionPerMillion: 0.2,
  functionGigabyteSecond: 0.0000133334,
  functionRequestsFree: 1_000_000,
  functionGigabyteSecondsFree: 400_000,
  queueRequestPerMillion: 0.4,
  queueRequestsFree: 1_000_000,
  writeUnitPerMillion: 0.625,
  readUnitPerMillion: 0.125,
  firewall: 5,
  firewallRule: 1,
  firewallPerMillion: 0.6,
  /** A key of the account's own in KMS; what alarms ask of it is far below its free 20,000 requests. */
  key: 1,
  /** An active editor of an Amazon Managed Grafana workspace, which is the least that one costs. */
  grafanaEditor: 9,
} as const;
