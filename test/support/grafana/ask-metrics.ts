import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { Service, TraceSummary } from '@aws-sdk/client-xray';
import { interpolate, type Variables } from './interpolate.ts';
import { automaticPeriod, panelInterval, secondsOf, type TimeRange } from './periods.ts';
import type { GrafanaPanel, Target } from './provisioned.ts';

/** What a data source answers for one query. */
export type Frame = { readonly refId: string; readonly name: string } & (
  | { readonly kind: 'series'; readonly times: readonly Date[]; readonly values: readonly number[] }
  | { readonly kind: 'rows'; readonly values: readonly Readonly<Record<string, string>>[] }
  | { readonly kind: 'services'; readonly values: readonly Service[] }
  | { readonly kind: 'traces'; readonly values: readonly TraceSummary[] }
);

const METRIC_STAT = { type: 0, mode: 0 };

function periodOf(
  target: Target,
  { interval = '1s' }: GrafanaPanel,
  range: TimeRange,
  now: Date,
  variables: Variables,
) {
  const period = target.period ?? '';
  if (period === '$__interval') return panelInterval(range, secondsOf(interval) ?? 1);
  const text = interpolate(period, variables);
  return text === 'auto' || text === '' ? automaticPeriod(range, now) : secondsOf(text);
}

/** The data source searches where it is not to match exactly, or where a dimension has several values; else it asks for the metric. */
function queryOf(target: Target, period: number | undefined, variables: Variables): MetricDataQuery {
  const { id = '', label, hide = false, metricQueryType, metricEditorMode, expression = '' } = target;
  if (!/^[a-z]\w*$/.test(id)) throw new RangeError(`${id} is no id of a query.`);
  if (period === undefined || target.statistic === undefined) throw new RangeError(`${id} has no period or statistic.`);
  const common = { Id: id, ReturnData: !hide, ...(label ? { Label: label } : {}) };
  if (metricQueryType === METRIC_STAT.type && metricEditorMode !== METRIC_STAT.mode)
    return { ...common, Expression: interpolate(expression, variables), Period: period };
  if (target.matchExact !== true) throw new RangeError(`${id} would be searched for.`);
  const Metric = {
    Namespace: interpolate(target.namespace ?? '', variables),
    MetricName: target.metricName ?? '',
    Dimensions: Object.entries(target.dimensions ?? {}).map(([Name, value]) => ({
      Name,
      Value: interpolate(value, variables),
    })),
  };
  return { ...common, MetricStat: { Metric, Stat: target.statistic, Period: period } };
}

function frameOf({ Id = '', Label = '', Timestamps = [], Values = [], StatusCode }: MetricDataResult): Frame {
  if (StatusCode !== 'Complete') throw new Error(`${Id}: ${StatusCode}`);
  return { kind: 'series', refId: Id, name: Label, times: Timestamps, values: Values };
}

/** Asks for all metrics of a panel in one request, as Grafana's CloudWatch data source does. */
export async function askMetrics(
  client: CloudWatchClient,
  panel: GrafanaPanel,
  targets: readonly Target[],
  { range, now, variables }: { readonly range: TimeRange; readonly now: Date; readonly variables: Variables },
): Promise<readonly Frame[]> {
  const MetricDataQueries = targets.map((target) =>
    queryOf(target, periodOf(target, panel, range, now, variables), variables),
  );
  const frames: Frame[] = [];
  let NextToken: string | undefined;
  do {
    const request = { StartTime: range.from, EndTime: range.to, ScanBy: 'TimestampAscending' as const };
    const answer = await client.send(
      new GetMetricDataCommand({ ...request, MetricDataQueries, LabelOptions: { Timezone: '+0000' }, NextToken }),
    );
    frames.push(...(answer.MetricDataResults ?? []).map(frameOf));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return frames;
}
