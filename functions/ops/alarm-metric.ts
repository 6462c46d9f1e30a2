import { DescribeAlarmsCommand, type MetricAlarm, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { notFound } from '../lib/problem.ts';
import { cloudWatch } from './aws-clients.ts';
import { chartOf } from './chart.ts';
import { dashboardRange } from './dashboard-range.ts';
import type { AlarmMetricQuery } from './ops-query.ts';
import type { AlarmMetric } from './responses.ts';
import { stagePrefix } from './stage.ts';
import { upstream } from './upstream.ts';

/** The alarm's own queries; an alarm on one metric has that metric as its members. */
function queriesOf(alarm: MetricAlarm): MetricDataQuery[] {
  if (alarm.Metrics !== undefined && alarm.Metrics.length > 0) return alarm.Metrics;
  const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic, Unit } = alarm;
  const Metric = { Namespace, MetricName, Dimensions };
  const Stat = ExtendedStatistic ?? Statistic ?? 'Average';
  return [{ Id: 'm', Label: MetricName, MetricStat: { Metric, Period, Stat, Unit } }];
}

const periodOf = ({ Period, MetricStat }: MetricDataQuery): number => Period ?? MetricStat?.Period ?? 0;

/** The query for a range whose datapoints lie further apart than those that the alarm looks at. */
function over(query: MetricDataQuery, period: number): MetricDataQuery {
  const { MetricStat, Expression } = query;
  if (MetricStat !== undefined) return { ...query, MetricStat: { ...MetricStat, Period: period } };
  return Expression === undefined ? query : { ...query, Period: period };
}

async function metricAlarmOf(name: string): Promise<MetricAlarm> {
  if (!name.startsWith(stagePrefix())) throw notFound('metric alarm');
  const answer = await upstream('CloudWatch', 'DescribeAlarms', () =>
    cloudWatch().send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm'] })),
  );
  const [alarm] = answer.MetricAlarms ?? [];
  if (alarm === undefined) throw notFound('metric alarm');
  return alarm;
}

/** The threshold, and on which side of it the alarm is raised; neither of a band. */
function limitOf({ Threshold, ComparisonOperator }: MetricAlarm): Pick<AlarmMetric, 'threshold' | 'breaches'> {
  if (Threshold === undefined) return {};
  return { threshold: Threshold, breaches: ComparisonOperator?.startsWith('Greater') ? 'above' : 'below' };
}

/** What a metric alarm of this stage looks at, over time; 404 when there is none of that name. `now` is in epoch ms. */
export async function alarmMetric(name: string, query: AlarmMetricQuery, now: number): Promise<AlarmMetric> {
  const alarm = await metricAlarmOf(name);
  const queries = queriesOf(alarm);
  const range = dashboardRange({ ...query, period: Math.max(60, ...queries.map(periodOf)) }, now);
  const chart = await chartOf(
    queries.map((each) => over(each, range.period)),
    range,
    now,
  );
  return { ...chart, ...limitOf(alarm) };
}
