import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import type { DashboardDefinition, Panel, TracesPanel } from '../../../monitoring/dashboards/panel.ts';
import { resolveLogsPanel } from '../../../monitoring/dashboards/resolve-logs-panel.ts';
import { type FigurePanel, panelPeriod, resolvePanel } from '../../../monitoring/dashboards/resolve-panel.ts';
import { resolveTracesPanel } from '../../../monitoring/dashboards/resolve-traces-panel.ts';
import type { DashboardVariables } from '../../../monitoring/dashboards/variables.ts';
import { namedTarget } from '../../../monitoring/resource-names.ts';
import { env } from '../../lib/env.ts';
import { notFound } from '../../lib/problem.ts';
import { dashboardRange } from '../dashboard-range.ts';
import { runQuery } from '../insights/run-query.ts';
import type { DashboardQuery } from './dashboard-query.ts';
import type { DashboardFigures, PanelRows } from './dashboard-responses.ts';
import { readFigures, type WantedFigures } from './read-figures.ts';

function dashboardOf(id: string): DashboardDefinition {
  const found = DASHBOARDS.find((dashboard) => dashboard.id === id);
  if (found === undefined) throw notFound('dashboard');
  return found;
}

const isTraces = (panel: Panel): panel is TracesPanel => panel.type === 'traces';
const isFigures = (panel: Panel): panel is FigurePanel => 'queries' in panel;

function wantedFigures(panel: FigurePanel, query: DashboardQuery, now: number): WantedFigures {
  const target = namedTarget(env().stage, env().apiId);
  const minutes = panel.span === undefined ? query.minutes : panel.span / 60;
  const range = dashboardRange({ minutes, end: query.end, period: panelPeriod(panel, query) }, now);
  return { queries: resolvePanel(panel, target, query), range };
}

/** The figures of a dashboard's panels, as chosen; 404 when there is no dashboard of that id. `now` is in epoch ms. */
export async function readDashboard(id: string, query: DashboardQuery, now: number): Promise<DashboardFigures> {
  const dashboard = dashboardOf(id);
  const panels = dashboard.panels.filter(isFigures);
  const { start, end } = dashboardRange({ minutes: query.minutes, end: query.end }, now);
  const figures = await readFigures(
    panels.map((panel) => wantedFigures(panel, query, now)),
    now,
  );
  return {
    id: dashboard.id,
    generatedAt: new Date(now).toISOString(),
    start,
    end,
    panels: figures.map((each, place) => ({ id: panels[place]?.id ?? '', ...each })),
    traces: dashboard.panels.filter(isTraces).map((panel) => ({
      id: panel.id,
      filter: resolveTracesPanel(panel, env().stage, query),
    })),
  };
}

const MINUTE = 60_000;

/** Logs are asked up to the end of a minute that has begun, so that whoever looks within it is told the same. */
function logsRange({ minutes, end }: DashboardQuery, now: number): { start: number; end: number } {
  const until = dashboardRange({ minutes, period: 60, end }, now).end;
  const whole = Math.floor(until / MINUTE) * MINUTE;
  return { start: whole - minutes * MINUTE, end: whole };
}

/** What the query of a panel finds in the logs, as chosen; 404 when there is no such panel. `now` is in epoch ms. */
export async function readPanel(id: string, panelId: string, query: DashboardQuery, now: number): Promise<PanelRows> {
  const panel = dashboardOf(id).panels.find((each) => each.id === panelId);
  if (panel?.type !== 'logs') throw notFound('panel with a query of logs');
  const range = logsRange(query, now);
  const resolved = resolveLogsPanel(panel, query satisfies Pick<DashboardVariables, 'function' | 'route'>);
  const answer = await runQuery({ ...resolved, ...range });
  return {
    generatedAt: new Date(now).toISOString(),
    ...range,
    ...answer,
    query: resolved.query,
    functions: [...resolved.functions],
  };
}
