import type { AlarmDefinition } from './alarms/alarm-definition.ts';
import { customMetricCount } from './custom-metric-count.ts';
import type { DashboardDefinition } from './dashboards/dashboard-definition.ts';
import { PRICES } from './prices.ts';
import type { Traffic, Usage } from './traffic.ts';

export type CostLine = { readonly item: string; readonly quantity: string; readonly dollars: number };

/** What requests and schedules of a month take together. */
function sum({ requests, kinds, schedules }: Traffic, take: (usage: Usage) => number): number {
  const asked = kinds.reduce((total, kind) => total + kind.share * take(kind), 0);
  return requests * asked + schedules.reduce((total, run) => total + run.runsPerMonth * take(run), 0);
}

/** How often something runs by schedule, and how many requests come of that. */
function scheduled({ schedules }: Traffic): { readonly runs: number; readonly requests: number } {
  const runs = schedules.reduce((total, { runsPerMonth }) => total + runsPerMonth, 0);
  return { runs, requests: schedules.reduce((total, run) => total + run.runsPerMonth * run.requests, 0) };
}

const count = (quantity: number): string => Math.round(quantity).toLocaleString('en-US');

const payable = (quantity: number, free: number): number => Math.max(0, quantity - free);

/** What a Prometheus server costs that scrapes that many metrics once in so many minutes, in US dollars a month. */
export function scrapeCost(metrics: number, minutes: number): number {
  return ((43_200 / minutes) * metrics * PRICES.metricReadPerThousand) / 1_000;
}

/** The monthly bill of a stage by line, in US dollars. */
export function monthlyCost(
  alarms: readonly AlarmDefinition[],
  dashboards: readonly DashboardDefinition[],
  traffic: Traffic,
): readonly CostLine[] {
  const metrics = customMetricCount();
  const alarmMetrics = alarms.flatMap((alarm) => alarm.metrics).filter((query) => query.metric !== undefined).length;
  const { runs, requests: own } = scheduled(traffic);
  const requests = traffic.requests + own;
  const traces = (requests + runs) * traffic.tracedShare;
  const gigabytes = sum(traffic, ({ logBytes }) => logBytes) / 1e9;
  const gigabyteSeconds = sum(traffic, (usage) => usage.milliseconds * usage.gigabytes) / 1_000;
  const writeUnits = sum(traffic, (usage) => usage.writeUnits);
  const readUnits = sum(traffic, (usage) => usage.readUnits);
  const metricsRead = sum(traffic, (usage) => usage.metricsRead);
  return [
    {
      item: 'Custom metrics',
      quantity: count(metrics),
      dollars: payable(metrics, PRICES.customMetricsFree) * PRICES.customMetric,
    },
    {
      item: 'Alarms',
      quantity: `${alarms.length} on ${alarmMetrics} metrics`,
      dollars: payable(alarmMetrics, PRICES.alarmMetricsFree) * PRICES.alarmMetric,
    },
    {
      item: 'CloudWatch dashboards',
      quantity: count(dashboards.length),
      dollars: payable(dashboards.length, PRICES.dashboardsFree) * PRICES.dashboard,
    },
    {
      item: 'Logs',
      quantity: `${gigabytes.toFixed(1)} GB`,
      dollars: payable(gigabytes, PRICES.logsGigabytesFree) * PRICES.logsPerGigabyte,
    },
    {
      item: 'Metrics read',
      quantity: count(metricsRead),
      dollars: (metricsRead / 1_000) * PRICES.metricReadPerThousand,
    },
    {
      item: 'X-Ray traces',
      quantity: count(traces),
      dollars: (payable(traces, PRICES.tracesFree) / 1e6) * PRICES.tracePerMillion,
    },
    { item: 'HTTP API', quantity: `${count(requests)} requests`, dollars: (requests / 1e6) * PRICES.apiPerMillion },
    {
      item: 'Functions',
      quantity: `${count(gigabyteSeconds)} GB-seconds`,
      dollars:
        (payable(requests + runs, PRICES.functionRequestsFree) / 1e6) * PRICES.functionPerMillion +
        payable(gigabyteSeconds, PRICES.functionGigabyteSecondsFree) * PRICES.functionGigabyteSecond,
    },
    {
      item: 'DynamoDB on demand',
      quantity: `${count(writeUnits)} write units, ${count(readUnits)} read units`,
      dollars: (writeUnits * PRICES.writeUnitPerMillion + readUnits * PRICES.readUnitPerMillion) / 1e6,
    },
  ];
}
