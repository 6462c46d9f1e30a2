import { business } from '../dashboards/business.ts';
import { deployments } from '../dashboards/deployments.ts';
import { infrastructure } from '../dashboards/infrastructure.ts';
import { inventory } from '../dashboards/inventory.ts';
import { overview } from '../dashboards/overview.ts';
import { slos } from '../dashboards/slos.ts';
import { system, WORKER_IDS } from '../dashboards/system.ts';
import { telemetry } from '../dashboards/telemetry.ts';
import { HTTP_FUNCTION_IDS, JOB_IDS } from '../resources.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboard.ts';

/** The eight dashboards as CloudWatch shows them: it gives three free, of fifty metrics each. */
export const CLOUDWATCH_DASHBOARDS: readonly CloudWatchDashboard[] = [
  { id: 'overview', title: 'Overview', shows: [overview, slos, telemetry], variables: [] },
  { id: 'business', title: 'Business operations', shows: [business, inventory], variables: [] },
  {
    id: 'system',
    title: 'System health',
    shows: [system, infrastructure, deployments],
    variables: [
      { id: 'function', label: 'Function', functions: HTTP_FUNCTION_IDS, first: 'catalog' },
      { id: 'worker', label: 'Worker', functions: WORKER_IDS, first: 'fulfilment' },
      { id: 'job', label: 'Job', functions: JOB_IDS, first: 'order-progress' },
    ],
  },
];
