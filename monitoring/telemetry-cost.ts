import type { AlarmDefinition } from './alarms/alarm-definition.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboards/cloudwatch-dashboard.ts';
import { metricsReferred } from './cloudwatch-dashboards/shown-queries.ts';
import { type Billed, type CostLine, count, payable } from './cost-line.ts';
import { billedMetrics } from './metric-hours.ts';
import { PRICES } from './prices.ts';
import type { Traffic } from './traffic.ts';
import type { TrafficTotals } from './traffic-totals.ts';

function metricsLine(traffic: Traffic): CostLine {
  const metrics = billedMetrics(traffic);
  const months = metrics.reduce((sum, { share }) => sum + share, 0);
  return {
    item: 'Custom metrics',
    quantity: `${metrics.length} metrics, billed as ${months.toFixed(1)} metric-months`,
    dollars: payable(months, PRICES.customMetricsFree) * PRICES.customMetric,
  };
}

/** Metrics that an alarm is billed for: those that it reads, and the two bounds of a band. */
function alarmMetrics({ metrics, thresholdMetricId }: AlarmDefinition): number {
  const read = metrics.filter((query) => query.metric !== undefined).length;
  return read + (thresholdMetricId === undefined ? 0 : PRICES.boundsOfABand);
}

/** Dashboards that are paid for: all but the first three of those that refer to few enough metrics. */
function paidDashboards(dashboards: readonly CloudWatchDashboard[]): number {
  const small = dashboards.filter((dashboard) => metricsReferred(dashboard) <= PRICES.dashboardMetricsFree);
  return dashboards.length - Math.min(small.length, PRICES.dashboardsFree);
}

function alarmLines({ alarms, composites, dashboards }: Billed): readonly CostLine[] {
  const metrics = alarms.reduce((sum, alarm) => sum + alarmMetrics(alarm), 0);
  return [
    {
      item: 'Alarms',
      quantity: `${alarms.length} on ${metrics} metrics`,
      dollars: payable(metrics, PRICES.alarmMetricsFree) * PRICES.alarmMetric,
    },
    {
      item: 'Composite alarms',
      quantity: count(composites.length),
      dollars: composites.length * PRICES.compositeAlarm,
    },
    {
      item: 'CloudWatch dashboards',
      quantity: count(dashboards.length),
      dollars: paidDashboards(dashboards) * PRICES.dashboard,
    },
  ];
}

/** What is paid for telemetry, by line. */
export function telemetryLines(billed: Billed, { logBytes, metricsRead, traces }: TrafficTotals): readonly CostLine[] {
  const gigabytes = logBytes / 1e9;
  return [
    metricsLine(billed.traffic),
    ...alarmLines(billed),
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
  ];
}
