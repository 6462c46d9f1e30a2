import type { DashboardId } from '../dashboards/panel.ts';

/** Last parts of the names of the dashboards in CloudWatch. */
export type CloudWatchDashboardId = 'overview' | 'business' | 'system';

/** In which dashboard of CloudWatch each of the eight is shown. */
const SHOWN_IN: Readonly<Record<DashboardId, CloudWatchDashboardId>> = {
  overview: 'overview',
  slos: 'overview',
  telemetry: 'overview',
  business: 'business',
  inventory: 'business',
  system: 'system',
  infrastructure: 'system',
  deployments: 'system',
};

/** The dashboard of CloudWatch that shows one of the eight. */
export function shownIn(id: DashboardId): CloudWatchDashboardId {
  return SHOWN_IN[id];
}
