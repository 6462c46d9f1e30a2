import { metric } from '../metric-query.ts';
import type { MetricPanel } from './panel.ts';

/** When releases came, for a face that cannot mark them on the graphs themselves: a strip on the same axis of time. */
export const DEPLOYMENT_STRIP: MetricPanel = {
  type: 'bar',
  id: 'deployment-marks',
  title: 'Deployments',
  description:
    'When a release came, and whether it succeeded; what changed at the same time is likely to come from it.',
  width: 'full',
  unit: 'deployments',
  period: 60,
  queries: [
    { id: 'succeeded', label: 'Succeeded', metric: metric('deployments', { Result: 'succeeded' }), stat: 'Sum' },
    { id: 'failed', label: 'Failed', metric: metric('deployments', { Result: 'failed' }), stat: 'Sum' },
  ],
};
