import { DASHBOARDS } from '../dashboards/dashboards.ts';
import { WORKER_IDS } from '../dashboards/system.ts';
import { HTTP_FUNCTION_IDS, JOB_IDS } from '../resources.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboard.ts';
import { type CloudWatchDashboardId, shownIn } from './shown-in.ts';

const shows = (id: CloudWatchDashboardId) => DASHBOARDS.filter((dashboard) => shownIn(dashboard.id) === id);

/** The eight dashboards as CloudWatch shows them: it gives three free, of fifty metrics each. */
export const CLOUDWATCH_DASHBOARDS: readonly CloudWatchDashboard[] = [
  { id: 'overview', title: 'Overview', shows: shows('overview'), variables: [] },
  { id: 'business', title: 'Business operations', shows: shows('business'), variables: [] },
  {
    id: 'system',
    title: 'System health',
    shows: shows('system'),
    variables: [
      { id: 'function', label: 'Function', functions: HTTP_FUNCTION_IDS, first: 'catalog' },
      { id: 'worker', label: 'Worker', functions: WORKER_IDS, first: 'fulfilment' },
      { id: 'job', label: 'Job', functions: JOB_IDS, first: 'order-progress' },
    ],
  },
];
