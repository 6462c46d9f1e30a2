import type { DashboardDefinition, Panel } from './dashboards/dashboard-definition.ts';
import { type MetricQuery, metricIdentity, type Target } from './metric-query.ts';

const COLUMNS = 2;
const WIDTH = 12;
const HEIGHT = 6;

type MetricRow<Name> = readonly (string | Name | Readonly<Record<string, unknown>>)[];

function metricRow<Name>(query: MetricQuery, target: Target<Name>): MetricRow<Name> {
  const options = {
    id: query.id,
    visible: query.returnData ?? true,
    ...(query.label === undefined ? {} : { label: query.label }),
  };
  if (query.metric === undefined) return [{ ...options, expression: query.expression }];
  const { namespace, metricName, dimensions } = metricIdentity(query.metric, target);
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { ...options, stat: query.stat }];
}

function metricWidget<Name>(panel: Panel, index: number, region: string, target: Target<Name>) {
  return {
    type: 'metric',
    x: (index % COLUMNS) * WIDTH,
    y: Math.floor(index / COLUMNS) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title: panel.title,
      region,
      view: panel.view,
      stacked: false,
      period: panel.period,
      yAxis: { left: { min: 0, label: panel.unit, showUnits: false } },
      metrics: panel.queries.map((query) => metricRow(query, target)),
    },
  };
}

/** What a widget shows is described in a text widget of its own, the last one; its lines are `**title** description`. */
function descriptionWidget(dashboard: DashboardDefinition) {
  const lines = dashboard.panels.map((panel) => `**${panel.title}** ${panel.description}`);
  const y = Math.ceil(dashboard.panels.length / COLUMNS) * HEIGHT;
  const markdown = [`# ${dashboard.title}`, ...lines].join('\n\n');
  return { type: 'text', x: 0, y, width: WIDTH * COLUMNS, height: HEIGHT, properties: { markdown } };
}

/** A dashboard's body ("Dashboard Body Structure and Syntax"), before JSON.stringify; references are resolved by `target`. */
export function dashboardBody<Name>(dashboard: DashboardDefinition, region: string, target: Target<Name>) {
  return {
    start: '-PT3H',
    periodOverride: 'inherit',
    widgets: [
      ...dashboard.panels.map((panel, index) => metricWidget(panel, index, region, target)),
      descriptionWidget(dashboard),
    ],
  };
}
