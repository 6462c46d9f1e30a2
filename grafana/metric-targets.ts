import {
  MetricEditorMode,
  MetricQueryType,
  MetricsQueryBuilder,
  QueryMode,
} from '@grafana/grafana-foundation-sdk/cloudwatch';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { type FigurePanel, type ResolvedQuery, resolvePanel } from '../monitoring/dashboards/resolve-panel.ts';
import { namedTarget } from '../monitoring/resource-names.ts';
import { ref } from './variables.ts';

/** What the data source wants to have said of metric math, too, and does not look at. */
const NO_STATISTIC = 'Average';

/** The shortest datapoint that a metric of the product has, in seconds; panels of these follow the variable `period`. */
const SHORTEST = 60;

/** A panel's own datapoints where they are longer than a minute's: Grafana widens them with the range, never below these. */
export function ownInterval({ period }: Pick<FigurePanel, 'period'>): string | undefined {
  return period > SHORTEST ? `${period}s` : undefined;
}

function targetOf(query: ResolvedQuery<string>, period: string, source: DataSourceRef): MetricsQueryBuilder {
  const builder = new MetricsQueryBuilder()
    .datasource(source)
    .queryMode(QueryMode.Metrics)
    .metricQueryType(MetricQueryType.Search)
    .id(query.id)
    .refId(query.id)
    .region('default')
    .period(period)
    .label(query.label ?? '')
    .hide(!query.returnData);
  if (query.kind === 'expression')
    return builder
      .metricEditorMode(MetricEditorMode.Code)
      .namespace('')
      .metricName('')
      .dimensions({})
      .matchExact(true)
      .statistic(NO_STATISTIC)
      .expression(query.expression);
  return builder
    .metricEditorMode(MetricEditorMode.Builder)
    .namespace(query.identity.namespace)
    .metricName(query.identity.metricName)
    .dimensions({ ...query.identity.dimensions })
    .matchExact(true)
    .statistic(query.stat)
    .expression('');
}

/** The queries of a panel as Grafana's CloudWatch data source has them from 10.4 on; its variables stand for the stage's names. */
export function metricTargets(panel: FigurePanel, source: DataSourceRef): MetricsQueryBuilder[] {
  const target = namedTarget(ref('stage'), ref('api'));
  const period = ownInterval(panel) === undefined ? ref('period') : '$__interval';
  return resolvePanel(panel, target, { function: 'all' }).map((query) => targetOf(query, period, source));
}
