import type { LogsPanel } from '../dashboards/panel.ts';
import { type ResolvedLogsQuery, resolveLogsPanel } from '../dashboards/resolve-logs-panel.ts';
import { type FigurePanel, functionsOf, type ResolvedQuery, resolvePanel } from '../dashboards/resolve-panel.ts';
import type { DashboardVariables } from '../dashboards/variables.ts';
import type { Target } from '../metric-query.ts';
import { physicalName } from '../physical-name.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboard.ts';

type Variables = Pick<CloudWatchDashboard, 'variables'>;

/** The function of which a panel is shown before anybody has chosen; all where no variable of the dashboard is about its lines. */
function firstOf(panel: FigurePanel, { variables }: Variables): DashboardVariables['function'] {
  const functions = functionsOf(panel);
  const chosen = functions.length > 1 ? variables.find(({ first }) => functions.includes(first)) : undefined;
  return chosen?.first ?? 'all';
}

/** A panel's queries as they stand in a dashboard's body. */
export function shownQueries<Name>(
  panel: FigurePanel,
  dashboard: Variables,
  target: Target<Name>,
): readonly ResolvedQuery<Name>[] {
  const first = firstOf(panel, dashboard);
  const queries = resolvePanel(panel, target, { function: first });
  // A variable replaces a function's whole name, wherever it stands: so its line is called by that.
  const label = first === 'all' ? undefined : physicalName(target.stage, first);
  return queries.map((query) => (label !== undefined && query.returnData ? { ...query, label } : query));
}

/** A logs panel's query as it stands in a dashboard's body. */
export function shownLogsQuery(panel: LogsPanel, { variables }: Variables): ResolvedLogsQuery {
  return resolveLogsPanel(panel, { function: variables[0]?.first ?? 'all', route: 'all' });
}

const SYMBOLS: Target<string> = { stage: '', resolve: (reference) => JSON.stringify(reference) };

/** How many metrics a dashboard refers to, which decides on what it costs: each once, whatever its statistics. */
export function metricsReferred(dashboard: CloudWatchDashboard): number {
  const panels = dashboard.shows.flatMap((shown) => shown.panels).filter((panel) => 'queries' in panel);
  const queries = panels.flatMap((panel) => shownQueries(panel, dashboard, SYMBOLS));
  const metrics = queries.flatMap((query) => (query.kind === 'metric' ? JSON.stringify(query.identity) : []));
  return new Set(metrics).size;
}
