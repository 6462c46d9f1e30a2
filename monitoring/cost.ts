import type { AlarmDefinition } from './alarms/alarm-definition.ts';
import type { DashboardDefinition } from './dashboards.ts';
import type { MetricDefinition } from './metric-definition.ts';
import { METRICS } from './metrics.ts';

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

/** What a month of a stage looks like. */
export type Traffic = {
  readonly requests: number;
  /** Bytes of log a request writes. */
  readonly logBytesPerRequest: number;
  /** Share of requests that X-Ray records, 0 to 1. */
  readonly tracedShare: number;
  readonly functionMillisecondsPerRequest: number;
  readonly functionGigabytes: number;
  readonly writesPerRequest: number;
  readonly readsPerRequest: number;
};

/** A month for which the bill is printed; the default sampling rule records nearly all of so few requests. */
export const MILLION_REQUESTS: Traffic = {
  requests: 1_000_000,
  logBytesPerRequest: 1_200,
  tracedShare: 0.9,
  functionMillisecondsPerRequest: 20,
  functionGigabytes: 0.25,
  writesPerRequest: 1,
  readsPerRequest: 3,
};

export type CostLine = { readonly item: string; readonly quantity: string; readonly dollars: number };

const payable = (quantity: number, free: number): number => Math.max(0, quantity - free);

/** The services that emit each custom metric under its `Service` dimension. */
function customMetricCount(services: (key: string) => number): number {
  const custom = Object.entries<MetricDefinition>(METRICS).filter(([, definition]) => definition.source === 'custom');
  return custom.reduce((sum, [key]) => sum + services(key), 0);
}

/**
 * The monthly bill of a stage by line, in US dollars.
 * @param servicesOf how many services emit a custom metric, by its key: each is a metric of its own
 */
export function monthlyCost(
  alarms: readonly AlarmDefinition[],
  dashboards: readonly DashboardDefinition[],
  servicesOf: (key: string) => number,
  traffic: Traffic,
): readonly CostLine[] {
  const metrics = customMetricCount(servicesOf);
  const alarmMetrics = alarms.flatMap((alarm) => alarm.metrics).filter((query) => query.metric !== undefined).length;
  const gigabytes = (traffic.requests * traffic.logBytesPerRequest) / 1e9;
  const traces = traffic.requests * traffic.tracedShare;
  const gigabyteSeconds =
    (traffic.requests * traffic.functionMillisecondsPerRequest * traffic.functionGigabytes) / 1_000;
  const millions = traffic.requests / 1e6;
  return [
    {
      item: 'Custom metrics',
      quantity: `${metrics}`,
      dollars: payable(metrics, PRICES.customMetricsFree) * PRICES.customMetric,
    },
    {
      item: 'Alarms',
      quantity: `${alarms.length} on ${alarmMetrics} metrics`,
      dollars: payable(alarmMetrics, PRICES.alarmMetricsFree) * PRICES.alarmMetric,
    },
    {
      item: 'CloudWatch dashboards',
      quantity: `${dashboards.length}`,
      dollars: payable(dashboards.length, PRICES.dashboardsFree) * PRICES.dashboard,
    },
    {
      item: 'Logs',
      quantity: `${gigabytes.toFixed(1)} GB`,
      dollars: payable(gigabytes, PRICES.logsGigabytesFree) * PRICES.logsPerGigabyte,
    },
    {
      item: 'X-Ray traces',
      quantity: `${traces}`,
      dollars: (payable(traces, PRICES.tracesFree) / 1e6) * PRICES.tracePerMillion,
    },
    { item: 'HTTP API', quantity: `${traffic.requests} requests`, dollars: millions * PRICES.apiPerMillion },
    {
      item: 'Functions',
      quantity: `${gigabyteSeconds} GB-seconds`,
      dollars:
        (payable(traffic.requests, PRICES.functionRequestsFree) / 1e6) * PRICES.functionPerMillion +
        payable(gigabyteSeconds, PRICES.functionGigabyteSecondsFree) * PRICES.functionGigabyteSecond,
    },
    {
      item: 'DynamoDB on demand',
      quantity: `${traffic.requests * traffic.writesPerRequest} writes, ${traffic.requests * traffic.readsPerRequest} reads`,
      dollars:
        millions * traffic.writesPerRequest * PRICES.writeUnitPerMillion +
        (millions * traffic.readsPerRequest * PRICES.readUnitPerMillion) / 2,
    },
  ];
}
