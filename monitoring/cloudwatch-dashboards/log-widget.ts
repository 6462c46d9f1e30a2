import type { LogsPanel } from '../dashboards/panel.ts';
import { logGroupName } from '../physical-name.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboard.ts';
import type { DashboardPlace } from './place.ts';
import { shownLogsQuery } from './shown-queries.ts';

const VIEWS = { lines: 'table', table: 'table', bar: 'bar', timeSeries: 'timeSeries' } as const;

/** A logs panel as a log widget's properties ("Properties of a Log Widget Object"): its query names its log groups first. */
export function logWidget<Name>(panel: LogsPanel, dashboard: CloudWatchDashboard, place: DashboardPlace<Name>) {
  const { query, functions } = shownLogsQuery(panel, dashboard);
  const sources = functions.map((id) => `SOURCE '${logGroupName(place.target.stage, id)}'`);
  return {
    title: panel.title,
    region: place.region,
    view: VIEWS[panel.view],
    stacked: false,
    query: [...sources, query].join(' | '),
  };
}
