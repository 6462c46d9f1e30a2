import { panelThresholds } from '../dashboards/panel-thresholds.ts';
import type { FigurePanel, ResolvedQuery } from '../dashboards/resolve-panel.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboard.ts';
import type { DashboardPlace } from './place.ts';
import { shownQueries } from './shown-queries.ts';

type MetricRow<Name> = readonly (string | Name | Readonly<Record<string, unknown>>)[];

const RED = '#d62728';

function metricRow<Name>(query: ResolvedQuery<Name>): MetricRow<Name> {
  const label = query.label === undefined ? {} : { label: query.label };
  const options = { id: query.id, visible: query.returnData, ...label };
  if (query.kind === 'expression') return [{ ...options, expression: query.expression }];
  const { namespace, metricName, dimensions } = query.identity;
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { ...options, stat: query.stat }];
}

/** CloudWatch's `bar` and `table` are of the whole range, so that bars over time are lines there, and latest figures single values. */
function viewOf({ type }: FigurePanel): 'timeSeries' | 'singleValue' | 'gauge' {
  switch (type) {
    case 'timeSeries':
    case 'bar':
      return 'timeSeries';
    case 'stat':
    case 'table':
      return 'singleValue';
    case 'gauge':
    case 'sloBudget':
      return 'gauge';
    default:
      return type satisfies never;
  }
}

/** The ends of the axis; none above for lines, none at all for those that may be below 0. */
function boundsOf(panel: FigurePanel): { readonly min?: number; readonly max?: number } {
  if (panel.type === 'sloBudget') return { min: 0, max: 100 };
  if (panel.type === 'gauge') return panel.range ?? { min: 0, max: 100 };
  return panel.signed ? {} : { min: 0 };
}

/** Thresholds as lines, on a gauge as the part of it that breaches. */
function annotationsOf(panel: FigurePanel) {
  const horizontal = panelThresholds(panel).map(({ label, value, breaches }) => ({
    ...{ label, value, color: RED, ...(panel.type === 'gauge' && { fill: breaches }) },
  }));
  return horizontal.length > 0 ? { annotations: { horizontal } } : {};
}

const DAY = 86_400;

/** So many seconds before the end, as "Dashboard Body Structure and Syntax" has it. */
function startOf(span: number): string {
  return span % DAY === 0 ? `-P${span / DAY}D` : `-PT${span / 3_600}H`;
}

/** A panel of figures as a metric widget's properties ("Properties of a Metric Widget Object"). */
export function metricWidget<Name>(panel: FigurePanel, dashboard: CloudWatchDashboard, place: DashboardPlace<Name>) {
  return {
    title: panel.title,
    region: place.region,
    view: viewOf(panel),
    stacked: false,
    period: panel.period,
    // A widget with a beginning of its own heeds it whatever the dashboard's is.
    ...(panel.span !== undefined && { start: startOf(panel.span), end: 'P0D' }),
    yAxis: { left: { ...boundsOf(panel), label: panel.unit, showUnits: false } },
    ...annotationsOf(panel),
    metrics: shownQueries(panel, dashboard, place.target).map(metricRow),
  };
}
