import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { metricsReferred } from '../../monitoring/cloudwatch-dashboards/shown-queries.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import type { DashboardDefinition, Panel } from '../../monitoring/dashboards/panel.ts';
import { panelThresholds } from '../../monitoring/dashboards/panel-thresholds.ts';
import { savedQuery } from '../../monitoring/dashboards/resolve-logs-panel.ts';
import { functionsOf } from '../../monitoring/dashboards/resolve-panel.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { PRICES } from '../../monitoring/prices.ts';
import { ALL_HOURS, DEFAULT_REFRESH, viewerDollars, WORKING_HOURS } from '../../monitoring/viewer-cost.ts';
import { anchor, linkTo } from './alarm-facts.ts';
import { page, picture, table } from './markdown.ts';

const VIEWS: Readonly<Record<Panel['type'], string>> = {
  timeSeries: 'lines over time',
  bar: 'bars over time',
  stat: 'latest figures',
  gauge: 'gauge',
  table: 'table of latest figures',
  logs: 'query of logs',
  alarmStates: 'states of alarms',
  serviceMap: 'service map of X-Ray',
  traces: 'traces of X-Ray',
  sloBudget: 'gauge of a budget',
};

/** The metrics that a panel looks at, each once. */
function metricsOf(panel: Panel): string {
  if (!('queries' in panel)) return '';
  const names = panel.queries.flatMap(({ metric }) => (metric === undefined ? [] : `\`${METRICS[metric.key].name}\``));
  const by = functionsOf(panel).length > 1 ? ' by function' : '';
  return ` of ${[...new Set(names)].join(', ')}${by}, in ${panel.unit}`;
}

function source(panel: Panel): string {
  if (panel.type === 'logs') {
    const { title } = savedQuery(panel);
    return `${VIEWS.logs} [${title}](logs.md#${anchor(title)})`;
  }
  if (panel.type === 'traces') return `${VIEWS.traces}: \`${panel.filter}\``;
  return `${VIEWS[panel.type]}${metricsOf(panel)}`;
}

/** The panel's alarms; those whose threshold it shows say so. */
function alarms(panel: Panel): string {
  if (!('alarms' in panel) || panel.alarms === undefined) return '';
  const drawn = new Map(panelThresholds(panel).map(({ alarm, value, breaches }) => [alarm, `, ${breaches} ${value}`]));
  return panel.alarms.map((id) => `${linkTo(id).replace('](#', '](alarms.md#')}${drawn.get(id) ?? ''}`).join('<br>');
}

function panelRow(panel: Panel): readonly string[] {
  return [panel.title, panel.description, source(panel), alarms(panel)];
}

function section({ id, title, description, panels }: DashboardDefinition): readonly string[] {
  return [
    `## ${title}`,
    description,
    picture(`dashboard-${id}`, `${title} in the console`),
    table(['panel', 'what to read from it', 'what it is', 'alarms'], panels.map(panelRow)),
  ];
}

const dollars = (dashboard: DashboardDefinition, hours: number) =>
  viewerDollars(dashboard, DEFAULT_REFRESH, hours).toFixed(2);

function whereTable(): string {
  const rows = DASHBOARDS.map((dashboard) => {
    const shown = CLOUDWATCH_DASHBOARDS.filter(({ shows }) => shows.includes(dashboard)).map(({ id }) => id);
    return [
      `[${dashboard.title}](#${anchor(dashboard.title)})`,
      `\`/ops/dashboards/${dashboard.id}\``,
      shown.map((id) => `\`smallcart-<stage>-${id}\``).join(', '),
      dollars(dashboard, WORKING_HOURS),
      dollars(dashboard, ALL_HOURS),
    ];
  });
  const head = ['dashboard', 'console', 'CloudWatch', 'console, 8 h on 22 days', 'around the clock'];
  return table(head, rows);
}

function limitsTable(): string {
  const rows = CLOUDWATCH_DASHBOARDS.map((dashboard) => [
    `\`smallcart-<stage>-${dashboard.id}\``,
    dashboard.shows.map(({ title }) => title).join(', '),
    dashboard.variables.map(({ label }) => label).join(', ') || 'none',
    `${metricsReferred(dashboard)}`,
  ]);
  return table(['dashboard', 'shows', 'variables', 'metrics'], rows);
}

const INTRO = `Eight dashboards, defined once in \`monitoring/dashboards/\` and shown by the console, by Grafana and by CloudWatch: the same queries, so the same figures. Each panel says what to read from it. A panel's alarms lead on to their runbooks; where an alarm looks at the very figure that a panel shows, its threshold is drawn. Deployments are marked on every graph over time.`;
const VARIABLES = `What can be chosen: the stage (where one looks: a console shows its own, Grafana has a folder for each), the function (of panels with a line for each function, and of logs and traces), the route (of logs and traces; no metric has routes, as each would have to be paid for), and the seconds between two datapoints.`;
const COST = `CloudWatch asks $${PRICES.metricReadPerThousand} for a thousand metrics that GetMetricData reads. The dollars are those of a month in which one person has the dashboard open in the console, read every ${DEFAULT_REFRESH} seconds; the console reads each panel once in each of its periods, and for several people no more often than for one. It reads nothing while its tab is hidden. Logs panels pay $${PRICES.logsScannedPerGigabyte} for a gigabyte that is looked through, each time that they are opened. X-Ray asks $${PRICES.traceReadPerMillion} for a million traces that it looks at, after a million free ones a month: at each reading those of the hour that is shown, for a list of traces and, every fifth time, for the service map. The dollars count them for a million requests a month in production. Maps and traces on pages of their own cost as much as such panels; each viewer pays for their own.`;
const CLOUDWATCH = `CloudWatch gives ${PRICES.dashboardsFree} dashboards free, of at most ${PRICES.dashboardMetricsFree} metrics each, so it shows several of ours below each other. Where a panel has a line for each function, it shows the one that is chosen above, and the logs of that function. Bars over time are lines there, and what X-Ray shows is a link.`;

/** docs/dashboards.md */
export function dashboardsPage(): string {
  return page(
    '# Dashboards',
    INTRO,
    VARIABLES,
    whereTable(),
    COST,
    '## In CloudWatch',
    CLOUDWATCH,
    limitsTable(),
    ...DASHBOARDS.flatMap(section),
  );
}
